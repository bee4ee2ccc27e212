import type { ColumnKind } from '../schema.js';

const EXPORTED_NULL = /^(null|\\n|#n\/a)$/i;
const NO_VALUE = /^(|null|\\n|#n\/a|n\/?a|nan|none|nil|-{1,3}|—+|\/)$/i;

/**
 * Whether a trimmed cell says "nothing here": empty, or a database's NULL. In columns of numbers, dates and choices also
 * `N/A`, `none`, `nan`, dashes and a lone slash; in text and ids those can be words or codes and stay.
 */
export function isBlank(kind: ColumnKind, text: string): boolean {
  if (text === '') return true;
  if (text.length > 4) return false;
  return kind === 'id' || kind === 'key' || kind === 'category' || kind === 'text' ? EXPORTED_NULL.test(text) : NO_VALUE.test(text);
}
