import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { SharedMemory } from '../core/executor.js';
import { LEARN_KERNELS } from '../learn/index.js';
import { CLOSE, FAULT, type GivenMemory, KERNEL, LEFT, MEMORY, READY, SEQUENCE, type Setup } from './threadCommand.js';

// The body of a thread: sleep until a command comes, do this thread's part of it, say so, sleep again.
const { command, args, part, parts, port } = workerData as Setup;
const memories: SharedMemory[] = [];

function receiveMemories(): void {
  for (let received = receiveMessageOnPort(port); received !== undefined; received = receiveMessageOnPort(port)) {
    const { place, memory } = received.message as GivenMemory;
    memories[place] = memory;
  }
}

function runPart(): void {
  receiveMemories();
  try {
    LEARN_KERNELS[command[KERNEL]!]!.run(memories[command[MEMORY]!]!, Array.from(args), part, parts);
  } catch {
    command[FAULT] = 1;
  }
}

/** Says that this thread is done, and wakes the caller if it was the last. */
function done(): void {
  if (Atomics.sub(command, LEFT, 1) === 1) Atomics.notify(command, LEFT);
}

function work(): void {
  for (let seen = 0; ; done()) {
    Atomics.wait(command, SEQUENCE, seen);
    seen = Atomics.load(command, SEQUENCE);
    if (command[KERNEL] === CLOSE) return;
    runPart();
  }
}

Atomics.add(command, READY, 1);
Atomics.notify(command, READY);
work();
