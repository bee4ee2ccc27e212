export { fitMbgNbd, type MbgNbdFit, type MbgNbdFitOptions, type MbgNbdFitReport } from './fitMbgNbd.js';
export { GAP_PRIOR, gapLimit, gapSurprise, gapSurvival } from './gapLaw.js';
export { type MbgNbdParams, mbgNbdProbabilityActive, probabilityActive } from './mbgNbd.js';
export type { RepeatHistory } from './repeatHistory.js';
