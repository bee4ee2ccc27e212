import { DAY_MINUTES } from '../../core/day.js';
import type { CustomerView } from '../../history/types.js';
import { daysBefore, type Found } from './evidence.js';

/** Row of the latest change of a field in the last `days`, −1 for none; `field` is its code among the schema's values. */
export function latestChange({ changes, cutoff }: CustomerView, field: number, days: number): number {
  for (let row = changes.count - 1; row >= 0 && changes.changedOn(row) >= cutoff - days; row--)
    if (changes.field(row) === field) return row;
  return -1;
}

/** Row of the latest complaint opened in the last `days` that is one of those, −1 for none. */
export function latestComplaint({ complaints, cutoff }: CustomerView, days: number, isOne: (row: number) => boolean): number {
  const from = (cutoff - days) * DAY_MINUTES;
  for (let row = complaints.count - 1; row >= 0 && complaints.openedAt(row) >= from; row--) if (isOne(row)) return row;
  return -1;
}

/** The latest complaint of a category in the last `days`. */
export function complainedOf(view: CustomerView, category: number, days: number): Found | null {
  const row = latestComplaint(view, days, (one) => view.complaints.category(one) === category);
  return row < 0 ? null : daysBefore(Math.ceil(view.cutoff - view.complaints.openedAt(row) / DAY_MINUTES));
}
