/** Mean of values that count `weights[i]` times each, with the rounding errors of the sum carried along (Neumaier); NaN without weight. */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  let total = 0;
  let lost = 0;
  let weight = 0;
  for (let i = 0; i < values.length; i++) {
    const term = values[i]! * weights[i]!;
    const next = total + term;
    lost += Math.abs(total) >= Math.abs(term) ? total - next + term : term - next + total;
    total = next;
    weight += weights[i]!;
  }
  return (total + lost) / weight;
}
