import { type BootstrapInterval, bootstrapByGroup, type ResamplingOptions } from './bootstrap.js';
import { METRICS, type MetricName } from './metrics.js';
import { ensureLength, probabilityRows, type ScoredRows, scoredRows } from './scoredRows.js';

/**
 * Metrics of one set of scores with intervals by customer.
 *
 * @param names - metrics wanted; all of them are drawn on the same resamples
 * @param score - shape (n,); probabilities when a metric reads them
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @returns one interval a metric; `estimate` is NaN where the metric is undefined, as with one outcome only
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @example
 * ```ts
 * const result = bootstrapMetrics(['auc', 'brier'], [0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0], { groups: [1, 2, 3, 4] });
 * result.auc.estimate; // => 0.875
 * ```
 */
export function bootstrapMetrics<N extends MetricName>(
  names: readonly N[],
  score: ArrayLike<number>,
  truth: ArrayLike<number>,
  options: ResamplingOptions,
): Record<N, BootstrapInterval> {
  ensureLength('groups', options.groups.length, score.length);
  const entries = names.map((name) => {
    const rows = checkedFor(name, score, truth);
    return [name, bootstrapByGroup({ ...options, statistic: METRICS[name].prepare(rows.score, rows.truth) })];
  });
  return Object.fromEntries(entries) as Record<N, BootstrapInterval>;
}

/**
 * How much a metric differs between two sets of scores of the same rows: first minus second, paired over the same resamples.
 *
 * @param name - metric compared
 * @param first - scores of one model, shape (n,)
 * @param second - scores of the other, shape (n,)
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @returns interval of the difference; its `standardError` is the one of the one-standard-error rule
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @example
 * ```ts
 * compareScores('auc', [0.9, 0.4, 0.4, 0.1], [0.9, 0.4, 0.3, 0.1], [1, 1, 0, 0], { groups: [1, 2, 3, 4] }).estimate; // => -0.125
 * ```
 */
export function compareScores(
  name: MetricName,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  truth: ArrayLike<number>,
  options: ResamplingOptions,
): BootstrapInterval {
  ensureLength('groups', options.groups.length, first.length);
  const rows = checkedFor(name, first, truth);
  const others = checkedFor(name, second, truth);
  const firstValue = METRICS[name].prepare(rows.score, rows.truth);
  const secondValue = METRICS[name].prepare(others.score, others.truth);
  const statistic = (weights: Float64Array): number => firstValue(weights) - secondValue(weights);
  return bootstrapByGroup({ ...options, statistic });
}

function checkedFor(name: MetricName, score: ArrayLike<number>, truth: ArrayLike<number>): ScoredRows {
  return METRICS[name].reads === 'order' ? scoredRows(score, truth) : probabilityRows(score, truth);
}
