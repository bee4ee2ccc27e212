import { silenceSurprise } from '../account/rhythm.js';
import type { CustomerView } from '../history/types.js';
import { type Feature, noRecord } from './feature.js';
import type { Weeks } from './weeks.js';

const SHIPMENTS = ['shipments'];
const MOST_REGULAR = 20;
const LONGEST_GAP = 364;
const countByGap = new Int32Array(LONGEST_GAP + 1);

/** Share of the latest `blocks` (whole ones since the first shipment) with a shipment. */
function activeShare({ raw, tenureBlocks }: Weeks, blocks: number): number {
  const of = Math.min(blocks, tenureBlocks);
  let active = 0;
  for (let block = 0; block < of; block++) if (raw[block]! > 0) active++;
  return of > 0 ? active / of : Number.NaN;
}

/**
 * Clumpiness of `n` events at increasing places in 1..N: 1 + Σ x ln x ÷ ln(n + 1), x the gaps (first and last included) ÷ (N + 1).
 * 0 for events equally spaced, towards 1 for all together. Zhang, Bradlow & Small 2015.
 *
 * @example
 * ```ts
 * clumpiness([3, 4, 9, 10, 15], 20); // => 0.1019 (4 dp)
 * ```
 */
export function clumpiness(places: ArrayLike<number>, places1toN: number): number {
  const n = places.length;
  if (n === 0) return Number.NaN;
  let entropy = 0;
  let previous = 0;
  for (let event = 0; event <= n; event++) {
    const place = event < n ? places[event]! : places1toN + 1;
    const gap = (place - previous) / (places1toN + 1);
    entropy += gap * Math.log(gap);
    previous = place;
  }
  return Math.max(0, 1 + entropy / Math.log(n + 1));
}

function weekClumpiness({ raw, tenureBlocks }: Weeks): number {
  const blocks = Math.min(52, tenureBlocks);
  const places: number[] = [];
  for (let block = blocks - 1; block >= 0; block--) if (raw[block]! > 0) places.push(blocks - block);
  return clumpiness(places, blocks);
}

/**
 * Wheat–Morrison regularity of the gaps of the last 364 days: M = later ÷ (earlier + later) of neighbours,
 * k = (1 − 4 Var M) ÷ (8 Var M); 1 is random, more is regular; at most 20.
 */
export function regularity(view: CustomerView): number {
  const days = view.shipmentDays;
  const first = view.firstDayWithin(364);
  const pairs = days.length - first - 2;
  if (pairs < 3) return Number.NaN;
  let sum = 0;
  let squares = 0;
  for (let at = first + 2; at < days.length; at++) {
    const share = (days[at]! - days[at - 1]!) / (days[at]! - days[at - 2]!);
    sum += share;
    squares += share * share;
  }
  const variance = Math.max((squares - (sum * sum) / pairs) / (pairs - 1), 1e-12);
  return Math.min((1 - 4 * variance) / (8 * variance), MOST_REGULAR);
}

/** Median of the gaps between shipment days in the last 364 days; NaN without one. By counting: no sorting, no allocation. */
export function medianGap(view: CustomerView): number {
  const days = view.shipmentDays;
  const first = view.firstDayWithin(364);
  const gaps = days.length - first - 1;
  if (gaps < 1) return Number.NaN;
  let longest = 0;
  for (let at = first + 1; at < days.length; at++) {
    const gap = days[at]! - days[at - 1]!;
    countByGap[gap]!++;
    longest = Math.max(longest, gap);
  }
  let seen = 0;
  let lower = 0;
  let upper = 0;
  for (let gap = 0; gap <= longest; gap++) {
    seen += countByGap[gap]!;
    if (lower === 0 && 2 * seen >= gaps) lower = gap;
    if (upper === 0 && 2 * seen > gaps) upper = gap;
    countByGap[gap] = 0;
  }
  return (lower + upper) / 2;
}

