import type { Text } from '../core/text.js';
import { prepareAuc } from './auc.js';
import { prepareAveragePrecision } from './averagePrecision.js';
import { prepareBrier } from './brier.js';
import { prepareCalibrationIntercept, prepareCalibrationSlope } from './calibrationLine.js';
import { prepareExpectedCalibrationError } from './expectedCalibrationError.js';
import { prepareLift } from './lift.js';
import { prepareLogLoss } from './logLoss.js';
import type { PrepareMetric } from './scoredRows.js';

/** One way to judge scores by what happened. */
export interface Metric {
  readonly title: Text;
  /** `order`: only the order of scores counts; `probability`: scores are probabilities. */
  readonly reads: 'order' | 'probability';
  /** The best value: as high or as low as possible, or this number. */
  readonly best: 'highest' | 'lowest' | number;
  readonly prepare: PrepareMetric;
}

/** Names of metrics, as files write them. */
export type MetricName =
  | 'auc'
  | 'average_precision'
  | 'lift_05'
  | 'lift_10'
  | 'lift_20'
  | 'brier'
  | 'log_loss'
  | 'expected_calibration_error'
  | 'calibration_slope'
  | 'calibration_intercept';

/** Every metric of the library by its name in files; its contract is tested over the whole list. */
export const METRICS: Readonly<Record<MetricName, Metric>> = {
  auc: { title: { en: 'AUC', zh: 'AUC（区分能力）' }, reads: 'order', best: 'highest', prepare: prepareAuc },
  average_precision: {
    title: { en: 'average precision', zh: '平均精确率' },
    reads: 'order',
    best: 'highest',
    prepare: prepareAveragePrecision,
  },
  lift_05: { title: { en: 'lift, top 5 %', zh: '前 5% 提升度' }, reads: 'order', best: 'highest', prepare: prepareLift(0.05) },
  lift_10: { title: { en: 'lift, top 10 %', zh: '前 10% 提升度' }, reads: 'order', best: 'highest', prepare: prepareLift(0.1) },
  lift_20: { title: { en: 'lift, top 20 %', zh: '前 20% 提升度' }, reads: 'order', best: 'highest', prepare: prepareLift(0.2) },
  brier: { title: { en: 'Brier score', zh: '布里尔分数' }, reads: 'probability', best: 'lowest', prepare: prepareBrier },
  log_loss: { title: { en: 'log loss', zh: '对数损失' }, reads: 'probability', best: 'lowest', prepare: prepareLogLoss },
  expected_calibration_error: {
    title: { en: 'expected calibration error', zh: '期望校准误差' },
    reads: 'probability',
    best: 'lowest',
    prepare: prepareExpectedCalibrationError({ bins: 10, binning: 'equal-count' }),
  },
  calibration_slope: {
    title: { en: 'calibration slope', zh: '校准斜率' },
    reads: 'probability',
    best: 1,
    prepare: prepareCalibrationSlope,
  },
  calibration_intercept: {
    title: { en: 'calibration intercept', zh: '校准截距' },
    reads: 'probability',
    best: 0,
    prepare: prepareCalibrationIntercept,
  },
};

/** The names of {@link METRICS} in their order. */
export const METRIC_NAMES: readonly MetricName[] = Object.keys(METRICS) as MetricName[];
