import { COMPLAINT_CATEGORIES, complaintCategory } from '../../text/index.js';
import type { TableName } from '../schema.js';
import { type IssueLog, placeOf } from './issueLog.js';
import type { RowStore } from './rowStore.js';

type Columns = ReadonlyMap<TableName, ReadonlySet<string>>;

/**
 * Fills the empty categories of the complaints that count from their texts, and counts them as guesses. A cell with a value stays, also one
 * that was not understood. Complaints keep their text, so the category of any of them can be judged.
 *
 * @returns the columns that the history has; the category is one of them once a text gave it
 * @remarks O(length of the texts); nothing is read where no source has texts.
 */
export function guessCategories(store: RowStore, counted: readonly number[], columns: Columns, log: IssueLog): Columns {
  const own = columns.get('complaints');
  if (!own?.has('text')) return columns;
  const codes = store.columns.get('category') as number[];
  const texts = store.columns.get('text') as string[];
  const misread = log.notUnderstood('complaints', 'category');
  let guessed = 0;
  for (const row of counted) {
    if (codes[row] !== 0 || misread.has(placeOf(store.source[row]!, store.line[row]!))) continue;
    const { category } = complaintCategory(texts[row]!);
    if (category === '') continue;
    codes[row] = COMPLAINT_CATEGORIES.indexOf(category) + 1;
    guessed++;
  }
  log.countGuessed('complaints', 'category', guessed);
  return guessed === 0 ? columns : new Map([...columns, ['complaints', new Set([...own, 'category'])]]);
}
