/** A curve that steps at ascending times and is `before` ahead of the first. */
export interface StepCurve {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly before: number;
}

/**
 * Value of a step curve at a time; of the last step beyond it. O(log steps).
 *
 * @example
 * ```ts
 * const curve = { times: Float64Array.of(2, 5), values: Float64Array.of(0.8, 0.4), before: 1 };
 * [valueAt(curve, 1), valueAt(curve, 2), valueAt(curve, 9)]; // => [1, 0.8, 0.4]
 * ```
 */
export function valueAt({ times, values, before }: StepCurve, time: number): number {
  const steps = stepsUpTo(times, time);
  return steps === 0 ? before : values[steps - 1]!;
}

/** Steps at or before a time. */
export function stepsUpTo(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
