import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { basisUsed, customerFigures, type FigureOptions, type GivenFigures, type ValueBasis, valueColumn } from './customerFigures.js';
import { idsOf } from './masterText.js';
import { pyramidTiers, TIERS, type TierShares, type TierThresholds, tierThresholds } from './pyramidTiers.js';

export interface PyramidOptions extends FigureOptions, GivenFigures {
  /** What the pyramid is built of: profit by default; shipments where the data have no freight. */
  readonly by?: ValueBasis;
  /** Shares of customers in platinum, gold, iron; default 1 %, 4 %, 15 %. */
  readonly shares?: TierShares;
}

/** One row a customer of the snapshot, in its order. */
export interface PyramidTable
  extends Table<{ readonly customer_id: readonly string[]; readonly value: Float64Array; readonly tier: CategoryColumn }> {
  readonly by: ValueBasis;
  /** Least value of each tier. */
  readonly thresholds: TierThresholds;
  /** One row a tier. */
  readonly levels: Table<{
    readonly tier: readonly string[];
    readonly customers: Int32Array;
    readonly value: Float64Array;
    readonly value_share: Float64Array;
  }>;
}

/**
 * The customer pyramid: the most profitable 1 % platinum, the next 4 % gold, 15 % iron, all others lead. A loss-maker is never above lead.
 * Tiers have two namings, see `TIER_TITLES`.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks O(customers).
 * @example
 * ```ts
 * const shipments = Array.from({ length: 100 }, (_, at) => ({ customer_id: `c${100 + at}`, freight: at + 1, shipped_at: '2026-03-01' }));
 * const { levels, thresholds } = pyramid((await historyFrom({ shipments })).history.at('2026-03-02'));
 * [levels.columns.customers, thresholds]; // => [[1, 4, 15, 80], [100, 96, 81]]
 * ```
 */
export function pyramid(snapshot: Snapshot, options: PyramidOptions = {}): PyramidTable {
  const { by = 'profit', shares } = options;
  const figures = customerFigures(snapshot, options);
  const value = valueColumn(figures, by);
  const codes = pyramidTiers(value, shares, figures.ranks(basisUsed(figures, by)));
  return {
    length: figures.length,
    columns: {
      customer_id: idsOf(snapshot),
      value,
      tier: { codes, levels: TIERS },
    },
    by: basisUsed(figures, by),
    thresholds: tierThresholds(value, codes),
    levels: levelsOf(value, codes),
  };
}

function levelsOf(value: Float64Array, codes: Int32Array): PyramidTable['levels'] {
  const customers = new Int32Array(TIERS.length);
  const sums = new Float64Array(TIERS.length);
  for (let row = 0; row < codes.length; row++) {
    const tier = codes[row]! - 1;
    if (tier < 0) continue;
    customers[tier]!++;
    sums[tier]! += value[row]!;
  }
  const total = sums.reduce((sum, part) => sum + part, 0);
  const share = sums.map((part) => (total > 0 ? part / total : Number.NaN));
  return { length: TIERS.length, columns: { tier: TIERS, customers, value: sums, value_share: share } };
}
