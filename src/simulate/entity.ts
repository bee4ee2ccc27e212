import { normalQuantile } from '../math/normalQuantile.js';
import { BRANCHES, REGIONS } from './company.js';
import { draw, gammaOfShapeTwo, pick } from './draws.js';
import { evenUniforms } from './even.js';
import { type Behaviour, NOISE } from './presets.js';
import { PURPOSE } from './purposes.js';
import { type Size, sizeOf } from './size.js';

/** A customer and its eight peers, which hear of each other: consecutive numbers, so that a customer's world is its cluster, however many there are. */
export const CLUSTER_SIZE = 9;
/** Managers are dealt out five to every 400 customers, about 80 each. */
const MANAGER_BLOCK = 400;
const MANAGERS_A_BLOCK = 5;
const EXISTING_SHARE = 0.6;
const MEAN_TENURE_WEEKS = 78;
const SILENT_VOICE = 0.05;

/** What a customer is, before anything happens to it. Indices count from 0. */
export interface Entity extends Size {
  readonly customer: number;
  /** Whole week from which it ships; negative for customers from before the books open. */
  readonly startWeek: number;
  readonly region: number;
  readonly branch: number;
  readonly managerPost: number;
  /** How ready it is to leave of its own will (mean 1). */
  readonly frailty: number;
  /** Sum of its weekly hazards at which it leaves (exponential, mean 1), and the uniform that then chooses its road. */
  readonly patience: number;
  readonly roadUniform: number;
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
  const uniform = (item: number): number => draw(seed, PURPOSE.entity, customer, item);
  const even = evenUniforms(seed, customer);
  const size = sizeOf(behaviour, even('size'));
  const branch = pick(even('branch'), BRANCHES);
  return {
    ...size,
    customer,
    startWeek: startWeekOf(even('isExisting'), even('start'), observedWeeks),
    region: Math.floor((branch * REGIONS) / BRANCHES),
    branch,
    managerPost: Math.floor(customer / MANAGER_BLOCK) * MANAGERS_A_BLOCK + pick(uniform(8), MANAGERS_A_BLOCK),
    frailty: gammaOfShapeTwo(even('frailty'), even('frailtyToo')),
    patience: -Math.log(even('patience')),
    roadUniform: even('road'),
    voice: behaviour.voice * (even('silence') < behaviour.silentShare ? SILENT_VOICE : 1),
    isFragile: even('goods') < 0.25,
    serviceLogit: behaviour.customerServiceSd * normalQuantile(even('service')),
    priceIndex: (-0.03 * Math.log1p(size.weekly)) / 3 + behaviour.priceSd * normalQuantile(even('price')),
    priceWeek: pick(uniform(15), 52),
    overdueDays: overdueDaysOf(behaviour, uniform(16), uniform(17)),
    discountResponse: uniform(18),
    isSleepingDog: uniform(19) < 0.1,
  };
}

function startWeekOf(u: number, when: number, observedWeeks: number): number {
  return u < EXISTING_SHARE ? Math.floor(MEAN_TENURE_WEEKS * Math.log(when)) : pick(when, observedWeeks - 26);
}

/** Median 3 days late, one customer in 27 above 15 days; chronic late payers pay 6 days later still. */
function overdueDaysOf(behaviour: Behaviour, u: number, chronic: number): number {
  const usual = 3 * Math.exp(0.9 * normalQuantile(u));
  return behaviour.noise && chronic < NOISE.latePayerShare ? usual + NOISE.latePayerDays : usual;
}
