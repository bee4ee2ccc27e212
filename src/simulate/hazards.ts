import { isEntry, marketPrice, WEEKS_A_YEAR } from './company.js';
import type { Entity } from './entity.js';
import type { Path } from './path.js';
import type { Behaviour } from './presets.js';
import type { World } from './world.js';

/** Roads to the last shipment, in the order of the hazards. */
export const ROADS = ['finances', 'relocation', 'need_ended', 'service_quality', 'price', 'relationship', 'trust', 'removal'] as const;
export const ROAD = { finances: 0, relocation: 1, needEnded: 2, service: 3, price: 4, relationship: 5, trust: 6, removal: 7 } as const;

const INSOLVENCY: readonly number[] = [0.05, 0.045, 0.015, 0];
const RELOCATION: readonly number[] = [0.025, 0.02, 0.01, 0.05];
const NEED_ENDED: readonly number[] = [0.02, 0.015, 0.01, 0.06];
const REMOVAL = 0.006;
const DOWNGRADE = 0.07;
const RISE_WEEKS = 8;
/** Beyond so many days overdue the company thinks of parting. */
export const OVERDUE_LIMIT_DAYS = 15;

/** What the hazards of one week depend on beside the customer itself. */
export interface Circumstances {
  week: number;
  /** Σ over peers that stopped, e^(−weeks since / 4). */
  peerHeat: number;
  failure: number;
  gap: number;
  weeksSinceContact: number;
  managerLeft: boolean;
  hasRefusedClaim: boolean;
  hasRisen: boolean;
  successes: number;
  overdueDays: number;
  isTreated: boolean;
}

/** Weekly hazards by road into `out`, and returns their sum. */
export function weeklyHazards(out: Float64Array, world: World, entity: Entity, now: Circumstances): number {
  const { behaviour } = world;
  const yearly = behaviour.hazardScale / WEEKS_A_YEAR;
  const { segment } = entity;
  out[ROAD.finances] = yearly * INSOLVENCY[segment]! * (1 + 0.4 * Math.sin((2 * Math.PI * now.week) / 156));
  out[ROAD.relocation] = yearly * RELOCATION[segment]!;
  out[ROAD.needEnded] = yearly * NEED_ENDED[segment]!;
  const willing = yearly * willingness(entity, now);
  out[ROAD.service] =
    willing * behaviour.serviceBase * Math.exp(behaviour.failureSlope * (1 - 0.3 * Math.min(1, now.successes / 200)) * (now.failure - 1));
  out[ROAD.price] = willing * behaviour.priceBase * priceFactor(world, entity, now);
  out[ROAD.relationship] = willing * behaviour.relationshipBase * neglectFactor(behaviour, now);
  out[ROAD.trust] = now.hasRefusedClaim ? behaviour.hazardScale * behaviour.trustWeekly * entity.frailty : 0;
  out[ROAD.removal] = removalHazard(world, now.overdueDays);
  return out.reduce((sum, hazard) => sum + hazard, 0);
}

/** Weekly hazard that the company parts with the customer. */
export function removalHazard(world: World, overdueDays: number): number {
  return ((world.behaviour.hazardScale * REMOVAL) / WEEKS_A_YEAR) * (overdueDays > OVERDUE_LIMIT_DAYS ? 4 : 1);
}

/** Weekly hazard that the customer gives us only a part of its parcels from now on. */
export function downgradeHazard(entity: Entity, now: Circumstances): number {
  return (DOWNGRADE / WEEKS_A_YEAR) * entity.frailty * Math.exp(0.3 * (now.failure - 1) + 3 * now.gap);
}

function willingness(entity: Entity, now: Circumstances): number {
  const tenureYears = Math.max(0, now.week - entity.startWeek) / WEEKS_A_YEAR;
  return entity.frailty * Math.exp(-0.35 * Math.log1p(tenureYears)) * Math.min(1 + 0.8 * now.peerHeat, 3);
}

function priceFactor(world: World, entity: Entity, now: Circumstances): number {
  const isPoached = isEntry(world.company, entity.region, now.week);
  const annoyed = now.isTreated && entity.isSleepingDog ? 1.8 : 1;
  return annoyed * Math.exp(world.behaviour.gapSlope * now.gap) * (isPoached ? 2 : 1) * (now.hasRisen ? 2.5 : 1);
}

function neglectFactor(behaviour: Behaviour, now: Circumstances): number {
  return Math.exp(behaviour.neglectSlope * Math.min(now.weeksSinceContact / 26, 3)) * (1 + (now.managerLeft ? behaviour.managerFactor : 0));
}

/** Logarithm of the customer's price against the market's, less what a treatment gives. */
export function priceGap(world: World, path: Path, week: number, isTreated: boolean): number {
  const gap = path.priceIndex[week]! - marketPrice(world.company, path.entity.region, week);
  return isTreated ? gap - 0.05 * (0.5 + path.entity.discountResponse) : gap;
}

/** Whether a rise above 5 % is at most 8 weeks old. */
export function isRecentRise(path: Path, week: number): boolean {
  return week - path.lastRiseWeek <= RISE_WEEKS;
}
