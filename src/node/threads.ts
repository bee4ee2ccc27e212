import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { ensure, HoldfastError } from '../core/errors.js';
import type { Executor, Kernel, SharedMemory } from '../core/executor.js';
import { LEARN_KERNELS } from '../learn/index.js';
import { here } from './here.cjs';
import { packageRoot } from './packageRoot.js';
import {
  ARGS,
  CLOSE,
  COMMAND_SIZE,
  FAULT,
  type GivenMemory,
  KERNEL,
  LEFT,
  MEMORIES,
  MEMORY,
  READY,
  SEQUENCE,
  type Setup,
} from './threadCommand.js';

/** A worker that has not started after so long will not. */
const START_MS = 20_000;

/** Threads that wait for work; `close` ends them. */
export interface Threads extends Executor {
  close(): void;
}

/**
 * Starts threads that share the heavy loops of training: pass the result as `executor` to `trainRisk`, `fitBoosting` and the like.
 *
 * @param threads - how many work at once, the calling one among them; 1…64. 1 starts none
 * @returns an executor; `close` it when done, or the threads end with the process
 * @throws HoldfastError `bad-parameter`; a kernel that fails ends with `internal`
 * @remarks The caller does its own part and sleeps until the others are done, so small loops stay with the caller. Models are the same
 *   bits for any number of threads.
 * @example
 * ```ts
 * const threads = openThreads(2);
 * const gap = Float64Array.from({ length: 400 }, (_, row) => row % 40);
 * const matrix = { length: 400, features: [{ name: 'gap_days', values: gap }] };
 * const outcome = Float64Array.from(gap, (days) => (days > 30 ? 1 : 0));
 * const shared = await fitBoosting({ rounds: 20, leaves: 2 }, { matrix, outcome }, { executor: threads });
 * const alone = await fitBoosting({ rounds: 20, leaves: 2 }, { matrix, outcome });
 * threads.close();
 * JSON.stringify(shared.model) === JSON.stringify(alone.model); // => true
 * ```
 */
export function openThreads(threads: number): Threads {
  ensure(Number.isInteger(threads) && threads >= 1 && threads <= 64, 'bad-parameter', () => ({
    en: `threads is ${threads}; it must be a whole number from 1 to 64`,
    zh: `threads 为 ${threads}；应为 1 到 64 之间的整数`,
  }));
  const command = new Int32Array(new SharedArrayBuffer(4 * COMMAND_SIZE));
  const args = new Float64Array(new SharedArrayBuffer(8 * ARGS));
  const workers = Array.from({ length: threads - 1 }, (_, place) => startWorker({ command, args, part: place + 1, parts: threads }));
  const known: (SharedMemory | undefined)[] = Array.from({ length: MEMORIES });
  let given = 0;
  let isReady = false;
  let isClosed = false;

  /** Where the workers keep a memory; one that they have not is sent, in the place of the one sent longest ago. */
  function placeOf(memory: SharedMemory): number {
    const found = known.indexOf(memory);
    if (found >= 0) return found;
    const place = given++ % MEMORIES;
    known[place] = memory;
    for (const { port } of workers) port.postMessage({ place, memory } satisfies GivenMemory);
    return place;
  }

  /** A worker that never starts would be waited for forever. */
  function awaitWorkers(): void {
    const until = performance.now() + START_MS;
    for (let ready = 0; ready < workers.length; ready = Atomics.load(command, READY)) {
      Atomics.wait(command, READY, ready, Math.max(0, until - performance.now()));
      ensure(performance.now() < until || Atomics.load(command, READY) === workers.length, 'internal', () => ({
        en: `the other threads did not start; is ${workerFile()} there? Run on one thread meanwhile`,
        zh: `其他线程没有启动；${workerFile()} 还在吗？可先用一个线程运行`,
      }));
    }
    isReady = true;
  }

  function send(kernel: number, memory: number): void {
    command[KERNEL] = kernel;
    command[MEMORY] = memory;
    command[FAULT] = 0;
    Atomics.store(command, LEFT, workers.length);
    Atomics.add(command, SEQUENCE, 1);
    Atomics.notify(command, SEQUENCE);
  }

  return {
    threads,
    memory: (bytes) => (threads === 1 ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes)),
    run(kernel, memory, values) {
      ensure(!isClosed, 'internal', () => ({ en: 'these threads are closed', zh: '这些线程已关闭' }));
      if (threads === 1) return kernel.run(memory, values, 0, 1);
      if (!isReady) awaitWorkers();
      const place = LEARN_KERNELS.indexOf(kernel as unknown as Kernel);
      if (place < 0) throw threadFault(kernel.name);
      args.set(values);
      send(place, placeOf(memory));
      try {
        kernel.run(memory, values, 0, threads);
      } finally {
        for (let left = Atomics.load(command, LEFT); left > 0; left = Atomics.load(command, LEFT)) Atomics.wait(command, LEFT, left);
      }
      if (command[FAULT] !== 0) throw threadFault(kernel.name);
    },
    close() {
      if (!isClosed) send(CLOSE, 0);
      isClosed = true;
    },
  };
}

function startWorker(setup: Omit<Setup, 'port'>): { readonly port: MessageChannel['port1'] } {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(workerFile(), { workerData: { ...setup, port: port2 } satisfies Setup, transferList: [port2] });
  // Neither keeps the process alive.
  worker.unref();
  port1.unref();
  return { port: port1 };
}

/** Beside the built file; code that runs from its source takes that of the package. */
function workerFile(): string {
  const beside = join(here, 'worker.js');
  return existsSync(beside) ? beside : join(packageRoot(), 'dist', 'bundle', 'worker.js');
}

function threadFault(kernel: string): HoldfastError {
  return new HoldfastError('internal', { en: `a thread failed in ${kernel}`, zh: `线程在 ${kernel} 中出错` });
}
