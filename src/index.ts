// The public door, listed by hand: what is not here can change without notice.

export {
  type CompanyTrend,
  calibrateEpsilon,
  companyTrend,
  type EpsilonCalibration,
  type GapRecord,
  type LapseColumns,
  type LapseRule,
  lapses,
  type Profit,
  type ProfitBasis,
  profit,
  profitBasis,
} from './account/index.js';
export { type ChurnLabelOptions, type ChurnLabels, churnLabels, LABEL_STATUSES, type LabelStatus } from './churn/index.js';
export { CAUSES_BY_TYPE, type ChurnCause, type ChurnType } from './core/codes.js';
export { dayOf, formatDay } from './core/day.js';
export { type ErrorCode, EXIT_CODES, errorCodeOf, HoldfastError } from './core/errors.js';
export type { Progress, RunOptions } from './core/run.js';
export { type CategoryColumn, type CellOf, type Column, cell, rows, type Table } from './core/table.js';
export type { Lang, Text } from './core/text.js';
export {
  auc,
  averagePrecision,
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapByGroup,
  brier,
  type CalibrationLine,
  type CalibrationTable,
  calibrationLine,
  calibrationTable,
  compareScores,
  expectedCalibrationError,
  lift,
  logLoss,
  METRIC_NAMES,
  type MetricName,
} from './evaluate/index.js';
export {
  type DictionaryRow,
  dictionary,
  type Feature,
  type FeatureFamily,
  type FeatureTable,
  featureTable,
  panel,
} from './features/index.js';
export {
  type ColumnSchema,
  type Company,
  type CustomerView,
  type History,
  type HistoryOptions,
  historyFrom,
  type Issue,
  type Issues,
  type Measure,
  type ReadResult,
  type Row,
  type RowSource,
  type RowTables,
  reduce,
  SCHEMA,
  type Snapshot,
  type TableName,
  type TableSchema,
  tableSchema,
} from './history/index.js';
export { fitMbgNbd, type MbgNbdParams, mbgNbdProbabilityActive, probabilityActive, type RepeatHistory } from './process/index.js';
export {
  type DriftRow,
  type EvaluateRiskOptions,
  evaluateRisk,
  neededDays,
  parseRiskModel,
  type RiskBand,
  type RiskCard,
  type RiskEvaluation,
  type RiskModel,
  type RiskReport,
  type RiskTable,
  type ScoreRiskOptions,
  scoreByRhythm,
  scoreRisk,
  type TrainRiskOptions,
  trainRisk,
} from './risk/index.js';
export {
  companyFigures,
  type SimulateOptions,
  type Simulation,
  type SimulationPreset,
  simulate,
  simulatedRows,
  simulatedSources,
  simulatedText,
  type TruthTable,
  truthText,
} from './simulate/index.js';
