export { COMPETITORS, type Competitor } from './competitorNames.js';
export { type CompetitorOptions, competitors } from './competitors.js';
export type { CueKind } from './cues.js';
export { type Cue, findCues } from './findCues.js';
export { leaveIntent } from './leaveIntent.js';
export { normaliseText } from './normaliseText.js';
