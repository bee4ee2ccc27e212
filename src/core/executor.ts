/** Numbers that several threads can see at once. */
export type SharedArray = Float64Array | Int32Array | Uint32Array | Uint8Array;

/** The arrays of a kernel by name; all lie in memory that its executor gave. */
export type SharedMemory = Readonly<Record<string, SharedArray>>;

/**
 * A loop over typed arrays that threads can share. Part `part` of `parts` does its own share of the work and writes what no other part
 * reads or writes, so that the result has the same bits for any number of parts.
 */
export interface Kernel<M extends SharedMemory = SharedMemory> {
  /** Found by it on the other threads. */
  readonly name: string;
  readonly run: (memory: M, args: readonly number[], part: number, parts: number) => void;
}

/** Where loops run: on the calling thread alone, or on several that share its memory. */
export interface Executor {
  /** Parts a kernel is run in. */
  readonly threads: number;
  /** Zeroed memory for arrays that kernels use; shared where there are other threads. */
  memory(bytes: number): ArrayBufferLike;
  /** Runs all parts of a kernel and returns when they are done; the caller blocks and never spins. */
  run<M extends SharedMemory>(kernel: Kernel<M>, memory: M, args: readonly number[]): void;
}

/** Everything on the calling thread: the default, and all there is without shared memory. */
export const INLINE: Executor = {
  threads: 1,
  memory: (bytes) => new ArrayBuffer(bytes),
  run: (kernel, memory, args) => kernel.run(memory, args, 0, 1),
};

/** The share of part `part` of `parts` of `count` things: `[from, to)`. */
export function shareOf(count: number, part: number, parts: number): readonly [from: number, to: number] {
  return [Math.floor((count * part) / parts), Math.floor((count * (part + 1)) / parts)];
}
