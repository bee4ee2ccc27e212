import { normalQuantile } from '../math/normalQuantile.js';
import { draw, pick } from './draws.js';
import type { Behaviour } from './presets.js';
import { PURPOSE } from './purposes.js';

export const REGIONS = 12;
export const BRANCHES = 24;
export const WEEKS_A_YEAR = 52;
/** A manager who leaves is missed for so long. */
export const MANAGER_GAP_WEEKS = 13;
const ENTRY_WEEKS = 26;
const ENTRY_PRICE_CUT = 0.07;
const MARKET_FALL_A_YEAR = 0.02;
const MANAGER_LEAVES_A_YEAR = 0.15;

/** What all customers share: branches with their troubles, regions with their competitors. */
export interface Company {
  /** Logit of lateness that branch `b` adds in week `w`: [b × weeks + w]. */
  readonly branchLogit: Float64Array;
  /** Week in which a competitor enters the region, for 26 weeks of cheap offers. */
  readonly entryWeek: Int32Array;
  readonly weeks: number;
}

/** The company of a seed over all `weeks`, of which `observedWeeks` may see a competitor enter. */
export function companyOf(seed: number, behaviour: Behaviour, weeks: number, observedWeeks: number): Company {
  const branchLogit = new Float64Array(BRANCHES * weeks);
  branchEffects(seed, behaviour.branchServiceSd).forEach((effect, branch) => {
    const logit = branchLogit.subarray(branch * weeks, (branch + 1) * weeks).fill(effect);
    addCrises(seed, behaviour, branch, logit);
  });
  const entryWeek = Int32Array.from({ length: REGIONS }, (_, region) => pick(draw(seed, PURPOSE.competitorEntry, region), observedWeeks));
  return { branchLogit, entryWeek, weeks };
}

/** Twenty-four branches share out the quantiles of the normal law among themselves, so that every company has good and bad ones alike. */
function branchEffects(seed: number, sd: number): number[] {
  const lots = Array.from({ length: BRANCHES }, (_, branch) => draw(seed, PURPOSE.branchEffect, branch));
  return lots.map((lot) => sd * normalQuantile((lots.filter((other) => other < lot).length + 0.5) / BRANCHES));
}

/** At most one crisis begins in a branch each year, at any time of it; two that meet are one. */
function addCrises(seed: number, behaviour: Behaviour, branch: number, logit: Float64Array): void {
  const usual = logit[0]!;
  for (let year = 0; year * WEEKS_A_YEAR < logit.length; year++) {
    if (draw(seed, PURPOSE.branchCrisis, branch, year, 0) >= behaviour.crisesPerYear) continue;
    const from = year * WEEKS_A_YEAR + pick(draw(seed, PURPOSE.branchCrisis, branch, year, 1), WEEKS_A_YEAR);
    logit.fill(usual + behaviour.crisisLogit, from, from + behaviour.crisisWeeks);
  }
}

/** Whether a competitor is buying its way into the region in that week. */
export function isEntry(company: Company, region: number, week: number): boolean {
  const since = week - company.entryWeek[region]!;
  return since >= 0 && since < ENTRY_WEEKS;
}

/** Logarithm of the market's price in a region, 0 at the start. */
export function marketPrice(company: Company, region: number, week: number): number {
  return marketTrend(week) - (isEntry(company, region, week) ? ENTRY_PRICE_CUT : 0);
}

/** Logarithm of the market's price without entries. */
export function marketTrend(week: number): number {
  return (-MARKET_FALL_A_YEAR * week) / WEEKS_A_YEAR;
}

/** Whether the person in a manager's post leaves in that week. */
export function managerLeaves(seed: number, post: number, week: number, replicate: number): boolean {
  return draw(seed, PURPOSE.managerLeaves, post, week, 0, replicate) < -Math.expm1(-MANAGER_LEAVES_A_YEAR / WEEKS_A_YEAR);
}
