import { ensure } from '../core/errors.js';
import type { Text } from '../core/text.js';
import { type TieRanks, tieRanks, withoutMissing } from './tieRanks.js';

/** Tiers of the customer pyramid, best first. */
export const TIERS = ['platinum', 'gold', 'iron', 'lead'] as const;
export type Tier = (typeof TIERS)[number];

/** The two namings of the teaching. */
export type TierNaming = 'metal' | 'rank';

export const TIER_TITLES: Readonly<Record<TierNaming, Readonly<Record<Tier, Text>>>> = {
  metal: {
    platinum: { en: 'platinum', zh: '铂金客户' },
    gold: { en: 'gold', zh: '黄金客户' },
    iron: { en: 'iron', zh: '铁质客户' },
    lead: { en: 'lead', zh: '铅质客户' },
  },
  rank: {
    platinum: { en: 'VIP', zh: 'VIP 客户' },
    gold: { en: 'main', zh: '主要客户' },
    iron: { en: 'ordinary', zh: '普通客户' },
    lead: { en: 'small', zh: '小客户' },
  },
};

/** Shares of customers in platinum, gold and iron; the rest is lead. */
export type TierShares = readonly [platinum: number, gold: number, iron: number];

/** Least profit of platinum, gold and iron; Infinity where the tier is empty and none better is there. */
export type TierThresholds = readonly [platinum: number, gold: number, iron: number];

const DEFAULT_SHARES: TierShares = [0.01, 0.04, 0.15];

/**
 * Pyramid tiers of a column: the best 1 % platinum, the next 4 % gold, the next 15 % iron, all others lead. A customer that earns nothing or
 * costs money is lead, however few earn more. Equal values share a tier: the one their middle place falls in, so no tier overflows.
 *
 * @param values - profit, shape (n,); NaN has no tier
 * @param shares - each >= 0, their sum at most 1; the number of places is rounded up, so that the best of few is still platinum
 * @param given - ranks of the same values (`tieRanks`), where they are at hand
 * @returns 1-based positions in {@link TIERS}, 0 where the value is missing
 * @throws HoldfastError `bad-parameter`
 * @remarks O(n). By profit, not by orders: a loss-maker is never platinum.
 * @example
 * ```ts
 * pyramidTiers([900, 500, 40, 30, 20, 10, 5, 4, 3, -2]); // => [1, 3, 4, 4, 4, 4, 4, 4, 4, 4]
 * pyramidTiers([-5, -1]); // => [4, 4]
 * ```
 */
export function pyramidTiers(values: ArrayLike<number>, shares: TierShares = DEFAULT_SHARES, given?: TieRanks): Int32Array {
  const [platinum, gold, iron] = shares;
  const fits = platinum >= 0 && gold >= 0 && iron >= 0 && platinum + gold + iron <= 1 + 1e-12;
  ensure(fits, 'bad-parameter', () => ({
    en: `The shares of platinum, gold and iron must be at least 0 and together at most 1, got ${shares.join(', ')}.`,
    zh: `铂金、黄金、铁质的占比应不小于 0 且合计不超过 1，收到 ${shares.join('、')}。`,
  }));
  const known = withoutMissing(values);
  const { ranks, below } = given ?? tieRanks(known);
  let missing = 0;
  for (let row = 0; row < known.length; row++) if (known[row] === Number.NEGATIVE_INFINITY) missing++;
  const n = known.length - missing;
  const places = [platinum, platinum + gold, platinum + gold + iron].map((share) => Math.ceil(share * n - 1e-9));
  const tierOf = new Int32Array(below.length - 1);
  for (let k = 0; k < tierOf.length; k++) {
    if (missing > 0 && k === 0) continue;
    const twicePlace = 2 * (known.length - below[k + 1]!) + (below[k + 1]! - below[k]!) + 1;
    const tier = places.findIndex((place) => twicePlace <= 2 * place);
    tierOf[k] = tier < 0 ? 4 : tier + 1;
  }
  const tiers = new Int32Array(known.length);
  for (let row = 0; row < tiers.length; row++) {
    const tier = tierOf[ranks[row]!]!;
    tiers[row] = tier > 0 && !(known[row]! > 0) ? 4 : tier;
  }
  return tiers;
}

/**
 * The least value of each tier, by which the same customers can be placed at another date.
 *
 * @example
 * ```ts
 * const profit = [900, 500, 40, 30, 20, 10, 5, 4, 3, -2];
 * tierThresholds(profit, pyramidTiers(profit)); // => [900, 900, 500]
 * ```
 */
export function tierThresholds(values: ArrayLike<number>, tiers: Int32Array): TierThresholds {
  const least: [number, number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let row = 0; row < tiers.length; row++)
    for (let tier = tiers[row]!; tier >= 1 && tier <= 3; tier++) least[tier - 1] = Math.min(least[tier - 1]!, values[row]!);
  return least;
}

/**
 * Tiers by fixed thresholds, such as those of an earlier date; what earns nothing is lead.
 *
 * @returns 1-based positions in {@link TIERS}, 0 where the value is missing
 * @example
 * ```ts
 * tiersByThreshold([1000, 100, 20, -5, Number.NaN], [900, 90, 9]); // => [1, 2, 3, 4, 0]
 * ```
 */
export function tiersByThreshold(values: ArrayLike<number>, thresholds: TierThresholds): Int32Array {
  return Int32Array.from(values, (value) => {
    if (Number.isNaN(value)) return 0;
    const tier = value > 0 ? thresholds.findIndex((threshold) => value >= threshold) : -1;
    return tier < 0 ? 4 : tier + 1;
  });
}
