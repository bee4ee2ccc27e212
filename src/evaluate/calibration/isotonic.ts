import { ensure } from '../../core/errors.js';
import { ensureBothOutcomes, ensureLength, scoredRows, type WeightOptions } from '../scoredRows.js';
import { tieGroups } from '../tieGroups.js';

/** A rising step line through (score, probability), straight between the points and level outside them; plain JSON. */
export interface IsotonicFit {
  /** Ascending, distinct. */
  readonly score: readonly number[];
  /** Never falling, each in [0, 1]. */
  readonly probability: readonly number[];
}

/**
 * Isotonic regression of a sequence: the never falling sequence nearest to it in least squares.
 *
 * @param values - shape (n,), finite
 * @param weights - shape (n,), each finite and > 0; default 1
 * @returns shape (n,); blocks of equal values are the weighted means of what they replace
 * @throws HoldfastError `length-mismatch`, `bad-parameter`
 * @remarks Pool adjacent violators, O(n). Barlow et al. 1972.
 * @example
 * ```ts
 * isotonicRegression([3, 7, 5, 9, 8, 7, 10]); // => [3, 6, 6, 8, 8, 8, 10]
 * ```
 */
export function isotonicRegression(values: ArrayLike<number>, weights?: ArrayLike<number>): Float64Array {
  if (weights !== undefined) ensureLength('weights', weights.length, values.length);
  for (let i = 0; i < values.length; i++) {
    const weight = weights?.[i] ?? 1;
    ensure(Number.isFinite(values[i]) && weight > 0 && weight < Infinity, 'bad-parameter', () => ({
      en: `Row ${i} has value ${values[i]} and weight ${weight}; values must be finite and weights finite and above 0`,
      zh: `第 ${i} 行的值为 ${values[i]}，权重为 ${weight}；值应为有限数，权重应为正的有限数`,
    }));
  }
  const blocks = pool(values, weights);
  const fitted = new Float64Array(values.length);
  let row = 0;
  for (let block = 0; block < blocks.count; block++) {
    fitted.fill(blocks.mean[block]!, row, blocks.end[block]!);
    row = blocks.end[block]!;
  }
  return fitted;
}

/** Blocks of equal fitted values: their means, and the row after the last of each. */
interface Blocks {
  readonly count: number;
  readonly mean: Float64Array;
  readonly end: Int32Array;
}

function pool(values: ArrayLike<number>, weights: ArrayLike<number> | undefined): Blocks {
  const n = values.length;
  const [mean, weight, end] = [new Float64Array(n), new Float64Array(n), new Int32Array(n)];
  let count = 0;
  for (let row = 0; row < n; row++) {
    let [value, mass] = [values[row]!, weights?.[row] ?? 1];
    while (count > 0 && mean[count - 1]! >= value) {
      count--;
      const both = weight[count]! + mass;
      value = (mean[count]! * weight[count]! + value * mass) / both;
      mass = both;
    }
    mean[count] = value;
    weight[count] = mass;
    end[count++] = row + 1;
  }
  return { count, mean, end };
}

/**
 * Isotonic calibration: the never falling probability of each score that fits the outcomes best. It mends any shape that keeps the order,
 * but needs many events (1,000 or more); below that a straight line on the log-odds does better, see `fitCalibrator`.
 *
 * @param score - shape (n,), any finite numbers; higher means more likely; rows the model was not trained on
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `weights`: how often each row counts; default once
 * @returns corners of the calibration curve, plain JSON, for {@link applyIsotonic}
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(n) by radix sort. Zadrozny & Elkan 2002; agrees with scikit-learn's `IsotonicRegression(out_of_bounds='clip')`.
 * @example
 * ```ts
 * const fit = fitIsotonic([0.1, 0.3, 0.2, 0.6, 0.8], [0, 0, 1, 1, 1]);
 * applyIsotonic(fit, [0, 0.25, 0.45, 1]); // => [0, 0.5, 0.75, 1] (10 dp)
 * ```
 */
export function fitIsotonic(score: ArrayLike<number>, truth: ArrayLike<number>, options: WeightOptions = {}): IsotonicFit {
  const rows = scoredRows(score, truth, options.weights);
  ensureBothOutcomes(rows);
  const groups = tieGroups(rows.score, rows.truth)(rows.weights);
  const rates: number[] = [];
  const sizes: number[] = [];
  const scores: number[] = [];
  for (let g = 0; g < groups.count; g++) {
    const size = groups.events[g]! + groups.others[g]!;
    if (size === 0) continue;
    rates.push(groups.events[g]! / size);
    sizes.push(size);
    scores.push(groups.score[g]!);
  }
  return corners(pool(rates, sizes), scores);
}

/** First and last score of each block: between blocks the line is straight. */
function corners({ count, mean, end }: Blocks, scores: readonly number[]): IsotonicFit {
  const fit = { score: [] as number[], probability: [] as number[] };
  for (let block = 0; block < count; block++) {
    const [first, last] = [block === 0 ? 0 : end[block - 1]!, end[block]! - 1];
    for (const at of first === last ? [first] : [first, last]) {
      fit.score.push(scores[at]!);
      fit.probability.push(mean[block]!);
    }
  }
  return fit;
}

/**
 * Calibrated probabilities of scores.
 *
 * @param fit - from {@link fitIsotonic}
 * @param score - shape (n,), without NaN
 * @returns shape (n,), each in [0, 1]
 * @remarks O(n log corners).
 * @example
 * ```ts
 * applyIsotonic({ score: [0, 1], probability: [0.2, 0.4] }, [-3, 0.5]); // => [0.2, 0.3] (10 dp)
 * ```
 */
export function applyIsotonic({ score: corner, probability }: IsotonicFit, score: ArrayLike<number>): Float64Array {
  return Float64Array.from(score, (value) => {
    const above = firstAbove(corner, value);
    if (above === 0) return probability[0] ?? Number.NaN;
    if (above === corner.length) return probability[above - 1]!;
    const [from, to] = [corner[above - 1]!, corner[above]!];
    const share = (value - from) / (to - from);
    return probability[above - 1]! + share * (probability[above]! - probability[above - 1]!);
  });
}

/** Place of the first of ascending numbers that lies above a value. */
export function firstAbove(ascending: ArrayLike<number>, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
