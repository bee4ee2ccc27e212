import { DAY_MINUTES } from '../core/day.js';
import { columnSchema } from '../history/schema.js';
import type { Measure, Snapshot } from '../history/types.js';

/** What counts a kind of failure, the category of the complaints about it, and all failures that are complained of under that category. */
export const FAILURE_KINDS: readonly { readonly measure: Measure; readonly category: string; readonly alike: readonly Measure[] }[] = [
  { measure: 'late', category: 'delay', alike: ['late'] },
  { measure: 'damaged', category: 'damage', alike: ['damaged', 'short'] },
  { measure: 'lost', category: 'loss', alike: ['lost'] },
  { measure: 'short', category: 'damage', alike: ['damaged', 'short'] },
  { measure: 'misdelivered', category: 'misdelivery', alike: ['misdelivered'] },
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
  return Float64Array.from(FAILURE_KINDS, ({ category, alike }) => {
    const failed = alike.reduce((sum, measure) => sum + snapshot.company.sum(measure, RATE_DAYS), 0);
    return Math.min(MOST_CERTAIN, ((complaints.get(category) ?? 0) + 0.5) / (failed + 1));
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
