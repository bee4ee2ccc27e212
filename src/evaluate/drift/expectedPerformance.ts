import { ensure } from '../../core/errors.js';
import { uniformAt } from '../../core/random.js';
import { quantile } from '../../math/quantile.js';
import { prepareAuc } from '../auc.js';
import { listOrder } from '../profit/listOrder.js';
import { probabilityRows } from '../scoredRows.js';

export interface ExpectedPerformanceOptions {
  /** Share of rows that would be acted on, in (0, 1]; default 0.1. */
  readonly topShare?: number | undefined;
  /** Probability that an interval holds; default 0.9. */
  readonly level?: number | undefined;
  /** Outcomes drawn for the intervals, >= 2; default 200. */
  readonly replicates?: number | undefined;
  /** Whole number; default 1. */
  readonly seed?: number | undefined;
}

/** A measure as it is expected before outcomes are known. */
export interface ExpectedMeasure {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** What calibrated probabilities say about themselves. */
export interface ExpectedPerformance {
  /** Expected events ÷ rows. */
  readonly rate: ExpectedMeasure;
  readonly auc: ExpectedMeasure;
  /** Of the rows acted on, the share of events. */
  readonly precision: ExpectedMeasure;
  /** Of all events, the share among the rows acted on. */
  readonly recall: ExpectedMeasure;
}

const PURPOSE = 0x63627065;

/**
 * How well scores would do if they were right, before any outcome is known (CBPE): a calibrated probability says how often it will be right
 * and how often wrong, so sums of probabilities stand in for counts. Sees customers that have become harder to tell apart; does not see that
 * the same customers have begun to behave otherwise.
 *
 * @param probability - shape (n,), each in [0, 1], calibrated
 * @param options - `topShare` 0.1, `level` 0.9, `replicates` 200, `seed` 1
 * @returns expected rate, AUC, and precision and recall of the top, with intervals from outcomes drawn by the probabilities
 * @throws HoldfastError `no-rows`, `bad-parameter`
 * @remarks O(replicates · n). Valid under covariate shift only; the confidence-based estimate of NannyML's documentation, without the pairs
 *   of a row with itself.
 * @example
 * ```ts
 * const { auc, precision, recall } = expectedPerformance([0.9, 0.5, 0.1, 0.1], { topShare: 0.25 });
 * [auc.estimate, precision.estimate, recall.estimate]; // => [0.9217, 0.9, 0.5625] (4 dp)
 * ```
 */
export function expectedPerformance(probability: ArrayLike<number>, options: ExpectedPerformanceOptions = {}): ExpectedPerformance {
  const { topShare, level, replicates, seed } = checked(options);
  const { score, weights } = probabilityRows(probability, new Uint8Array(probability.length));
  const n = score.length;
  const order = listOrder(score, score);
  const top = order.subarray(0, Math.max(1, Math.floor(n * topShare + 0.5)));
  const events = score.reduce((sum, p) => sum + p, 0);
  const inTop = top.reduce((sum, row) => sum + score[row]!, 0);
  const drawn = Array.from({ length: replicates }, (_, replicate) => drawnPerformance(score, weights, top, seed, replicate));
  const measure = (estimate: number, at: number): ExpectedMeasure => {
    const values = drawn.map((one) => one[at]!).filter((value) => !Number.isNaN(value));
    return { estimate, low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) };
  };
  return {
    rate: measure(events / n, 0),
    auc: measure(expectedAuc(score, order, events), 1),
    precision: measure(inTop / top.length, 2),
    recall: measure(inTop / events, 3),
  };
}

/** Σ p_i(1 − p_j) over pairs of different rows in the right order, ties counting half, ÷ the same over all pairs. */
function expectedAuc(score: Float64Array, order: Int32Array, events: number): number {
  let [right, below, own] = [0, 0, 0];
  for (let place = order.length - 1; place >= 0; ) {
    let [tiedEvents, tiedOthers, tiedOwn] = [0, 0, 0];
    const value = score[order[place]!]!;
    for (; place >= 0 && score[order[place]!] === value; place--) {
      tiedEvents += value;
      tiedOthers += 1 - value;
      tiedOwn += value * (1 - value);
    }
    right += tiedEvents * below + (tiedEvents * tiedOthers - tiedOwn) / 2;
    below += tiedOthers;
    own += tiedOwn;
  }
  return right / (events * (score.length - events) - own);
}

/** Rate, AUC, precision and recall under outcomes drawn by the probabilities. */
function drawnPerformance(score: Float64Array, weights: Float64Array, top: Int32Array, seed: number, replicate: number): readonly number[] {
  const truth = Uint8Array.from(score, (p, row) => (uniformAt(seed, PURPOSE, row, replicate) < p ? 1 : 0));
  const events = truth.reduce((sum, value) => sum + value, 0);
  const inTop = top.reduce((sum, row) => sum + truth[row]!, 0);
  return [events / score.length, prepareAuc(score, truth)(weights), inTop / top.length, events === 0 ? Number.NaN : inTop / events];
}

function checked({ topShare = 0.1, level = 0.9, replicates = 200, seed = 1 }: ExpectedPerformanceOptions) {
  ensure(topShare > 0 && topShare <= 1 && level > 0 && level < 1, 'bad-parameter', () => ({
    en: `topShare is ${topShare} and level ${level}; both are shares, for example 0.1 and 0.9`,
    zh: `topShare 为 ${topShare}，level 为 ${level}；两者都应为比例，例如 0.1 与 0.9`,
  }));
  ensure(Number.isInteger(replicates) && replicates >= 2, 'bad-parameter', () => ({
    en: `replicates is ${replicates}; it must be a whole number of at least 2, for example 200`,
    zh: `replicates 为 ${replicates}；应为不小于 2 的整数，例如 200`,
  }));
  return { topShare, level, replicates, seed };
}
