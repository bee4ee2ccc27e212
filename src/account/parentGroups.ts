import type { Snapshot } from '../history/types.js';

/** Customers by the one that stands above them all. */
export interface ParentGroups {
  /** Top of each customer's line of parents, by customer index; itself where it has none. */
  readonly top: Int32Array;
  /** Members of a group, ascending, the top among them. */
  members(top: number): readonly number[];
}

/** Follows `parent_id` up to the top. In a circle of parents the first of them in the order of ids is taken as the top. O(customers). */
export function parentGroups(snapshot: Pick<Snapshot, 'customers' | 'view'>): ParentGroups {
  const parents = Int32Array.from(snapshot.customers.ids, (_, index) => snapshot.view(index).parent);
  const top = new Int32Array(parents.length).fill(-1);
  for (let index = 0; index < parents.length; index++) settle(index, parents, top);
  const lists = new Map<number, number[]>();
  top.forEach((above, index) => {
    const list = lists.get(above);
    if (list) list.push(index);
    else lists.set(above, [index]);
  });
  return { top, members: (index) => lists.get(index) ?? [] };
}

function settle(start: number, parents: Int32Array, top: Int32Array): void {
  const line: number[] = [];
  let at = start;
  while (top[at] === -1 && !line.includes(at)) {
    line.push(at);
    const parent = parents[at]!;
    if (parent < 0) break;
    at = parent;
  }
  const circle = line.indexOf(at);
  const above = top[at] !== -1 ? top[at]! : parents[at]! < 0 ? at : Math.min(...line.slice(circle));
  for (const member of line) top[member] = above;
}
