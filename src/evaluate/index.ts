export { auc } from './auc.js';
export { averagePrecision } from './averagePrecision.js';
export { type BootstrapInterval, type BootstrapOptions, bootstrapByGroup, type ResamplingOptions } from './bootstrap.js';
export { bootstrapMetrics, compareScores } from './bootstrapMetrics.js';
export { brier } from './brier.js';
export {
  applyCalibrator,
  applyIsotonic,
  type CalibrationGap,
  type Calibrator,
  type ClasswiseCalibration,
  calibrationByGroup,
  calibrationGap,
  classwiseCalibration,
  fitCalibrator,
  fitIsotonic,
  fitPlatt,
  fitVennAbers,
  type GroupCalibration,
  type GroupCalibrationOptions,
  type IsotonicFit,
  isotonicRegression,
  type PlattFit,
  shiftBaseRate,
  undoSubsampling,
  type VennAbersFit,
  type VennAbersTable,
  vennAbers,
} from './calibration/index.js';
export type { BinOptions } from './calibrationBins.js';
export { type CalibrationLine, calibrationLine } from './calibrationLine.js';
export { type CalibrationTable, calibrationTable } from './calibrationTable.js';
export {
  type Cusum,
  type CusumOptions,
  type CusumPeriod,
  countBins,
  cusum,
  type ExpectedMeasure,
  type ExpectedPerformance,
  type ExpectedPerformanceOptions,
  expectedPerformance,
  type LevelShift,
  type LevelShiftOptions,
  levelShift,
  type ReferenceBins,
  referenceBins,
  type StabilityOptions,
  stabilityIndex,
  stabilityLimit,
} from './drift/index.js';
export { expectedCalibrationError } from './expectedCalibrationError.js';
export { type LeakageColumn, type LeakageOptions, type LeakageSuspect, leakageSuspects, rewrittenColumns } from './leakage.js';
export { type LiftOptions, lift } from './lift.js';
export { logLoss } from './logLoss.js';
export { METRIC_NAMES, METRICS, type Metric, type MetricName } from './metrics.js';
export {
  type ContactPlan,
  type ContactPlanOptions,
  type ContactTerms,
  type CostMatrix,
  type CurveOptions,
  contactGains,
  contactPlan,
  contactThresholds,
  costThresholds,
  decisionCost,
  type EmpbOptions,
  type EmpcOptions,
  type ExpectedCostCurve,
  empb,
  empbContactAlways,
  empc,
  expectedCostCurve,
  type GainCurve,
  gainCurve,
  type MaximumProfit,
  type MpcOptions,
  mpc,
  type OfferOptions,
  type ProfitCurve,
  type ProfitCut,
  prepareEmpc,
  prepareMpc,
  profitCurve,
  profitCut,
  savings,
} from './profit/index.js';
export type { PrepareMetric, WeightedStatistic, WeightOptions } from './scoredRows.js';
