/** How one cell of text is understood; shared by every reader, so that files and rows from code mean the same. */

export { isBlank } from './cells/blank.js';
export { parseChoice } from './cells/choice.js';
export { normalizeHeader } from './cells/header.js';
export { dayOfMinutes, minutesOfDate, parseIsoDay, parseIsoInstant, wallClock } from './cells/instant.js';
export { parseNumber, toHeld } from './cells/number.js';
export { badCellReason, missingCellReason } from './cells/reasons.js';
