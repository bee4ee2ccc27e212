import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { abc } from './abc.js';
import type { AbcLimits } from './abcClasses.js';
import { creditGrades } from './creditGrade.js';
import { basisUsed, type CustomerFigures, customerFigures, type ValueBasis, valueColumn } from './customerFigures.js';
import { lifecycle } from './lifecycle.js';
import { loyalty } from './loyalty.js';
import { masterText } from './masterText.js';
import { pyramid } from './pyramid.js';
import { TIERS, type TierShares } from './pyramidTiers.js';
import { type RfmOptions, rfm } from './rfm.js';
import type { RuleReport } from './segmentRules.js';
import type { TieRanks } from './tieRanks.js';
import { xyz } from './xyz.js';

export interface SegmentOptions extends RfmOptions {
  /** Basis of ABC and of the top 20 %; default profit. */
  readonly abcBy?: ValueBasis;
  readonly abcLimits?: { readonly a: number; readonly b: number } | 'search';
  readonly abcDecide?: NonNullable<AbcLimits['decide']>;
  readonly shares?: TierShares;
  /** An earlier snapshot: `previous_tier` is the tier in its own pyramid. */
  readonly previous?: Snapshot;
}

/** The columns of `segments.csv`: one row a customer of the snapshot, in its order, then the prospects. */
export interface SegmentTable
  extends Table<{
    readonly customer_id: readonly string[];
    readonly name: readonly string[];
    readonly days_since_last_shipment: Float64Array;
    readonly shipment_count: Float64Array;
    readonly spend: Float64Array;
    readonly profit: Float64Array;
    readonly r_score: Float64Array;
    readonly f_score: Float64Array;
    readonly m_score: Float64Array;
    readonly rfm_segment: CategoryColumn;
    readonly abc_class: CategoryColumn;
    readonly abc_share: Float64Array;
    readonly abc_cumulative_share: Float64Array;
    readonly is_top_20: CategoryColumn;
    readonly tier: CategoryColumn;
    readonly xyz_class: CategoryColumn;
    readonly lifecycle_stage: CategoryColumn;
    readonly loyalty_type: CategoryColumn;
    readonly credit_grade: CategoryColumn;
    readonly previous_tier: CategoryColumn;
  }> {
  readonly abcBy: ValueBasis;
  readonly abcLimits: { readonly a: number; readonly b: number };
  readonly basis: CustomerFigures['basis'];
  /** What is odd about the segment rules. */
  readonly report: RuleReport;
}

/**
 * Every segmentation of every customer in one table, the columns of `segments.csv`. Roll customers up to their parents first with
 * `byParent(snapshot)`.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks O(customers + shipment days + mix rows).
 * @example
 * ```ts
 * const shipments = [{ customer_id: 'a', shipped_at: '2026-03-01', freight: 90 }, { customer_id: 'b', shipped_at: '2026-03-01', freight: 10 }];
 * const table = segments((await historyFrom({ shipments })).history.at('2026-03-02'));
 * [...rows(table)].map((row) => [row.customer_id, row.abc_class, row.tier, row.lifecycle_stage]); // => [['a', 'A', 'platinum', 'new'], ['b', 'B', 'lead', 'new']]
 * ```
 */
export function segments(snapshot: Snapshot, options: SegmentOptions = {}): SegmentTable {
  const { abcBy = 'profit', abcLimits, abcDecide, shares, previous } = options;
  const figures = customerFigures(snapshot, options);
  const stage = lifecycle(snapshot).columns;
  const scored = rfm(snapshot, { ...options, figures });
  const classed = abc(snapshot, {
    figures,
    by: abcBy,
    ...(abcLimits ? { limits: abcLimits } : {}),
    ...(abcDecide ? { decide: abcDecide } : {}),
  });
  const tiers = pyramid(snapshot, { figures, ...(shares ? { shares } : {}) }).columns.tier;
  const length = stage.customer.length;
  const number = (of: ArrayLike<number>): Float64Array => Float64Array.from({ length }, (_, row) => of[row] ?? Number.NaN);
  const category = ({ codes, levels }: CategoryColumn): CategoryColumn => ({
    codes: Int32Array.from({ length }, (_, row) => codes[row] ?? 0),
    levels,
  });
  return {
    length,
    columns: {
      customer_id: stage.customer_id,
      name: masterText(snapshot.customers, stage.customer, 'name'),
      days_since_last_shipment: number(figures.columns.daysSince),
      shipment_count: number(figures.columns.shipments),
      spend: number(figures.columns.spend),
      profit: number(figures.columns.profit),
      r_score: number(scored.columns.r_score),
      f_score: number(scored.columns.f_score),
      m_score: number(scored.columns.m_score),
      rfm_segment: category(scored.columns.rfm_segment),
      abc_class: category(classed.columns.abc_class),
      abc_share: number(classed.columns.abc_share),
      abc_cumulative_share: number(classed.columns.abc_cumulative_share),
      is_top_20: category(topFifth(valueColumn(figures, abcBy), figures.ranks(basisUsed(figures, abcBy)))),
      tier: category(tiers),
      xyz_class: category(xyz(snapshot).columns.xyz_class),
      lifecycle_stage: stage.lifecycle_stage,
      loyalty_type: category(loyalty(snapshot).columns.loyalty_type),
      credit_grade: category(creditGrades(snapshot).columns.credit_grade),
      previous_tier: previousTiers(stage.customer, previous, options),
    },
    abcBy: basisUsed(figures, abcBy),
    abcLimits: classed.limits,
    basis: figures.basis,
    report: scored.report,
  };
}

const YES_NO = ['yes', 'no'] as const;

/** Whether fewer than a fifth of the customers stand above; only customers that bring something. */
function topFifth(values: Float64Array, { ranks, below }: TieRanks): CategoryColumn {
  const n = values.length;
  const isTop = (row: number): boolean => values[row]! > 0 && 5 * (n - below[ranks[row]! + 1]!) < n;
  return { codes: Int32Array.from(values, (_, row) => (isTop(row) ? 1 : 2)), levels: YES_NO };
}

function previousTiers(customer: Int32Array, previous: Snapshot | undefined, options: SegmentOptions): CategoryColumn {
  const codes = new Int32Array(customer.length);
  if (previous === undefined) return { codes, levels: TIERS };
  const { figures: _, ...rest } = options;
  const { tier } = pyramid(previous, {
    figures: customerFigures(previous, rest),
    ...(options.shares ? { shares: options.shares } : {}),
  }).columns;
  const byIndex = new Map<number, number>();
  previous.indices.forEach((index, row) => {
    byIndex.set(index, tier.codes[row]!);
  });
  return { codes: Int32Array.from(customer, (index) => byIndex.get(index) ?? 0), levels: TIERS };
}