/** When a customer ships, and how unusual its present silence is. */
export const RHYTHM_FEATURES: readonly Feature[] = [
  {
    id: 'days_since_last_shipment',
    family: 'rhythm',
    unit: 'days',
    windowDays: null,
    needs: SHIPMENTS,
    sentence: {
      en: 'Last shipped {value} ago[ (half of the customers within {company})].',
      zh: '上次发货距今 {value}[（半数客户在 {company}以内）]。',
    },
    none: noRecord('shipments', '发货'),
    compute: (view) => {
      const days = view.shipmentDays;
      return days.length > 0 ? view.cutoff - days[days.length - 1]! : Number.NaN;
    },
  },
  {
    id: 'gap_surprise',
    family: 'rhythm',
    unit: 'one_in',
    windowDays: 364,
    needs: SHIPMENTS,
    sentence: {
      en: 'By its own rhythm, a silence as long as the present one comes {value} times.',
      zh: '按其自身节奏，出现目前这样长的沉默，概率为 {value}。',
    },
    none: noRecord('shipments', '发货'),
    sign: 1,
    compute: (view, context) => silenceSurprise(context.rhythm(view)),
  },
  {
    id: 'probability_active',
    family: 'rhythm',
    unit: 'share',
    windowDays: 728,
    needs: SHIPMENTS,
    sentence: {
      en: 'By its weeks with and without shipments it is still active with probability {value}[ (half of the customers above {company})].',
      zh: '从有无发货的周次看，其仍活跃的概率为 {value}[（客户中位数 {company}）]。',
    },
    none: { en: 'Too few customers to fit a shipping process.', zh: '客户太少，无法拟合发货过程。' },
    sign: -1,
    compute: (view, context) => context.purchases.probabilityActive(view),
  },
  ...[13, 52].map(
    (blocks): Feature => ({
      id: `active_week_share_${blocks}w`,
      family: 'rhythm',
      unit: 'share',
      windowDays: 7 * blocks,
      needs: SHIPMENTS,
      sentence: {
        en: `Shipped in {value} of the last ${blocks} weeks[ (half of the customers in more than {company})].`,
        zh: `近 ${blocks} 周中有 {value} 的周发货[（客户中位数 {company}）]。`,
      },
      none: { en: 'Not yet a week old.', zh: '成为客户不满一周。' },
      compute: (view, context) => activeShare(context.weeks(view), blocks),
    }),
  ),
  {
    id: 'clumpiness_52w',
    family: 'rhythm',
    unit: 'number',
    windowDays: 364,
    needs: SHIPMENTS,
    sentence: {
      en: 'Its active weeks come in bursts to the degree {value} (0 evenly, 1 all together)[; half of the customers {company} or less].',
      zh: '活跃周的扎堆程度为 {value}（0 为均匀，1 为集中）[，客户中位数 {company}]。',
    },
    none: { en: 'No active week in the last 52.', zh: '近 52 周没有发货的周。' },
    compute: (view, context) => weekClumpiness(context.weeks(view)),
  },
  {
    id: 'regularity_364d',
    family: 'rhythm',
    unit: 'number',
    windowDays: 364,
    needs: SHIPMENTS,
    sentence: {
      en: 'The regularity of its gaps is {value} (1 is random, more is regular)[; half of the customers {company} or less].',
      zh: '发货间隔的规律性为 {value}（1 为随机，越大越规律）[，客户中位数 {company}]。',
    },
    none: { en: 'Too few gaps to see a rhythm.', zh: '间隔太少，看不出规律。' },
    compute: regularity,
  },
  {
    id: 'gap_median_364d',
    family: 'rhythm',
    unit: 'days',
    windowDays: 364,
    needs: SHIPMENTS,
    sentence: {
      en: 'It usually ships every {value}[ (half of the customers every {company} or less)].',
      zh: '通常每 {value}发一次货[（客户中位数 {company}）]。',
    },
    none: { en: 'Too few shipment days for a usual gap.', zh: '发货日太少，没有通常间隔。' },
    compute: medianGap,
  },
];
