export { annualChurnRate, halfLifeYears } from './annualRate.js';
export {
  type ChurnLabelOptions,
  type ChurnLabels,
  churnLabels,
  type EventLabelOptions,
  eventLabelsAt,
  type LabelCounts,
  labelCounts,
  labelsAt,
} from './churnLabels.js';
export type { ChurnOverall, Yearly } from './churnOverall.js';
export { type ChurnRateOptions, type ChurnRateTable, churnRate, TAUGHT_HALF_LIFE_YEARS } from './churnRate.js';
export { CHURN_DEFINITIONS, type ChurnDefinition, type ChurnEvent, DEFINITIONS_OF_EVENT } from './definitions.js';
export { canFall, type DowngradeOptions } from './downgrade.js';
export { EVENT_STATUSES, type EventStatus } from './eventStatus.js';
export { CHURN_GROUPINGS, type ChurnGrouping } from './grouping.js';
export { LABEL_STATUSES, type LabelStatus } from './labelStatus.js';
export { type InferredCauses, type LossReviewOptions, type LossReviewTable, lossReview } from './lossReview.js';
export { type OutcomeRecord, outcomeRecord, type SwitchEvidence } from './outcomeRecord.js';
export type { ChurnRateColumns } from './rateRow.js';
export { type SilentOptions, type SilentTable, silentCustomers, TAUGHT_SILENT_SHARE } from './silentCustomers.js';
export { type ShareInterval, wilsonInterval } from './wilsonInterval.js';
