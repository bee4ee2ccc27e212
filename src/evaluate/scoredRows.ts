import { ensure } from '../core/errors.js';

/** Scores, outcomes and weights that have passed every check; three columns of the same length. */
export interface ScoredRows {
  readonly score: Float64Array;
  /** 1 where the event happened. */
  readonly truth: Uint8Array;
  /** How many times each row counts. */
  readonly weights: Float64Array;
}

/** How often rows count. */
export interface WeightOptions {
  /** Shape (n,), each finite and >= 0: row i counts as `weights[i]` equal rows. Default: once each. */
  readonly weights?: ArrayLike<number> | undefined;
}

/**
 * A metric of fixed rows as a function of their weights (shape (n,), each >= 0); NaN where the weighted rows leave the metric
 * undefined. What can be sorted once is sorted once, so that a bootstrap pays only for the sums.
 */
export type WeightedStatistic = (weights: Float64Array) => number;

/** Makes the {@link WeightedStatistic} of checked rows. */
export type PrepareMetric = (score: Float64Array, truth: Uint8Array) => WeightedStatistic;

/** Rows whose scores may be any number; only their order and their ties mean something. */
export function scoredRows(score: ArrayLike<number>, truth: ArrayLike<number>, weights?: ArrayLike<number>): ScoredRows {
  const n = score.length;
  ensure(n > 0, 'no-rows', () => ({ en: 'There are no rows to evaluate; pass at least one.', zh: '没有可评估的行；请至少传入一行。' }));
  ensureLength('truth', truth.length, n);
  if (weights !== undefined) ensureLength('weights', weights.length, n);
  return {
    score: checkedScores(score),
    truth: checkedTruth(truth),
    weights: weights === undefined ? new Float64Array(n).fill(1) : checkedWeights(weights),
  };
}

/** Rows whose scores are probabilities. */
export function probabilityRows(probability: ArrayLike<number>, truth: ArrayLike<number>, weights?: ArrayLike<number>): ScoredRows {
  const rows = scoredRows(probability, truth, weights);
  const bad = rows.score.findIndex((value) => value < 0 || value > 1);
  ensureCells(bad, 'probability', rows.score[bad], 'a number from 0 to 1', '0 到 1 之间的数');
  return rows;
}

/** Throws `too-few-events` unless both outcomes occur among rows of positive weight. */
export function ensureBothOutcomes({ truth, weights }: ScoredRows): void {
  let events = 0;
  let others = 0;
  for (let i = 0; i < truth.length; i++) {
    if (truth[i] === 1) events += weights[i]!;
    else others += weights[i]!;
  }
  ensure(events > 0 && others > 0, 'too-few-events', () => ({
    en: `The truth holds ${events} ones and ${others} zeros; this metric needs both, so take a longer period or more customers`,
    zh: `真实结果中有 ${events} 个 1 和 ${others} 个 0；该指标两者都需要，请延长时间范围或增加客户`,
  }));
}

/** Throws `length-mismatch` unless a column has as many rows as the scores. */
export function ensureLength(name: string, length: number, expected: number): void {
  ensure(length === expected, 'length-mismatch', () => ({
    en: `${name} has ${length} rows, the scores have ${expected}; every column needs one value for each row`,
    zh: `${name} 有 ${length} 行，而得分有 ${expected} 行；每一列都须逐行对应`,
  }));
}

function ensureCells(badRow: number, name: string, value: number | undefined, en: string, zh: string): void {
  ensure(badRow < 0, 'bad-parameter', () => ({
    en: `Row ${badRow} of ${name} is ${value}; it must be ${en}`,
    zh: `${name} 的第 ${badRow} 行是 ${value}；应为${zh}`,
  }));
}

function checkedScores(score: ArrayLike<number>): Float64Array {
  const checked = score instanceof Float64Array ? score : Float64Array.from(score);
  let bad = -1;
  for (let i = checked.length - 1; i >= 0; i--) if (Number.isNaN(checked[i]!)) bad = i; // a plain loop: five times faster
  ensureCells(bad, 'score', checked[bad], 'a number; leave out rows that have no score', '数值；没有得分的行请先去掉');
  return checked;
}

function checkedTruth(truth: ArrayLike<number>): Uint8Array {
  let bad = -1;
  for (let i = truth.length - 1; i >= 0; i--) if (truth[i] !== 0 && truth[i] !== 1) bad = i;
  ensureCells(bad, 'truth', truth[bad], '0 or 1', ' 0 或 1');
  return truth instanceof Uint8Array ? truth : Uint8Array.from(truth);
}

function checkedWeights(weights: ArrayLike<number>): Float64Array {
  const checked = weights instanceof Float64Array ? weights : Float64Array.from(weights);
  const bad = checked.findIndex((value) => !(value >= 0 && value < Infinity));
  ensureCells(bad, 'weights', checked[bad], 'finite and not negative', '非负的有限数');
  const some = checked.some((value) => value > 0);
  ensure(some, 'no-rows', () => ({ en: 'All weights are 0; at least one row must count.', zh: '所有权重都是 0；至少要有一行计入。' }));
  return checked;
}
