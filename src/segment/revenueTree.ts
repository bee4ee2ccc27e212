import { ensure } from '../core/errors.js';
import { toMoney } from '../core/money.js';
import type { Table } from '../core/table.js';
import type { Text } from '../core/text.js';
import type { Snapshot } from '../history/types.js';

/** Nodes of the tree; `parent` is '' for the root. */
export const REVENUE_NODES: readonly { readonly node: string; readonly parent: string; readonly title: Text }[] = [
  { node: 'revenue', parent: '', title: { en: 'revenue', zh: '收入' } },
  { node: 'customers', parent: 'revenue', title: { en: 'customers won and lost', zh: '客户增减' } },
  { node: 'won', parent: 'customers', title: { en: 'customers won', zh: '新增客户' } },
  { node: 'lost', parent: 'customers', title: { en: 'customers lost', zh: '失去客户' } },
  { node: 'kept', parent: 'revenue', title: { en: 'customers kept', zh: '留存客户' } },
  { node: 'frequency', parent: 'kept', title: { en: 'shipments per customer', zh: '发货频次' } },
  { node: 'value_per_shipment', parent: 'kept', title: { en: 'value per shipment', zh: '票均收入' } },
  { node: 'adjustments', parent: 'revenue', title: { en: 'adjustments without shipments', zh: '无发货的调整' } },
];

export interface RevenueTreeOptions {
  /** Length of each of the two periods before the cutoff, days; default 91. */
  readonly windowDays?: number;
  /** Days before the cutoff at which the earlier period ends; default windowDays. With 364 it is the same season a year ago. */
  readonly earlierEndDaysAgo?: number;
}

/** One row a node; `change` of a node is the sum of those below it, exactly. Money in the currency's unit, whole 1/10,000. */
export type RevenueTreeTable = Table<{
  readonly node: readonly string[];
  readonly parent: readonly string[];
  readonly customers: Int32Array;
  readonly before: Float64Array;
  readonly now: Float64Array;
  readonly change: Float64Array;
}>;

interface Leaf {
  customers: number;
  before: number;
  now: number;
  change: number;
}

const CENT = 100;

/**
 * Why revenue changed between two periods: customers won, customers lost, how often those kept ship, and what a shipment brings. Freight less
 * discount; the parts add up exactly, to the cent where the data are in cents.
 *
 * @throws HoldfastError `bad-parameter` when a period is shorter than a day, the periods overlap, or the data have no freight
 * @remarks Of a kept customer: frequency (n₂ − n₁)(v₁ + v₂)∕2, rounded to the cent, and value per shipment the rest. Won and lost mean shipped in one
 *   of the two periods only; it is not yet churn. O(customers), in whole units.
 * @example
 * ```ts
 * const shipments = [['kept', 1, 10], ['kept', 11, 12], ['kept', 12, 12], ['lost', 2, 7], ['won', 15, 5]].map(([customer_id, day, freight]) => ({ customer_id, freight, shipped_at: `2026-03-${String(day).padStart(2, '0')}` }));
 * const { columns } = revenueTree((await historyFrom({ shipments })).history.at('2026-03-21'), { windowDays: 10 });
 * Object.fromEntries(columns.node.map((node, at) => [node, columns.change[at]])); // => { revenue: 12, customers: -2, won: 5, lost: -7, kept: 14, frequency: 11, value_per_shipment: 3, adjustments: 0 }
 * ```
 */
