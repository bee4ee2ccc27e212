/** How one candidate did on each row of the forward validation block. */
export interface CandidateLosses {
  readonly name: string;
  readonly isBaseline: boolean;
  /** Loss of each row, shape (n,). */
  readonly losses: Float64Array;
}

/** The chosen candidate and why the others were not. */
export interface Choice {
  readonly chosen: number;
  /** Lowest mean loss. */
  readonly best: number;
  readonly bestBaseline: number;
  /** For each candidate: mean loss, its mean difference to the best and the standard error of that difference by customer. */
  readonly standing: readonly {
    readonly meanLoss: number;
    readonly behindBest: number;
    readonly standardError: number;
    readonly withinOneError: boolean;
  }[];
}

/**
 * One-standard-error rule: of the learners whose mean loss lies within one standard error of the best, the simplest. The error is that
 * of the paired difference, summed by customer, because rows of one customer are not independent. A learner that is behind the best
 * baseline is never chosen, and a baseline only where every learner is: on a small block a standard error is wide enough to let any
 * heuristic through.
 *
 * @param candidates - simplest first, losses on the same rows
 * @param customer - customer of each row, shape (n,)
 * @remarks O(candidates × rows). Log loss is compared rather than AUC: the probability is used as a number, in money.
 */
export function chooseCandidate(candidates: readonly CandidateLosses[], customer: ArrayLike<number>): Choice {
  const means = candidates.map(({ losses }) => mean(losses));
  const best = indexOfSmallest(means);
  const bestBaseline = indexOfSmallest(means.map((value, index) => (candidates[index]?.isBaseline ? value : Infinity)));
  const standing = candidates.map(({ losses }, index) => {
    const behindBest = (means[index] ?? NaN) - (means[best] ?? NaN);
    const standardError = errorOfDifference(losses, candidates[best]?.losses ?? losses, customer);
    return { meanLoss: means[index] ?? NaN, behindBest, standardError, withinOneError: behindBest <= standardError };
  });
  const toBeat = candidates[bestBaseline]?.isBaseline ? (means[bestBaseline] ?? Infinity) : Infinity;
  const beats = (index: number): boolean => !candidates[index]?.isBaseline && (means[index] ?? Infinity) <= toBeat;
  const simplest = standing.findIndex(({ withinOneError }, index) => withinOneError && beats(index));
  return { chosen: simplest >= 0 ? simplest : best, best, bestBaseline, standing };
}

/** Standard error of mean(a − b), the differences summed by customer. */
function errorOfDifference(a: Float64Array, b: Float64Array, customer: ArrayLike<number>): number {
  const rows = a.length;
  const meanDifference = mean(a) - mean(b);
  const sums = new Map<number, number>();
  for (let row = 0; row < rows; row++) sums.set(customer[row]!, (sums.get(customer[row]!) ?? 0) + a[row]! - b[row]! - meanDifference);
  let squares = 0;
  for (const sum of sums.values()) squares += sum * sum;
  return Math.sqrt((squares * sums.size) / Math.max(1, sums.size - 1)) / rows;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function indexOfSmallest(values: readonly number[]): number {
  return values.reduce((smallest, value, index) => (value < (values[smallest] ?? Infinity) ? index : smallest), 0);
}
