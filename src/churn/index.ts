export { type ChurnLabelOptions, type ChurnLabels, churnLabels, type LabelCounts, labelCounts, labelsAt } from './churnLabels.js';
export { LABEL_STATUSES, type LabelStatus } from './labelStatus.js';
export { type OutcomeRecord, outcomeRecord } from './outcomeRecord.js';
