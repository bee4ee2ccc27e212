import { DAY_MINUTES } from '../core/day.js';
import { columnSchema } from '../history/schema.js';
import type { Measure, Snapshot } from '../history/types.js';

/** Kinds of failure, what counts them, and the complaints about them. */
export const FAILURE_KINDS: readonly { readonly id: string; readonly measure: Measure; readonly categories: readonly string[] }[] = [
  { id: 'late', measure: 'late', categories: ['delay'] },
  { id: 'damaged', measure: 'damaged', categories: ['damage'] },
  { id: 'lost', measure: 'lost', categories: ['loss'] },
  { id: 'short', measure: 'short', categories: [] },
  { id: 'misdelivered', measure: 'misdelivered', categories: ['misdelivery'] },
];

/** A complaint is never certain. */
const MOST_CERTAIN = 0.95;
const RATE_DAYS = 364;

const CATEGORIES = (columnSchema('complaints', 'category')?.values ?? []).map(({ value }) => value);

/**
 * Chance that a failure of each kind brings a complaint, in the order of {@link FAILURE_KINDS}: the company's complaints about it over
 * the failures of the last 364 days, (x + ½) ÷ (n + 1), at most .95. Shortages have no category of their own and share that of damage.
 */
export function complaintChances(snapshot: Snapshot): Float64Array {
  const complaints = complaintsByCategory(snapshot);
  const failures = FAILURE_KINDS.map(({ measure }) => snapshot.company.sum(measure, RATE_DAYS));
  const damagedAndShort = failures[1]! + failures[3]!;
  return Float64Array.from(FAILURE_KINDS, ({ id, categories }, kind) => {
    const about = id === 'short' ? ['damage'] : categories;
    const heard = about.reduce((sum, category) => sum + (complaints.get(category) ?? 0), 0);
    const failed = id === 'short' || id === 'damaged' ? damagedAndShort : failures[kind]!;
    return Math.min(MOST_CERTAIN, (heard + 0.5) / (failed + 1));
  });
}

function complaintsByCategory(snapshot: Snapshot): ReadonlyMap<string, number> {
  const from = (snapshot.cutoff - RATE_DAYS) * DAY_MINUTES;
  const counts = new Map<string, number>();
  for (const index of snapshot.indices) {
    const { complaints } = snapshot.view(index);
    for (let row = complaints.count - 1; row >= 0 && complaints.openedAt(row) >= from; row--) {
      const category = CATEGORIES[complaints.category(row) - 1];
      if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
    }
  }
  return counts;
}
