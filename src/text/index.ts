export { COMPETITORS, type Competitor } from './competitorNames.js';
export { type CompetitorOptions, competitors } from './competitors.js';
export { type CategoryGuess, complaintCategory } from './complaintCategory.js';
export { COMPLAINT_CATEGORIES, type ComplaintCategory, type CueKind } from './cues/cueGroup.js';
export { type Cue, findCues } from './findCues.js';
export { leaveIntent } from './leaveIntent.js';
export { normaliseText } from './normaliseText.js';
