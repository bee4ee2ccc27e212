import type { MessagePort } from 'node:worker_threads';
import type { SharedMemory } from '../core/executor.js';

/** Places in the command that the calling thread and its workers share. */
export const SEQUENCE = 0;
export const LEFT = 1;
export const KERNEL = 2;
export const MEMORY = 3;
export const FAULT = 4;
/** Workers that have started. */
export const READY = 5;
export const COMMAND_SIZE = 8;
/** Memories that workers keep; the next one takes the place of the oldest, so that what a past training used can be freed. */
export const MEMORIES = 3;
/** Most arguments of a kernel. */
export const ARGS = 16;
/** In the place of a kernel: the worker ends. */
export const CLOSE = -1;

/** Memory of a kernel, and where the workers are to keep it. */
export interface GivenMemory {
  readonly place: number;
  readonly memory: SharedMemory;
}

/** What a worker starts with. */
export interface Setup {
  readonly command: Int32Array;
  readonly args: Float64Array;
  readonly part: number;
  readonly parts: number;
  /** Brings the memory of kernels. */
  readonly port: MessagePort;
}
