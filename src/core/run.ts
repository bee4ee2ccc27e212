import { HoldfastError } from './errors.js';
import type { Executor } from './executor.js';

/** How far a long computation has come. */
export interface Progress {
  /** What is being done, a stable word such as `read` or `final`. */
  readonly stage: string;
  /** Steps of this stage that are done. */
  readonly done: number;
  /** Steps of this stage in all; 0 where that is not known beforehand. */
  readonly total: number;
}

/** What every long computation takes beside its own options. */
export interface RunOptions {
  /** Called between steps; what it throws ends the computation. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the computation with `aborted` at the next step. */
  readonly signal?: AbortSignal;
  /** Threads that share the work (`openThreads` of holdfast/node); default: the calling one alone. Results have the same bits on any number. */
  readonly executor?: Executor;
}

/** Throws `aborted` once the caller's signal has fired. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new HoldfastError('aborted', { en: 'Interrupted; nothing was changed.', zh: '已中断；未作任何改动。' });
}

/** Gives the event loop a turn, so that progress can be shown and an abort can arrive. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
