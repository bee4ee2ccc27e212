import type { Text } from '../core/text.js';
import type { Snapshot } from '../history/types.js';
import { customerFigures, type FigureOptions, type ValueBasis, valueColumn } from './customerFigures.js';
import { lifecycle } from './lifecycle.js';
import { pyramidTiers, TIER_TITLES, type TierShares, type TierThresholds, tiersByThreshold, tierThresholds } from './pyramidTiers.js';

/** Where a customer can stand at a date: in a tier, or where a tier would say little or nothing. */
export const MIGRATION_STATES = ['platinum', 'gold', 'iron', 'lead', 'new', 'returned', 'lapsed'] as const;
export type MigrationState = (typeof MIGRATION_STATES)[number];

export const MIGRATION_TITLES: Readonly<Record<MigrationState | 'absent', Text>> = {
  ...TIER_TITLES.metal,
  new: { en: 'new', zh: '新客户' },
  returned: { en: 'returned', zh: '回流客户' },
  lapsed: { en: 'lapsed', zh: '流失客户' },
  absent: { en: 'not yet here', zh: '尚未开户' },
};

export interface StateOptions extends FigureOptions {
  readonly by?: ValueBasis;
  readonly shares?: TierShares;
}

/** States and values of all customers at a date, by customer index. */
export interface CustomerStates {
  /** 1-based position in {@link MIGRATION_STATES}; 0 for a customer not known then. */
  readonly state: Int32Array;
  /** Tier (1–4) by the thresholds in use, whatever the state; 0 for a customer not known then. */
  readonly tier: Int32Array;
  readonly value: Float64Array;
  readonly thresholds: TierThresholds;
}

/**
 * State of every customer at a date: lapsed once its silence is confirmed or it has closed, new in its first 91 days, returned for 182 days
 * after a lapse, otherwise its tier.
 *
 * @param thresholds - of the base period; without them, those of this date's own pyramid
 */
export function customerStates(snapshot: Snapshot, options: StateOptions, thresholds?: TierThresholds): CustomerStates {
  const { indices, customers } = snapshot;
  const figures = customerFigures(snapshot, options);
  const value = valueColumn(figures, options.by ?? 'profit');
  const stage = lifecycle(snapshot).columns.lifecycle_stage;
  const own = thresholds ?? ownThresholds(value, options.shares);
  const tiers = tiersByThreshold(value, own);
  const all = {
    state: new Int32Array(customers.ids.length),
    tier: new Int32Array(customers.ids.length),
    value: new Float64Array(customers.ids.length),
  };
  for (let row = 0; row < indices.length; row++) {
    const index = indices[row]!;
    const name = stage.levels[stage.codes[row]! - 1]!;
    const special = name === 'lost' ? 'lapsed' : name === 'new' || name === 'returned' ? name : undefined;
    all.state[index] = special === undefined ? tiers[row]! : MIGRATION_STATES.indexOf(special) + 1;
    all.tier[index] = tiers[row]!;
    all.value[index] = value[row]!;
  }
  return { ...all, thresholds: own };
}

function ownThresholds(value: Float64Array, shares: TierShares | undefined): TierThresholds {
  return tierThresholds(value, pyramidTiers(value, shares));
}
