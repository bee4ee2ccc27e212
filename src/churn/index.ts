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
export { MOMENTS, type Moment } from './momentEvents.js';
export { type MomentOptions, type MomentTable, moments } from './moments.js';
export { type OutcomeRecord, outcomeRecord, type SwitchEvidence } from './outcomeRecord.js';
export type { ChurnRateColumns } from './rateRow.js';
export { type RenewalTable, renewalsDue } from './renewalsDue.js';
export { type SilentOptions, type SilentTable, silentCustomers, TAUGHT_SILENT_SHARE } from './silentCustomers.js';
export { type CauseMapping, causeOf } from './types/causeOf.js';
export { CAUSE_SIDES, type CauseSide, causeSide } from './types/causeSide.js';
export { CHURN_CAUSES, CHURN_TYPES } from './types/causes.js';
export { CAUSE_TITLES, SIDE_TITLES, TYPE_TITLES } from './types/causeTitles.js';
export {
  type CauseProbabilities,
  type ChurnClassification,
  type ChurnTypeColumns,
  type ChurnTypeTable,
  type ClassifyOptions,
  classifyChurn,
} from './types/classifyChurn.js';
export type { ClassifyReport, EvidenceTable, SurveyTable } from './types/classifyReport.js';
export { EVIDENCE_FAMILIES, type Evidence, type EvidenceFamily, type Found, type Vote } from './types/evidence.js';
export { EVIDENCE } from './types/evidenceCatalogue.js';
export type { Closing, EvidenceContext } from './types/evidenceContext.js';
export type { ForwardComparison } from './types/learnModel.js';
export { type LikelyTypeColumns, type LikelyTypeOptions, type LikelyTypes, likelyTypes } from './types/likelyTypes.js';
export { type ReasonData, type ReasonModelOptions, type ReasonModelResult, reasonModel } from './types/reasonModel.js';
export { type ChurnTypeOrUnknown, TYPE_LEVELS } from './types/typeLevels.js';
export type { TypeModel } from './types/typeModel.js';
export type { DecisionLevels } from './types/verdict.js';
export { type ShareInterval, wilsonInterval } from './wilsonInterval.js';
