import type { Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { quantile } from '../math/quantile.js';
import { customerFigures, type FigureOptions, type ValueBasis, valueColumn } from './customerFigures.js';
import { LIFECYCLE_STAGES, lifecycle } from './lifecycle.js';
import { masterCodes, masterText } from './masterText.js';
import { pyramidTiers, TIERS, type TierShares, tierThresholds } from './pyramidTiers.js';

export interface UpgradeOptions extends FigureOptions {
  readonly by?: ValueBasis;
  readonly shares?: TierShares;
  /** Least growth of the season-free volume, last 13 weeks over the 26 before; default 1.1. */
  readonly ratio?: number;
}

/** Rising customers below platinum, nearest to their next tier first. */
export type UpgradeTable = Table<{
  readonly rank: Int32Array;
  readonly customer_id: readonly string[];
  readonly name: readonly string[];
  readonly account_manager: readonly string[];
  readonly tier: readonly string[];
  readonly next_tier: readonly string[];
  /** Over the window. */
  readonly value: Float64Array;
  readonly volume_ratio: Float64Array;
  /** Value if the present level of volume held for a whole window. */
  readonly projected_value: Float64Array;
  /** Value from which the next tier begins. */
  readonly next_tier_from: Float64Array;
  /** What the best fifth of its peers bring at least, less its own; 0 where it is among them. An upper guess. */
  readonly potential_value: Float64Array;
}>;

/** Days of the recent volume, of which the window's value already holds a part. */
const RECENT_DAYS = 91;
const LEAST_STANDARD_ERRORS = 1;
const PEER_QUANTILE = 0.8;
const FEWEST_PEERS = 20;

/**
 * Customers on the way up among the many that bring little: growing, with a volume that would lift them into a higher tier if it held.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks Growth must be seen: at least one standard error, and not from nothing. Peers are customers of the same kind and industry where at least 20 are, else all. O(customers).
 * @example
 * ```ts
 * const day = (at) => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
 * // Forty customers ship once a week; two bring most, and one of the others has shipped twice a week for a quarter.
 * const weeks = Array.from({ length: 52 }, (_, week) => week);
 * const of = (customer_id, freight, times) => weeks.flatMap((week) => Array.from({ length: times(week) }, () => ({ customer_id, freight, shipped_at: day(7 * week + 3) })));
 * const many = Array.from({ length: 37 }, (_, at) => of(`c${at}`, 2, () => 1)).flat();
 * const { history } = await historyFrom({ shipments: [...of('best', 30, () => 1), ...of('good', 10, () => 1), ...of('riser', 6, (week) => (week < 39 ? 1 : 2)), ...many] });
 * const { columns } = upgradeCandidates(history.at(day(364)), { shares: [0.02, 0.03, 0.05] });
 * [columns.customer_id, columns.tier, columns.next_tier, columns.volume_ratio.map((ratio) => Math.round(10 * ratio) / 10)]; // => [['riser'], ['iron'], ['gold'], [2]]
 * ```
 */
export function upgradeCandidates(snapshot: Snapshot, options: UpgradeOptions = {}): UpgradeTable {
  const { indices, customers } = snapshot;
  const { by = 'profit', ratio = 1.1 } = options;
  const figures = customerFigures(snapshot, options);
  const value = valueColumn(figures, by);
  const tiers = pyramidTiers(value, options.shares);
  const thresholds = tierThresholds(value, tiers);
  const stages = lifecycle(snapshot).columns;
  const peers = peerQuantiles(snapshot, value);
  // Growth from nothing, or within chance, says too little.
  const isSeen = (row: number): boolean =>
    stages.volume_ratio[row]! < Number.POSITIVE_INFINITY && stages.volume_change[row]! >= LEAST_STANDARD_ERRORS;
  const isRising = (row: number): boolean => {
    const stage = LIFECYCLE_STAGES[stages.lifecycle_stage.codes[row]! - 1]!;
    const growth = stages.volume_ratio[row]!;
    return tiers[row]! > 1 && (stage === 'growing' || stage === 'stable') && growth >= ratio && isSeen(row) && value[row]! > 0;
  };
  const nextFrom = (row: number): number => thresholds[tiers[row]! - 2]!;
  const projected = (row: number): number => {
    const tenureDays = snapshot.cutoff - snapshot.view(indices[row]!).shipmentDays[0]!;
    const recentShare = Math.min(1, RECENT_DAYS / Math.min(figures.windowDays, tenureDays));
    const growth = stages.volume_ratio[row]!;
    return (value[row]! * growth) / (recentShare * growth + 1 - recentShare);
  };
  const rows = [...tiers.keys()].filter(
    (row) => isRising(row) && nextFrom(row) < Number.POSITIVE_INFINITY && projected(row) >= nextFrom(row),
  );
  rows.sort((a, b) => projected(b) - projected(a) || a - b);
  const index = rows.map((row) => indices[row]!);
  const number = (of: (row: number) => number): Float64Array => Float64Array.from(rows, of);
  return {
    length: rows.length,
    columns: {
      rank: Int32Array.from(rows, (_, at) => at + 1),
      customer_id: index.map((at) => customers.ids[at] ?? ''),
      name: masterText(customers, index, 'name'),
      account_manager: masterText(customers, index, 'account_manager'),
      tier: rows.map((row) => TIERS[tiers[row]! - 1] ?? ''),
      next_tier: rows.map((row) => TIERS[thresholds.findIndex((least) => projected(row) >= least)] ?? ''),
      value: number((row) => value[row]!),
      volume_ratio: number((row) => stages.volume_ratio[row]!),
      projected_value: number(projected),
      next_tier_from: number(nextFrom),
      potential_value: number((row) => Math.max(0, peers(row) - value[row]!)),
    },
  };
}

/** 80th percentile of the value of a row's peers. */
function peerQuantiles({ customers, indices }: Snapshot, value: Float64Array): (row: number) => number {
  const kinds = masterCodes(customers, indices, 'kind');
  const industries = masterCodes(customers, indices, 'industry');
  const groupOf = (row: number): number => (kinds?.[row] ?? 0) * 65_536 + (industries?.[row] ?? 0);
  const values = new Map<number, number[]>();
  value.forEach((own, row) => {
    const group = values.get(groupOf(row));
    if (group) group.push(own);
    else values.set(groupOf(row), [own]);
  });
  const all = quantile(value, PEER_QUANTILE);
  const quantiles = new Map([...values].map(([group, own]) => [group, own.length >= FEWEST_PEERS ? quantile(own, PEER_QUANTILE) : all]));
  return (row) => quantiles.get(groupOf(row)) ?? all;
}
