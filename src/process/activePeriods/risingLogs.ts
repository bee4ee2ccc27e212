/** ln Γ(a + k) − ln Γ(a) and its derivative by a, for k = 0 … most. */
export interface RisingLogs {
  readonly log: Float64Array;
  readonly slope: Float64Array;
}

/** Sums of logarithms: no cancellation of large log-gammas. O(most). */
export function risingLogs(a: number, most: number): RisingLogs {
  const log = new Float64Array(most + 1);
  const slope = new Float64Array(most + 1);
  for (let k = 0; k < most; k++) {
    log[k + 1] = log[k]! + Math.log(a + k);
    slope[k + 1] = slope[k]! + 1 / (a + k);
  }
  return { log, slope };
}
