import { normalQuantile } from '../math/normalQuantile.js';
import { BRANCHES, REGIONS } from './company.js';
import { choose, draw, gammaOfShapeTwo, pick } from './draws.js';
import { type Behaviour, NOISE, SEGMENT_SHARES } from './presets.js';
import { PURPOSE } from './purposes.js';

/** A customer and its eight peers, which hear of each other: consecutive numbers, so that a customer's world is its cluster, however many there are. */
export const CLUSTER_SIZE = 9;
/** Managers are dealt out five to every 400 customers, about 80 each. */
const MANAGER_BLOCK = 400;
const MANAGERS_A_BLOCK = 5;
const EXISTING_SHARE = 0.6;
const MEAN_TENURE_WEEKS = 78;
const KEY_SHARE = 0.03;
const SILENT_VOICE = 0.05;
/**
 * What decides a customer's size (segment, rate, key account) is spread evenly over the customers by irrational steps from a drawn start
 * (Kronecker's sequence), instead of drawn for each: the few big customers make most of the parcels, and would else make one seed's
 * company a fifth bigger than another's.
 */
const EVEN_STEPS: readonly number[] = [2, 3, 5, 7].map((prime) => Math.sqrt(prime) % 1);

/** What a customer is, before anything happens to it. Indices count from 0. */
export interface Entity {
  readonly customer: number;
  readonly segment: number;
  /** Usual shipments a week. */
  readonly weekly: number;
  readonly isKey: boolean;
  /** Whole week from which it ships; negative for customers from before the books open. */
  readonly startWeek: number;
  readonly region: number;
  readonly branch: number;
  readonly managerPost: number;
  /** How ready it is to leave of its own will (mean 1). */
  readonly frailty: number;
  /** Multiplies its chances to complain. */
  readonly voice: number;
  readonly isFragile: boolean;
  readonly serviceLogit: number;
  /** Logarithm of its first price against the list. */
  readonly priceIndex: number;
  /** Week of the year of its yearly price talk. */
  readonly priceWeek: number;
  /** Days it usually pays after the due date. */
  readonly overdueDays: number;
  readonly discountResponse: number;
  readonly isSleepingDog: boolean;
}

/** Customer number `customer` of a company; the same in a company of any size. */
export function entityOf(seed: number, behaviour: Behaviour, observedWeeks: number, customer: number): Entity {
  const uniform = (item: number): number =>
    item < EVEN_STEPS.length ? evenUniform(seed, customer, item) : draw(seed, PURPOSE.entity, customer, item);
  const segment = choose(uniform(0), SEGMENT_SHARES);
  const isKey = segment !== 3 && uniform(1) < KEY_SHARE;
  const weekly = weeklyRate(behaviour, segment, uniform(2), isKey ? uniform(3) : 1);
  const region = pick(uniform(4), REGIONS);
  return {
    customer,
    segment,
    weekly,
    isKey,
    startWeek: startWeekOf(uniform(5), uniform(6), observedWeeks),
    region,
    branch: region * (BRANCHES / REGIONS) + pick(uniform(7), BRANCHES / REGIONS),
    managerPost: Math.floor(customer / MANAGER_BLOCK) * MANAGERS_A_BLOCK + pick(uniform(8), MANAGERS_A_BLOCK),
    frailty: gammaOfShapeTwo(uniform(9), uniform(10)),
    voice: behaviour.voice * (uniform(11) < behaviour.silentShare ? SILENT_VOICE : 1),
    isFragile: uniform(12) < 0.25,
    serviceLogit: behaviour.customerServiceSd * normalQuantile(uniform(13)),
    priceIndex: (-0.03 * Math.log1p(weekly)) / 3 + behaviour.priceSd * normalQuantile(uniform(14)),
    priceWeek: pick(uniform(15), 52),
    overdueDays: overdueDaysOf(behaviour, uniform(16), uniform(17)),
    discountResponse: uniform(18),
    isSleepingDog: uniform(19) < 0.1,
  };
}

function evenUniform(seed: number, customer: number, item: number): number {
  const u = (draw(seed, PURPOSE.evenStart, item) + customer * EVEN_STEPS[item]!) % 1;
  return u === 0 ? 0.5 : u;
}

function weeklyRate(behaviour: Behaviour, segment: number, u: number, keyUniform: number): number {
  const usual = Math.exp(Math.log(behaviour.weeklyMedian[segment]!) + behaviour.weeklyLogSd[segment]! * normalQuantile(u));
  const key = keyUniform < 1 ? 4 * Math.exp(-Math.log(keyUniform) / 1.5) : 1; // Pareto from 4, exponent 1.5
  return Math.min(behaviour.weeklyCap, usual * key);
}

function startWeekOf(u: number, when: number, observedWeeks: number): number {
  return u < EXISTING_SHARE ? Math.floor(MEAN_TENURE_WEEKS * Math.log(when)) : pick(when, observedWeeks - 26);
}

/** Median 3 days late, one customer in 27 above 15 days; chronic late payers pay 6 days later still. */
function overdueDaysOf(behaviour: Behaviour, u: number, chronic: number): number {
  const usual = 3 * Math.exp(0.9 * normalQuantile(u));
  return behaviour.noise && chronic < NOISE.latePayerShare ? usual + NOISE.latePayerDays : usual;
}
