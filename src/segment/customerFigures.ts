import { type CostOptions, type ProfitBasis, profit, profitBasis } from '../account/profit.js';
import { ensure } from '../core/errors.js';
import { toUnits } from '../core/money.js';
import type { Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { type TieRanks, tieRanks } from './tieRanks.js';

/** What a ranking rests on. */
export const VALUE_BASES = ['profit', 'spend', 'shipments'] as const;
export type ValueBasis = (typeof VALUE_BASES)[number];

export interface FigureOptions extends CostOptions {
  /** Days before the cutoff that are counted; default 364, Infinity for all. */
  readonly windowDays?: number;
}

/** One row a customer of the snapshot, in its order. */
export interface FigureColumns extends Readonly<Record<string, Float64Array | Int32Array>> {
  /** Index into the snapshot's customers. */
  readonly customer: Int32Array;
  /** Calendar days from the last shipment day to the cutoff, at least 1. */
  readonly daysSince: Float64Array;
  /** The same on the business clock, in which a quiet festival week is short. */
  readonly businessDaysSince: Float64Array;
  /** Over the window. Money in the currency's unit, exact to its 1/10,000; NaN without freight. */
  readonly shipments: Float64Array;
  readonly spend: Float64Array;
  readonly profit: Float64Array;
}

export interface CustomerFigures extends Table<FigureColumns> {
  /** What profit means here: `margin`, `revenue` (no cost in the data) or `none` (no freight). */
  readonly basis: ProfitBasis;
  readonly windowDays: number;
  /** Ranks of a column, made when first asked for. */
  ranks(by: ValueBasis): TieRanks;
}

/** Figures at hand, so that several segmentations of one snapshot read it once. */
export interface GivenFigures {
  /** Of the same snapshot, from {@link customerFigures}; their window then holds. */
  readonly figures?: CustomerFigures;
}

/** A window that is longer than any history. */
const ALL_DAYS = 1_000_000;

/**
 * Recency, shipments, spend and profit of every customer over a window: what the segmentations rank.
 *
 * @throws HoldfastError `bad-parameter` unless windowDays >= 1
 * @remarks O(customers · log days).
 * @example
 * ```ts
 * const shipments = [{ customer_id: 'a', shipped_at: '2026-03-01', freight: 12.5, cost: 8 }, { customer_id: 'a', shipped_at: '2026-03-02', freight: 7.5, cost: 5 }];
 * const { columns, basis } = customerFigures((await historyFrom({ shipments })).history.at('2026-03-03'));
 * [columns.daysSince[0], columns.shipments[0], columns.spend[0], columns.profit[0], basis]; // => [1, 2, 20, 7, 'margin']
 * ```
 */
export function customerFigures(snapshot: Snapshot, options: FigureOptions & GivenFigures = {}): CustomerFigures {
  if (options.figures !== undefined) return options.figures;
  const { windowDays = 364 } = options;
  ensure(windowDays >= 1, 'bad-parameter', () => ({
    en: `The window must be at least 1 day, got ${windowDays}.`,
    zh: `统计窗口至少为 1 天，收到 ${windowDays}。`,
  }));
  const window = Math.min(windowDays, ALL_DAYS);
  const basis = profitBasis(snapshot);
  const { indices, company, cutoff } = snapshot;
  const column = (): Float64Array => new Float64Array(indices.length);
  const columns = {
    customer: indices,
    daysSince: column(),
    businessDaysSince: column(),
    shipments: column(),
    spend: column(),
    profit: column(),
  };
  const now = company.clock(cutoff);
  for (let row = 0; row < indices.length; row++) {
    const view = snapshot.view(indices[row]!);
    const days = view.shipmentDays;
    const lastDay = days[days.length - 1]!;
    const earned = profit(view, basis, window, options);
    columns.daysSince[row] = cutoff - lastDay;
    columns.businessDaysSince[row] = now - company.clock(lastDay);
    columns.shipments[row] = view.sum('shipments', window);
    columns.spend[row] = earned.revenue;
    columns.profit[row] = earned.profit;
  }
  const known = new Map<ValueBasis, TieRanks>();
  const ranks = (by: ValueBasis): TieRanks => {
    const found = known.get(by) ?? tieRanks(columns[by]);
    known.set(by, found);
    return found;
  };
  return { length: indices.length, columns, basis, windowDays, ranks };
}

/** The column that a ranking rests on; without freight only shipments can be counted. */
export function valueColumn({ columns, basis }: CustomerFigures, by: ValueBasis): Float64Array {
  return basis === 'none' ? columns.shipments : columns[by]!;
}

/** Values whose sums are exact: money in whole 1/10,000. Their ranks are those of the column. */
export function exactColumn(figures: CustomerFigures, by: ValueBasis): Float64Array {
  const values = valueColumn(figures, by);
  return basisUsed(figures, by) === 'shipments' ? values : values.map(toUnits);
}

/** What the ranking in truth rests on, given the data. */
export function basisUsed({ basis }: Pick<CustomerFigures, 'basis'>, by: ValueBasis): ValueBasis {
  return basis === 'none' ? 'shipments' : by;
}
