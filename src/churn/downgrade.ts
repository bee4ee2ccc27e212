import { margin, type ProfitBasis, profitBasis } from '../account/index.js';
import { ensure } from '../core/errors.js';
import { customerSeason, type Seasons, seasonsOf } from '../features/season.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { pyramid } from '../segment/index.js';

/** When a customer's value counts as fallen. */
export interface DowngradeOptions {
  /**
   * `value`: an upper-tier customer's value falls by `drop` or more, season apart, in two consecutive half-windows. `partial_defection`
   * (Buckinx & Van den Poel): a customer that shipped more often and more evenly than the average no longer does one of the two.
   */
  readonly kind?: 'value' | 'partial_defection';
  /** Days of both half-windows together, 28 to 364; default 91, and 152 (five months) for `partial_defection`. */
  readonly windowDays?: number;
  /** Share of the value that must be gone, above 0 and below 1; default 0.5. */
  readonly drop?: number;
}

/** What became of a customer's value after a cutoff. */
export type ValueStatus = 'downgraded' | 'kept' | 'already_down' | 'not_upper_tier';

/** Value of a customer after a cutoff; `onset` is the first day of the lower value, NaN but where `downgraded`. */
export interface ValueOutcome {
  readonly status: ValueStatus;
  readonly onset: number;
}

const YEAR_DAYS = 364;
/** A baseline needs at least half a year. */
const SHORTEST_BASE_DAYS = 182;
const STEP_DAYS = 7;
const BLOCK_DAYS = 7;
/** Standard deviations that a fall must be beyond chance, and how far a window's volume swings of itself, as a share. */
const SURPRISE = 3;
const SWING = 0.1;

/** The options with their defaults, checked. */
export function checkedDowngrade(options: DowngradeOptions): Required<DowngradeOptions> {
  const { kind = 'value', drop = 0.5 } = options;
  const { windowDays = kind === 'value' ? 91 : 152 } = options;
  ensure(Number.isInteger(windowDays) && windowDays >= 28 && windowDays <= YEAR_DAYS && drop > 0 && drop < 1, 'bad-parameter', () => ({
    en: `A downgrade needs windowDays from 28 to 364 and a drop between 0 and 1, got ${windowDays} and ${drop}.`,
    zh: `降级判定需要 28 到 364 之间的 windowDays 和 0 到 1 之间的 drop，收到 ${windowDays} 和 ${drop}。`,
  }));
  return { kind, windowDays, drop };
}

/**
 * The value of an upper-tier customer after a cutoff t, season apart, against the 364 days before it. `downgraded`: there is a day s in
 * [t, t + H), by steps of a week, from which both half-windows [s, s + w/2) and [s + w/2, s + w) bring at least `drop` less than usual.
 * `already_down`: the half-window before t did so already. Reads facts up to t + H + w, no further. A fall must be beyond chance: the
 * window's value, counted in shipments of usual worth, lies 3 standard deviations below the expected (Poisson, with swings of 10 %).
 * Who ships 30 times a year swings by half of itself; of such customers nothing is said (`kept`).
 *
 * @param at - snapshots of the history (of customers or of parents)
 * @returns the outcome of a customer of the snapshot, by its row
 * @remarks science.md A dates the fall inside one window [t, t + H) that is low in both halves; a fall within the horizon would then be
 *   missed unless it began at t. As with leaving, the label is dated by the onset and confirmed by what follows.
 */
export function valueFalls(
  at: (day: number) => Snapshot,
  snapshot: Snapshot,
  horizonDays: number,
  options: Required<DowngradeOptions>,
): (row: number) => ValueOutcome {
  const tiers = pyramid(snapshot).columns.tier.codes;
  const cutoff = snapshot.cutoff;
  const after = at(cutoff + horizonDays + options.windowDays);
  const basis = profitBasis(snapshot);
  const seasons = seasonsOf(after.company);
  return (row) => {
    if (!(tiers[row]! >= 1 && tiers[row]! <= 3)) return { status: 'not_upper_tier', onset: Number.NaN };
    return fallOf(after.view(snapshot.indices[row]!), basis, seasons, cutoff, horizonDays, options);
  };
}

/**
 * Whether a customer of the snapshot has a value that can fall, by its row: it is of an upper tier, known for half a year, and has not
 * fallen already. Of the others no downgrade is foretold.
 *
 * @remarks O(customers); reads nothing after the cutoff.
 */
export function canFall(snapshot: Snapshot): (row: number) => boolean {
  const outcome = valueFalls(() => snapshot, snapshot, 0, checkedDowngrade({}));
  return (row) => outcome(row).status === 'kept';
}

function fallOf(
  view: CustomerView,
  basis: ProfitBasis,
  seasons: Seasons,
  cutoff: number,
  horizonDays: number,
  { windowDays, drop }: Required<DowngradeOptions>,
): ValueOutcome {
  const half = Math.floor(windowDays / 2);
  const from = Math.max(cutoff - YEAR_DAYS, view.shipmentDays[0]!);
  if (cutoff - from < SHORTEST_BASE_DAYS) return { status: 'not_upper_tier', onset: Number.NaN };
  const season = customerSeason(seasons, view.weekly, Math.min(seasons.log.length, Math.floor((view.cutoff - from) / BLOCK_DAYS)));
  const usual = worthOf(view, basis, from, cutoff) / weightOf(view, season, from, cutoff);
  if (!(usual > 0)) return { status: 'not_upper_tier', onset: Number.NaN };
  const isLow = (start: number): boolean =>
    worthOf(view, basis, start, start + half) <= (1 - drop) * usual * weightOf(view, season, start, start + half);
  const worthOfShipment = worthOf(view, basis, from, cutoff) / view.sum('shipments', cutoff - from, view.cutoff - cutoff);
  const isBeyondChance = (start: number): boolean => {
    const expected = (usual * weightOf(view, season, start, start + 2 * half)) / worthOfShipment;
    const found = worthOf(view, basis, start, start + 2 * half) / worthOfShipment;
    return expected - found > SURPRISE * Math.sqrt(expected + SWING * SWING * expected * expected);
  };
  if (isLow(cutoff - half)) return { status: 'already_down', onset: Number.NaN };
  for (let start = cutoff; start < cutoff + horizonDays; start += STEP_DAYS)
    if (isLow(start) && isLow(start + half) && isBeyondChance(start)) return { status: 'downgraded', onset: start };
  return { status: 'kept', onset: Number.NaN };
}

function worthOf(view: CustomerView, basis: ProfitBasis, from: number, to: number): number {
  const ago = view.cutoff - to;
  return basis === 'none' ? view.sum('shipments', to - from, ago) : margin(view, basis, to - from, ago);
}

/** Days of a window, each as much as the season of its week. */
function weightOf({ cutoff }: CustomerView, season: Float64Array, from: number, to: number): number {
  let weight = 0;
  for (let day = from; day < to; ) {
    const block = Math.floor((cutoff - 1 - day) / BLOCK_DAYS);
    const next = Math.min(to, cutoff - BLOCK_DAYS * block);
    weight += (next - day) * (season[block] ?? 1);
    day = next;
  }
  return weight;
}