export function revenueTree(snapshot: Snapshot, options: RevenueTreeOptions = {}): RevenueTreeTable {
  const { windowDays = 91, earlierEndDaysAgo = windowDays } = options;
  ensure(windowDays >= 1 && earlierEndDaysAgo >= windowDays, 'bad-parameter', () => ({
    en: `The two periods must each be at least a day and not overlap: got ${windowDays} days, the earlier ending ${earlierEndDaysAgo} days ago.`,
    zh: `两个时段各至少一天且不得重叠：收到 ${windowDays} 天，较早时段于 ${earlierEndDaysAgo} 天前结束。`,
  }));
  ensure(snapshot.has('shipments', 'freight'), 'bad-parameter', () => ({
    en: 'A revenue tree needs freight; the shipments have no such column.',
    zh: '收入分解需要运费；运单表中没有这一列。',
  }));
  const leaves = leavesOf(snapshot, windowDays, earlierEndDaysAgo);
  const total = (node: string): Leaf => {
    const below = REVENUE_NODES.filter(({ parent }) => parent === node);
    if (below.length === 0) return leaves[node as keyof typeof leaves];
    return below.map((child) => total(child.node)).reduce(addLeaf, newLeaf());
  };
  const sums = REVENUE_NODES.map(({ node }) => (node === 'kept' ? keptOf(leaves) : total(node)));
  // Revenue before and now counts the kept customers once, although two nodes split their change.
  const parts = [leaves.won, leaves.lost, keptOf(leaves), leaves.adjustments];
  sums[0] = parts.reduce(addLeaf, newLeaf());
  return {
    length: sums.length,
    columns: {
      node: REVENUE_NODES.map(({ node }) => node),
      parent: REVENUE_NODES.map(({ parent }) => parent),
      customers: Int32Array.from(sums, ({ customers }) => customers),
      before: Float64Array.from(sums, ({ before }) => toMoney(before)),
      now: Float64Array.from(sums, ({ now }) => toMoney(now)),
      change: Float64Array.from(sums, ({ change }) => toMoney(change)),
    },
  };
}

function newLeaf(): Leaf {
  return { customers: 0, before: 0, now: 0, change: 0 };
}

function addLeaf(sum: Leaf, leaf: Leaf): Leaf {
  return {
    customers: sum.customers + leaf.customers,
    before: sum.before + leaf.before,
    now: sum.now + leaf.now,
    change: sum.change + leaf.change,
  };
}

interface Leaves {
  readonly won: Leaf;
  readonly lost: Leaf;
  readonly frequency: Leaf;
  readonly value_per_shipment: Leaf;
  readonly adjustments: Leaf;
}

function keptOf({ frequency, value_per_shipment }: Leaves): Leaf {
  return { ...frequency, change: frequency.change + value_per_shipment.change };
}

function leavesOf(snapshot: Snapshot, windowDays: number, earlierEndDaysAgo: number): Leaves {
  const leaves: Leaves = { won: newLeaf(), lost: newLeaf(), frequency: newLeaf(), value_per_shipment: newLeaf(), adjustments: newLeaf() };
  const add = (leaf: Leaf, before: number, now: number, change: number): void => {
    leaf.customers++;
    leaf.before += before;
    leaf.now += now;
    leaf.change += change;
  };
  for (const index of snapshot.indices) {
    const view = snapshot.view(index);
    const money = (ago: number): number => view.sum('freight', windowDays, ago) - view.sum('discount', windowDays, ago);
    const [before, now] = [money(earlierEndDaysAgo), money(0)];
    const [countBefore, countNow] = [view.sum('shipments', windowDays, earlierEndDaysAgo), view.sum('shipments', windowDays)];
    const change = now - before;
    if (countBefore > 0 && countNow > 0) {
      const value = (before / countBefore + now / countNow) / 2;
      const frequency = CENT * Math.round(((countNow - countBefore) * value) / CENT);
      add(leaves.frequency, before, now, frequency);
      add(leaves.value_per_shipment, before, now, change - frequency);
    } else if (countNow > 0) add(leaves.won, before, now, change);
    else if (countBefore > 0) add(leaves.lost, before, now, change);
    else if (before !== 0 || now !== 0) add(leaves.adjustments, before, now, change);
  }
  addUnseen(leaves, snapshot, windowDays, earlierEndDaysAgo);
  return leaves;
}

/** Money of customers that have never shipped: adjustments only, seen in the company's sums alone. */
function addUnseen({ adjustments, ...others }: Leaves, { company }: Snapshot, windowDays: number, earlierEndDaysAgo: number): void {
  const money = (ago: number): number => company.sum('freight', windowDays, ago) - company.sum('discount', windowDays, ago);
  const seen = [others.won, others.lost, others.frequency, adjustments];
  const before = money(earlierEndDaysAgo) - seen.reduce((sum, leaf) => sum + leaf.before, 0);
  const now = money(0) - seen.reduce((sum, leaf) => sum + leaf.now, 0);
  adjustments.before += before;
  adjustments.now += now;
  adjustments.change += now - before;
}
