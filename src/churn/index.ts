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
export { CHURN_DEFINITIONS, type ChurnDefinition, type ChurnEvent, DEFINITIONS_OF_EVENT } from './definitions.js';
export type { DowngradeOptions } from './downgrade.js';
export { EVENT_STATUSES, type EventStatus } from './eventStatus.js';
export { LABEL_STATUSES, type LabelStatus } from './labelStatus.js';
export { type OutcomeRecord, outcomeRecord, type SwitchEvidence } from './outcomeRecord.js';
