/**
 * Ascending cut values that part sorted numbers into at most `most` bins of about equal count; a value v belongs to the first
 * bin whose cut is >= v, or to the last. Equal values never part, and a value as frequent as a whole bin gets its own.
 *
 * @param sorted - ascending, no NaN
 * @param most - bins wanted at most, >= 2
 * @returns at most `most - 1` cuts, each halfway between two neighbouring values
 * @remarks O(n). The greedy rule is LightGBM's `GreedyFindBin`.
 */
export function quantileCuts(sorted: Float64Array, most: number): Float64Array {
  const { values, counts } = runs(sorted);
  return values.length <= most ? everyCut(values) : greedyCuts(values, counts, sorted.length, most);
}

function runs(sorted: Float64Array): { values: number[]; counts: number[] } {
  const values: number[] = [];
  const counts: number[] = [];
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue;
    values.push(sorted[start]!);
    counts.push(i - start);
    start = i;
  }
  return { values, counts };
}

function everyCut(values: readonly number[]): Float64Array {
  const cuts = new Float64Array(Math.max(0, values.length - 1));
  for (let i = 0; i < cuts.length; i++) cuts[i] = between(values[i]!, values[i + 1]!);
  return cuts;
}

function greedyCuts(values: readonly number[], counts: readonly number[], total: number, most: number): Float64Array {
  const own = counts.map((count) => count >= total / most);
  let restRows = total;
  let restBins = most;
  for (let i = 0; i < values.length; i++)
    if (own[i]) {
      restRows -= counts[i]!;
      restBins--;
    }
  let target = restRows / restBins;
  const cuts: number[] = [];
  let filled = 0;
  for (let i = 0; i < values.length - 1 && cuts.length < most - 1; i++) {
    if (!own[i]) restRows -= counts[i]!;
    filled += counts[i]!;
    const full = own[i] || filled >= target || (own[i + 1] && filled >= Math.max(1, target / 2));
    if (!full) continue;
    cuts.push(between(values[i]!, values[i + 1]!));
    filled = 0;
    if (own[i]) continue;
    restBins--;
    target = restRows / Math.max(1, restBins);
  }
  return Float64Array.from(cuts);
}

/** A number c with a <= c < b. */
function between(a: number, b: number): number {
  const middle = a + (b / 2 - a / 2);
  return middle >= a && middle < b ? middle : a;
}
