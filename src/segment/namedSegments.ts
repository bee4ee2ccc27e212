import { checkSegmentRules, type ScoreRange, type SegmentRule } from './segmentRules.js';

/** The named segments on scores of 1 to 5; the first that matches wins, and together they take every customer. */
const ON_FIVE: readonly (Required<Pick<SegmentRule, 'id' | 'title'>> & Pick<SegmentRule, 'r' | 'f' | 'm'>)[] = [
  { id: 'champions', title: { en: 'champions', zh: '核心客户' }, r: [4, 5], f: [4, 5], m: [4, 5] },
  { id: 'loyal', title: { en: 'loyal', zh: '忠诚客户' }, r: [3, 5], f: [3, 5], m: [3, 5] },
  { id: 'cannot_lose', title: { en: 'cannot lose them', zh: '重点挽留客户' }, r: [1, 2], f: [4, 5], m: [4, 5] },
  { id: 'at_risk', title: { en: 'at risk', zh: '风险客户' }, r: [1, 2], f: [3, 5] },
  { id: 'big_occasional', title: { en: 'big but occasional', zh: '大额低频客户' }, r: [3, 5], f: [1, 2], m: [4, 5] },
  { id: 'potential', title: { en: 'potential', zh: '潜力客户' }, r: [4, 5] },
  { id: 'need_attention', title: { en: 'need attention', zh: '待关注客户' }, r: [3, 3] },
  { id: 'big_dormant', title: { en: 'big and dormant', zh: '重点唤回客户' }, r: [1, 2], f: [1, 2], m: [4, 5] },
  { id: 'about_to_sleep', title: { en: 'about to sleep', zh: '将沉睡客户' }, r: [2, 2] },
  { id: 'dormant', title: { en: 'dormant', zh: '沉睡客户' }, r: [1, 1] },
];

/**
 * The named segments that hold unless others are given, for any number of bins: a score stands for its place on the scale of five.
 * Where bins are so few that a segment can no longer be told from another, it is left out.
 *
 * @example
 * ```ts
 * segmentRules(5)[0]; // => { id: 'champions', title: { en: 'champions', zh: '核心客户' }, r: [4, 5], f: [4, 5], m: [4, 5] }
 * segmentRules(10)[0].r; // => [7, 10]
 * ```
 */
export function segmentRules(bins: number): readonly SegmentRule[] {
  const onFive = Array.from({ length: bins }, (_, at) => Math.ceil((5 * (2 * at + 1)) / (2 * bins)));
  const range = ([low, high]: ScoreRange): ScoreRange | undefined => {
    const scores = onFive.flatMap((five, at) => (five >= low && five <= high ? [at + 1] : []));
    return scores.length > 0 ? [scores[0]!, scores.at(-1)!] : undefined;
  };
  const rules = ON_FIVE.flatMap(({ id, title, ...ranges }) => {
    const scaled = Object.entries(ranges).map(([name, on]) => [name, range(on)] as const);
    return scaled.some(([, on]) => on === undefined) ? [] : [{ id, title, ...Object.fromEntries(scaled) }];
  });
  const { unreachable } = checkSegmentRules(rules, bins).report;
  return rules.filter(({ id }) => !unreachable.includes(id));
}
