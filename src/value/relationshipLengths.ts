import { ensure } from '../core/errors.js';
import type { Text } from '../core/text.js';
import type { Snapshot } from '../history/types.js';
import { type ContractParams, contractSurvival, fitSbg } from '../process/index.js';
import { YEAR_DAYS } from './horizon.js';

export const RELATIONSHIP_LENGTHS = ['tenure', 'retention', 'hazard'] as const;
/** How the length of a relationship is told. */
export type RelationshipLength = (typeof RELATIONSHIP_LENGTHS)[number];

/** Longest relationship that is counted on. */
const MOST_YEARS = 30;
/** Who shipped first so soon after the history begins may have been a customer long before. */
const OPENING_DAYS = 91;
/** A customer has passed an anniversary when it shipped on or after it; a year is judged once so many days have passed since. */
const JUDGED_DAYS = 91;

/** Years of the relationship of each customer of the snapshot. Throws `bad-parameter`, `too-little-history`. */
export function relationshipLengths(
  snapshot: Snapshot,
  relationship: RelationshipLength,
  givenRate: number | undefined,
): { readonly years: Float64Array; readonly retentionRate: number; readonly warnings: readonly Text[] } {
  ensure(RELATIONSHIP_LENGTHS.includes(relationship), 'bad-parameter', () => ({
    en: `relationship must be one of ${RELATIONSHIP_LENGTHS.join(', ')}, got ${relationship}.`,
    zh: `relationship 应为 ${RELATIONSHIP_LENGTHS.join('、')} 之一，收到 ${relationship}。`,
  }));
  const tenure = Float64Array.from(snapshot.indices, (index) => (snapshot.cutoff - snapshot.view(index).shipmentDays[0]!) / YEAR_DAYS);
  if (relationship === 'tenure') return { years: tenure, retentionRate: Number.NaN, warnings: [] };
  if (relationship === 'retention') {
    const rate = givenRate ?? pooledRetention(anniversaries(snapshot));
    ensure(rate >= 0 && rate < 1, 'bad-parameter', () => ({
      en: `retentionRate must be a share a year from 0 to below 1, got ${rate}.`,
      zh: `retentionRate 应为 0 到 1 之间（不含 1）的年留存率，收到 ${rate}。`,
    }));
    return { years: tenure.fill(Math.min(MOST_YEARS, 1 / (1 - rate))), retentionRate: rate, warnings: [AVERAGE_RATE] };
  }
  const curves = anniversaries(snapshot);
  const { model } = fitSbg(curves);
  return {
    years: tenure.map((years) => years + remainingYears(model, Math.floor(years))),
    retentionRate: pooledRetention(curves),
    warnings: [],
  };
}

/** Expected whole years to come of a customer that has been one for `age` years: Σ S(age + k) ÷ S(age), to thirty years in all. */
function remainingYears(model: ContractParams, age: number): number {
  const now = contractSurvival(model, age);
  let years = 0;
  for (let k = age + 1; k <= MOST_YEARS && now > 0; k++) years += contractSurvival(model, k) / now;
  return years;
}

/** Retention curves: customers by how many anniversaries could be judged, and how many of them were still there at each. */
function anniversaries(snapshot: Snapshot): number[][] {
  const { indices, cutoff, company } = snapshot;
  const opening = cutoff - 7 * company.blocks + OPENING_DAYS;
  const curves: number[][] = [];
  for (const index of indices) {
    const days = snapshot.view(index).shipmentDays;
    const first = days[0]!;
    const judged = Math.floor((cutoff - JUDGED_DAYS - first) / YEAR_DAYS);
    if (first < opening || judged < 1) continue;
    const passed = Math.min(judged, Math.floor((days[days.length - 1]! - first) / YEAR_DAYS));
    curves[judged] ??= new Array<number>(judged + 1).fill(0);
    for (let year = 0; year <= passed; year++) curves[judged]![year]!++;
  }
  const known = curves.filter((curve) => curve !== undefined);
  ensure(known.length > 0, 'too-little-history', () => ({
    en: `How long customers stay cannot be seen: none that began after the first ${OPENING_DAYS} days has had an anniversary; use relationship: 'tenure', or give retentionRate.`,
    zh: `无法得知客户停留多久：历史开始 ${OPENING_DAYS} 天之后的新客户尚无一满周年；请改用 relationship: 'tenure'，或给出 retentionRate。`,
  }));
  return known;
}

/** Share of those there at one anniversary (or the start) who are there at the next. */
function pooledRetention(curves: readonly (readonly number[])[]): number {
  let [there, next] = [0, 0];
  for (const curve of curves)
    for (let year = 1; year < curve.length; year++) {
      there += curve[year - 1]!;
      next += curve[year]!;
    }
  return next / there;
}

const AVERAGE_RATE: Text = {
  en: "1 ÷ (1 − r) takes one average r for all: customers differ, those who have stayed long leave less, and it is too short for them; relationship: 'hazard' (sBG) knows that.",
  zh: "1 ÷ (1 − r) 对所有客户使用同一平均留存率：客户各不相同，老客户更不易离开，该式会低估其关系年限；relationship: 'hazard'（sBG）考虑了这一点。",
};
