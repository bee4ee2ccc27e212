import type { RunOptions } from '../../core/run.js';
import { fitLearner } from '../fitLearner.js';
import type { LearnerModel } from '../learnerModel.js';
import type { LearnerOptions } from '../learnerOptions.js';
import { type HazardData, hazardRows } from './hazardRows.js';

/** Discrete-time hazard: the probability that the event comes in a period, given that it has not come before. */
export interface HazardModel {
  readonly kind: 'hazard';
  /** Its margin is the log-odds of the hazard. */
  readonly learner: LearnerModel;
  /** Largest period learnt from; later ones keep its hazard. */
  readonly lastPeriod: number;
}

/**
 * Fits a discrete-time hazard with any learner: subjects still there are used as far as they were watched, and one model answers for
 * every horizon.
 *
 * @param options - of the learner
 * @param data - one row a subject: features at its start, periods watched, whether the event came in the last
 * @throws HoldfastError those of `hazardRows` and of the learner
 * @remarks The learner's cost on one row for each subject and period. With one period it is the learner itself, to the bit.
 * @example
 * ```ts
 * const matrix = { length: 400, features: [{ name: 'rate', values: Float64Array.from({ length: 400 }, (_, row) => row % 2) }] };
 * const periods = Array.from({ length: 400 }, (_, row) => 1 + ((row >> 1) % (row % 2 ? 3 : 9)));
 * const { model } = await fitHazard({ kind: 'logistic' }, { matrix, periods, event: new Array(400).fill(1) });
 * const [low, high] = survivalFrom(model, { length: 2, features: [{ name: 'rate', values: Float64Array.of(0, 1) }] }, [3])[0];
 * low > high; // => true
 * ```
 */
export async function fitHazard(
  options: LearnerOptions,
  data: HazardData,
  run: RunOptions = {},
): Promise<{ model: HazardModel; report: object }> {
  const rows = hazardRows(data);
  const { model, report } = await fitLearner(options, rows, run);
  return { model: { kind: 'hazard', learner: model, lastPeriod: rows.lastPeriod }, report };
}
