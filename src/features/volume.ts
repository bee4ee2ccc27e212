import type { Text } from '../core/text.js';
import type { FeatureContext } from './context.js';
import { HALF_LIVES_WEEKS, LEVEL_FLOOR } from './decline.js';
import { type Feature, noRecord } from './feature.js';
import { meanLevel, type Weeks } from './weeks.js';

const SHIPMENTS = ['shipments'];
const TOO_YOUNG: Text = { en: 'Too short a history to compare its volume with its past.', zh: '历史太短，无法与过去的发货量相比。' };
/** Least whole weeks on the earlier side of a comparison. */
const FEWEST_BLOCKS = 4;

const counts: Feature[] = [28, 91, 182, 364].map((days) => ({
  id: `shipments_${days}d`,
  family: 'volume',
  unit: 'log_count',
  windowDays: days,
  needs: SHIPMENTS,
  sentence: {
    en: `{value} shipments in the last ${days} days[ (half of the customers have more than {company})].`,
    zh: `近 ${days} 天发货 {value} 票[（半数客户多于 {company} 票）]。`,
  },
  none: noRecord('shipments', '发货'),
  compute: (view) => Math.log1p(Math.max(view.sum('shipments', days), 0)),
}));

/** ln of the season-free weekly volume of the latest `recent` blocks against that of up to `earlier` blocks before them. */
export function volumeTrend({ raw, season, tenureBlocks }: Weeks, recent: number, earlier: number): number {
  const to = Math.min(recent + earlier, tenureBlocks);
  if (to - recent < FEWEST_BLOCKS) return Number.NaN;
  return Math.log((meanLevel(raw, season, 0, recent) + LEVEL_FLOOR) / (meanLevel(raw, season, recent, to) + LEVEL_FLOOR));
}

function yearOnYear({ raw, tenureBlocks }: Weeks): number {
  if (tenureBlocks < 65) return Number.NaN;
  let now = 0;
  let then = 0;
  for (let block = 0; block < 13; block++) {
    now += raw[block]!;
    then += raw[block + 52]!;
  }
  return Math.log((now / 13 + LEVEL_FLOOR) / (then / 13 + LEVEL_FLOOR));
}

/** 26 × the least-squares slope a week of ln(1 + season-free volume) over up to 26 whole weeks. */
export function volumeSlope({ adjusted, tenureBlocks }: Weeks): number {
  const blocks = Math.min(26, tenureBlocks);
  if (blocks < 8) return Number.NaN;
  const middle = (blocks - 1) / 2;
  let products = 0;
  let squares = 0;
  for (let block = 0; block < blocks; block++) {
    const time = middle - block;
    products += time * Math.log1p(adjusted[block]!);
    squares += time * time;
  }
  return (26 * products) / squares;
}

function variation({ raw, tenureBlocks }: Weeks): number {
  const blocks = Math.min(26, tenureBlocks);
  if (blocks < 8) return Number.NaN;
  let sum = 0;
  let squares = 0;
  for (let block = 0; block < blocks; block++) {
    sum += raw[block]!;
    squares += raw[block]! * raw[block]!;
  }
  const mean = sum / blocks;
  return mean > 0 ? Math.sqrt(Math.max(squares / blocks - mean * mean, 0)) / mean : Number.NaN;
}

const trends: Feature[] = [
  {
    id: 'trend_28d',
    family: 'volume',
    unit: 'log_ratio',
    windowDays: 119,
    needs: SHIPMENTS,
    sentence: {
      en: 'Shipments in the last 28 days are {value} the 91 days before, season taken out[ (half of the customers: {company})].',
      zh: '剔除季节因素后，近 28 天发货量与此前 91 天相比{value}[（客户中位数：{company}）]。',
    },
    none: TOO_YOUNG,
    sign: -1,
    compute: (view, context) => volumeTrend(context.weeks(view), 4, 13),
  },
  {
    id: 'trend_91d',
    family: 'volume',
    unit: 'log_ratio',
    windowDays: 182,
    needs: SHIPMENTS,
    sentence: {
      en: 'Shipments in the last 91 days are {value} the 91 days before, season taken out[ (half of the customers: {company})].',
      zh: '剔除季节因素后，近 91 天发货量与此前 91 天相比{value}[（客户中位数：{company}）]。',
    },
    none: TOO_YOUNG,
    sign: -1,
    compute: (view, context) => volumeTrend(context.weeks(view), 13, 13),
  },
  {
    id: 'yoy_91d',
    family: 'volume',
    unit: 'log_ratio',
    windowDays: 455,
    needs: SHIPMENTS,
    sentence: {
      en: 'Shipments in the last 91 days are {value} the same days a year ago[ (half of the customers: {company})].',
      zh: '近 91 天发货量与去年同期相比{value}[（客户中位数：{company}）]。',
    },
    none: { en: 'No year-ago volume to compare with.', zh: '没有去年同期的发货量可比。' },
    compute: (view, context) => yearOnYear(context.weeks(view)),
  },
  {
    id: 'slope_26w',
    family: 'volume',
    unit: 'number',
    windowDays: 182,
    needs: SHIPMENTS,
    sentence: {
      en: 'The trend line of weekly volume over 26 weeks has slope {value} (below 0 is falling)[; half of the customers have more than {company}].',
      zh: '26 周周发货量趋势线斜率为 {value}（负数为下降）[，客户中位数 {company}]。',
    },
    none: TOO_YOUNG,
    sign: -1,
    compute: (view, context) => volumeSlope(context.weeks(view)),
  },
  {
    id: 'cv_26w',
    family: 'volume',
    unit: 'number',
    windowDays: 182,
    needs: SHIPMENTS,
    sentence: {
      en: 'Weekly volume over 26 weeks swings by {value} times its mean[ (half of the customers by more than {company})].',
      zh: '26 周内周发货量的波动为均值的 {value} 倍[（客户中位数 {company}）]。',
    },
    none: TOO_YOUNG,
    compute: (view, context) => variation(context.weeks(view)),
  },
];

