import type { CustomerView, Snapshot } from '../history/types.js';
import { groupView } from './groupView.js';
import { parentGroups } from './parentGroups.js';

/**
 * The snapshot with every group of customers under one parent rolled up into its top one: everything that takes a snapshot then
 * counts payers, not shippers. A group is known once one of its members has shipped.
 *
 * @returns a snapshot whose customers are the tops; ids, names and company-wide figures are unchanged
 * @remarks O(customers); sums of a group cost as many look-ups as it has members.
 * @example
 * ```ts
 * const shipments = ['branch-1', 'branch-2', 'other'].map((customer_id) => ({ customer_id, shipped_at: '2026-03-02', freight: 10 }));
 * const customers = [{ customer_id: 'branch-1', parent_id: 'group' }, { customer_id: 'branch-2', parent_id: 'group' }, { customer_id: 'group' }];
 * const snapshot = byParent((await historyFrom({ shipments, customers })).history.at('2026-03-03'));
 * [...snapshot.indices].map((index) => [snapshot.view(index).id, snapshot.view(index).sum('shipments', 7)]); // => [['group', 2], ['other', 1]]
 * ```
 */
export function byParent(snapshot: Snapshot): Snapshot {
  const groups = parentGroups(snapshot);
  const known = new Set<number>();
  for (const index of snapshot.indices) known.add(groups.top[index]!);
  let latest: CustomerView | undefined;
  return {
    ...snapshot,
    indices: Int32Array.from(known).sort(),
    view(index) {
      const members = groups.members(index);
      if (members.length <= 1) return snapshot.view(index);
      if (latest?.index !== index) latest = groupView(snapshot, index, members);
      return latest;
    },
    earlier(days) {
      const before = snapshot.earlier(days);
      return before && byParent(before);
    },
  };
}
