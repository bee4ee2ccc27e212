import { uniformAt } from '../core/random.js';
import { YEAR_DAYS } from './horizon.js';
import { expectedShare, type Outlook } from './outlook.js';
import { profitLaw } from './profitLaw.js';
import type { ValueState } from './valueState.js';

/** What came of customers in a like state a horizon ago: by how much profit was missed, and how far apart outcomes fell. */
export interface Calibration {
  /** Days of the horizon it was learnt on, and customers it was learnt from. */
  readonly horizonDays: number;
  readonly customers: number;
  /** By group: what the profit of those who stay is multiplied with. */
  readonly factors: Float64Array;
  /** By group: probabilities at which outcomes fell under the law, ascending. */
  readonly ranks: readonly Float64Array[];
  /** Actual ÷ forecast of all together before the factors, and the standard error of that ratio over customers. */
  readonly ratio: number;
  readonly ratioError: number;
}

const STATES = ['silent', 'young', 'fading', 'easing', 'steady'] as const;
const SIZES = 3;
export const GROUPS: number = STATES.length * SIZES;
const SILENT = 0.5;
const YOUNG_DAYS = 84;
const FADING = 0.6;
const EASING = 0.85;
const SIZE_STEPS: readonly number[] = [52, 520];
/** Ranks are read from at least so many customers: of the group, else of all in its state, else of all. */
const FEWEST = 100;
/** How far a factor may lie from 1 before anything was seen (standard deviation). */
const FACTOR_PRIOR = 0.25;
const PURPOSE = 0x7a1e;

/** Group of each customer: how it is doing, by how much it ships. */
export function groupsOf({ length, tenureDays, recentRatio, shipments }: ValueState, active: Float64Array): Int32Array {
  return Int32Array.from({ length }, (_, row) => {
    const volume = (shipments[row]! * YEAR_DAYS) / Math.min(YEAR_DAYS, Math.max(28, tenureDays[row]!));
    const size = SIZE_STEPS.filter((step) => volume >= step).length;
    return stateOf(active[row]!, tenureDays[row]!, recentRatio[row]!) * SIZES + size;
  });
}

function stateOf(active: number, tenureDays: number, recentRatio: number): number {
  if (active < SILENT) return 0;
  if (tenureDays < YOUNG_DAYS) return 1;
  return recentRatio < FADING ? 2 : recentRatio < EASING ? 3 : 4;
}

/** Learns from forecasts of an earlier day and the profit that came. `keys`: of the customers, for ties at nothing. O(customers). */
export function calibrate(
  outlook: Outlook,
  groups: Int32Array,
  actual: Float64Array,
  keys: Uint32Array,
  seed: number,
  horizonDays: number,
): Calibration {
  const { factors, ratio, ratioError } = factorsOf(outlook, groups, actual);
  const law = profitLaw();
  const ranks = new Float64Array(outlook.length);
  for (let row = 0; row < outlook.length; row++) {
    law.move(outlook, row, factors[groups[row]!]!);
    const below = law.cumulative(actual[row]!, true);
    ranks[row] = below + (law.cumulative(actual[row]!) - below) * uniformAt(seed, PURPOSE, keys[row]!);
  }
  return { horizonDays, customers: outlook.length, factors, ranks: ranksByGroup(ranks, groups), ratio, ratioError };
}

/** No past to learn from: nothing is corrected. */
export function uncalibrated(): Calibration {
  const factors = new Float64Array(GROUPS).fill(1);
  const ranks = Array.from({ length: GROUPS }, () => new Float64Array(0));
  return { horizonDays: 0, customers: 0, factors, ranks, ratio: Number.NaN, ratioError: Number.NaN };
}

/** The probability under the law below which the share `probability` of like outcomes fell; itself where nothing was learnt. */
export function recalibrated(ranks: Float64Array, probability: number): number {
  const n = ranks.length;
  if (n === 0) return probability;
  // Quantile of type 6: with it a new outcome falls below with just this probability.
  const position = Math.min(n - 1, Math.max(0, (n + 1) * probability - 1));
  const below = Math.floor(position);
  const low = ranks[below]!;
  return low + (position - below) * ((ranks[below + 1] ?? low) - low);
}

function ranksByGroup(ranks: Float64Array, groups: Int32Array): Float64Array[] {
  const gather = (isIn: (group: number) => boolean): Float64Array => ranks.filter((_, row) => isIn(groups[row]!)).sort();
  const all = gather((group) => group >= SIZES);
  return Array.from({ length: GROUPS }, (_, group) => {
    const own = gather((other) => other === group);
    if (own.length >= FEWEST) return own;
    const state = Math.floor(group / SIZES);
    const near = gather((other) => Math.floor(other / SIZES) === state);
    if (near.length >= FEWEST) return near;
    return all.length >= FEWEST ? all : new Float64Array(0);
  });
}

/** Actual ÷ forecast by group, drawn towards 1 by its standard error. */
function factorsOf(outlook: Outlook, groups: Int32Array, actual: Float64Array): Pick<Calibration, 'factors' | 'ratio' | 'ratioError'> {
  const forecast = outlook.profitIfStaying.map((profit, row) => expectedShare(outlook, row) * profit);
  const factors = new Float64Array(GROUPS);
  const trust = FACTOR_PRIOR * FACTOR_PRIOR;
  for (let group = 0; group < GROUPS; group++) {
    const { ratio, error } = ratioOf(forecast, actual, (row) => groups[row] === group);
    const drawn = 1 + ((ratio - 1) * trust) / (trust + error * error);
    factors[group] = drawn > 0 ? drawn : 1; // also where nobody was seen (NaN)
  }
  const { ratio, error } = ratioOf(forecast, actual, () => true);
  return { factors, ratio, ratioError: error };
}

/** Ratio of sums and its standard error over customers. */
function ratioOf(
  forecast: Float64Array,
  actual: Float64Array,
  isIn: (row: number) => boolean,
): { readonly ratio: number; readonly error: number } {
  let [ahead, came] = [0, 0];
  for (let row = 0; row < forecast.length; row++) {
    if (!isIn(row)) continue;
    ahead += forecast[row]!;
    came += actual[row]!;
  }
  const ratio = came / ahead;
  let squares = 0;
  for (let row = 0; row < forecast.length; row++) {
    if (!isIn(row)) continue;
    const residual = actual[row]! - ratio * forecast[row]!;
    squares += residual * residual;
  }
  return { ratio, error: Math.sqrt(squares) / Math.abs(ahead) };
}