const declines: Feature[] = [
  {
    id: 'ramp_evidence',
    family: 'volume',
    unit: 'number',
    windowDays: 364,
    needs: SHIPMENTS,
    sentence: {
      en: 'Signs that its volume is running down are {value} (above 2 is strong)[; half of the customers have more than {company}].',
      zh: '发货量逐步衰减的迹象为 {value}（高于 2 为强）[，客户中位数 {company}]。',
    },
    none: TOO_YOUNG,
    sign: 1,
    compute: (view, context) => context.decline(view).rampEvidence,
  },
  {
    id: 'ramp_weeks',
    family: 'volume',
    unit: 'weeks',
    windowDays: 364,
    needs: SHIPMENTS,
    sentence: {
      en: 'If its volume is running down, that most likely began {value} ago.',
      zh: '如果发货量正在衰减，最可能始于 {value}前。',
    },
    none: TOO_YOUNG,
    compute: (view, context) => context.decline(view).rampWeeks,
  },
  {
    id: 'cusum_decline_26w',
    family: 'volume',
    unit: 'number',
    windowDays: 364,
    needs: SHIPMENTS,
    sentence: {
      en: 'Its longest run below its usual volume in 26 weeks adds up to {value}[ (half of the customers to more than {company})].',
      zh: '26 周内低于平常发货量的最长累计为 {value}[（客户中位数 {company}）]。',
    },
    none: TOO_YOUNG,
    sign: 1,
    compute: (view, context) => context.decline(view).cusumMax,
  },
  {
    id: 'cusum_last_26w',
    family: 'volume',
    unit: 'number',
    windowDays: 364,
    needs: SHIPMENTS,
    sentence: {
      en: 'Its present run below its usual volume adds up to {value} (0 is none)[; half of the customers have more than {company}].',
      zh: '目前低于平常发货量的累计为 {value}（0 表示没有）[，客户中位数 {company}]。',
    },
    none: TOO_YOUNG,
    sign: 1,
    compute: (view, context) => context.decline(view).cusumLast,
  },
  {
    id: 'base_rate',
    family: 'volume',
    unit: 'log_rate',
    windowDays: 364,
    needs: SHIPMENTS,
    sentence: {
      en: 'Its usual volume, a year to four months ago, was {value} shipments a week[ (half of the customers more than {company})].',
      zh: '其平常（一年前至四个月前）周发货量为 {value} 票[（客户中位数 {company} 票）]。',
    },
    none: TOO_YOUNG,
    compute: (view, context) => Math.log(context.weeks(view).base + LEVEL_FLOOR),
  },
];

const levels: Feature[] = HALF_LIVES_WEEKS.map((weeks, place) => ({
  id: `ewma_level_${weeks}w`,
  family: 'volume',
  unit: 'log_rate',
  windowDays: 728,
  needs: SHIPMENTS,
  sentence: {
    en: `Its weekly volume, a week counting half as much as one ${weeks} weeks later, is {value} shipments, season taken out[ (half of the customers more than {company})].`,
    zh: `剔除季节因素、以 ${weeks} 周为半衰期加权，周发货量为 {value} 票[（客户中位数 {company} 票）]。`,
  },
  none: TOO_YOUNG,
  compute: (view, context) => context.decline(view).levels[place]!,
}));

const drops: Feature[] = HALF_LIVES_WEEKS.slice(0, -1).map((weeks, place) => ({
  id: `ewma_change_${weeks}w`,
  family: 'volume',
  unit: 'log_ratio',
  windowDays: 728,
  needs: SHIPMENTS,
  sentence: {
    en: `Its volume of late (half-life ${weeks} weeks) is {value} its long-run level, season taken out[ (half of the customers: {company})].`,
    zh: `剔除季节因素后，近期发货量（半衰期 ${weeks} 周）与长期水平相比{value}[（客户中位数：{company}）]。`,
  },
  none: TOO_YOUNG,
  sign: -1,
  compute: (view, context) => {
    const { levels: all } = context.decline(view);
    return all[place]! - all[all.length - 1]!;
  },
}));

const ratios: Feature[] = Array.from({ length: 12 }, (_, block) => ({
  id: `week_ratio_${block + 1}w`,
  family: 'volume' as const,
  unit: 'share' as const,
  windowDays: 364,
  needs: SHIPMENTS,
  sentence: {
    en:
      block === 0
        ? 'Last week it shipped {value} of its usual weekly volume, season taken out.'
        : `In the week ${block + 1} weeks back it shipped {value} of its usual weekly volume, season taken out.`,
    zh: block === 0 ? '剔除季节因素，最近一周发货量为平常的 {value}。' : `剔除季节因素，倒数第 ${block + 1} 周发货量为平常的 {value}。`,
  },
  none: TOO_YOUNG,
  compute: (view: Parameters<Feature['compute']>[0], context: FeatureContext) => {
    const { adjusted, base } = context.weeks(view);
    return base > 0 ? adjusted[block]! / base : Number.NaN;
  },
}));

/** How much a customer ships, and where that is heading. */
export const VOLUME_FEATURES: readonly Feature[] = [...counts, ...trends, ...declines, ...levels, ...drops, ...ratios];
