import { byParent } from '../account/index.js';
import type { History, Snapshot } from '../history/types.js';

/** Snapshots of customers, or of parents with all under them. */
export function snapshotsBy(unit: 'customer' | 'parent', history: Pick<History, 'at'>): (day: string | number) => Snapshot {
  return (day) => (unit === 'parent' ? byParent(history.at(day)) : history.at(day));
}
