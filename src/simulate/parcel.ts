import { philox } from '../core/random.js';
import { FIRST_DAY } from './calendar.js';
import { geometric, toUniform } from './draws.js';
import type { Entity } from './entity.js';
import { PURPOSE } from './purposes.js';
import { replicateAt, type World } from './world.js';

/** Same city, same province, national, remote. */
const ZONE_SHARES: readonly number[] = [0.25, 0.35, 0.33, 0.07];
const ZONE_LOGIT: readonly number[] = [-0.2, 0, 0.35, 0.9];
const ZONE_PRICE: readonly number[] = [0.75, 1, 1.25, 1.8];
export const PROMISE_DAYS: readonly number[] = [1, 2, 3, 5];
/** By segment: list price of a parcel to the same province, its margin, usual weight beyond 0.2 kg, main and second product. */
const BASE_PRICE: readonly number[] = [4.5, 11, 17, 14];
const BASE_MARGIN: readonly number[] = [0.16, 0.24, 0.3, 0.28];
const KILOGRAMS: readonly number[] = [0.5, 1.2, 2, 1];
const PRODUCTS_OF: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 0],
  [2, 1],
  [1, 2],
];
const SECOND_PRODUCT_SHARE = 0.1;
/** Economy, standard, express against each other. */
const PRODUCT_PRICE: readonly number[] = [0.85, 1, 1.2];
/** Each begun kilogram after the first adds this share of the first. */
const NEXT_KILOGRAM = 0.12;
const DAMAGE_CHANCE = 0.001;
const LOSS_CHANCE = 0.0003;

/** What a week does to the parcels of one customer. */
export interface WeekService {
  readonly lateChance: Float64Array;
  damageChance: number;
  lossChance: number;
  priceFactor: number;
}

/** One shipment; the object is reused from parcel to parcel. Money in cents. */
export interface Parcel {
  week: number;
  index: number;
  /** Day number on which it is picked up. */
  day: number;
  zone: number;
  product: number;
  grams: number;
  listCents: number;
  freightCents: number;
  costCents: number;
  /** 0 when in time. */
  daysLate: number;
  isDamaged: boolean;
  isLost: boolean;
}

export function newWeekService(): WeekService {
  return { lateChance: new Float64Array(4), damageChance: 0, lossChance: 0, priceFactor: 1 };
}

export function newParcel(): Parcel {
  return {
    week: 0,
    index: 0,
    day: 0,
    zone: 0,
    product: 0,
    grams: 0,
    listCents: 0,
    freightCents: 0,
    costCents: 0,
    daysLate: 0,
    isDamaged: false,
    isLost: false,
  };
}

/** Chances of a week, from the logit of lateness without the zone, and the logarithm of the price index. */
export function setWeekService(
  service: WeekService,
  world: World,
  entity: Entity,
  week: number,
  lateLogit: number,
  priceIndex: number,
): void {
  const rush = rushOf(world, entity.segment, week);
  for (let zone = 0; zone < 4; zone++) service.lateChance[zone] = 1 / (1 + Math.exp(-(lateLogit + ZONE_LOGIT[zone]!)));
  service.damageChance = DAMAGE_CHANCE * (entity.isFragile ? 3 : 1) * (1 + 0.5 * rush);
  service.lossChance = LOSS_CHANCE * (1 + 0.5 * rush);
  service.priceFactor = Math.exp(priceIndex);
}

/** ln⁺ of the season: how far the week is above the usual. */
export function rushOf(world: World, segment: number, week: number): number {
  return Math.max(0, Math.log(world.calendars[segment]!.season[week]!));
}

const words = new Uint32Array(4);

/** Draws parcel `index` of a customer's week into `parcel`; the same however often it is asked for. */
export function drawParcel(parcel: Parcel, world: World, entity: Entity, week: number, index: number, service: WeekService): void {
  philox(world.seed, PURPOSE.parcel, entity.customer, week, index, replicateAt(world, week), words);
  parcel.week = week;
  parcel.index = index;
  setKind(parcel, entity, toUniform(words[0]!), service.priceFactor);
  const late = toUniform(words[1]!);
  const chance = service.lateChance[parcel.zone]!;
  parcel.daysLate = late < chance ? 1 + geometric(late / chance, 0.55) : 0;
  const harm = toUniform(words[2]!);
  parcel.isLost = harm < service.lossChance;
  parcel.isDamaged = !parcel.isLost && harm < service.lossChance + service.damageChance;
  parcel.day = FIRST_DAY + week * 7 + weekday(world.calendars[entity.segment]!.dayShares, week * 7, toUniform(words[3]!));
}

function weekday(shares: Float64Array, from: number, u: number): number {
  let day = 0;
  while (day < 6 && u >= shares[from + day]!) day++;
  return day;
}

/** Zone, product, weight and money, all from one uniform, divided again and again. */
function setKind(parcel: Parcel, entity: Entity, u: number, priceFactor: number): void {
  let zone = 0;
  let rest = u;
  while (zone < 3 && rest >= ZONE_SHARES[zone]!) rest -= ZONE_SHARES[zone++]!;
  rest = Math.min(rest / ZONE_SHARES[zone]!, 1);
  const { segment } = entity;
  const isSecond = rest < SECOND_PRODUCT_SHARE;
  const fraction = isSecond ? rest / SECOND_PRODUCT_SHARE : (rest - SECOND_PRODUCT_SHARE) / (1 - SECOND_PRODUCT_SHARE);
  const [main, second] = PRODUCTS_OF[segment]!;
  parcel.zone = zone;
  parcel.product = isSecond ? second : main;
  parcel.grams = Math.round(1000 * (0.2 - KILOGRAMS[segment]! * Math.log1p(-fraction * 0.9999999)));
  const base =
    BASE_PRICE[segment]! *
    ZONE_PRICE[zone]! *
    weightFactor(segment, parcel.grams) *
    (PRODUCT_PRICE[parcel.product]! / PRODUCT_PRICE[main]!);
  parcel.listCents = Math.round(100 * base);
  parcel.freightCents = Math.round(100 * base * priceFactor);
  parcel.costCents = Math.round(100 * base * (1 - BASE_MARGIN[segment]!));
}

/** First kilogram and the begun ones after it, so that the mean over a segment's parcels is 1. */
function weightFactor(segment: number, grams: number): number {
  return (1 + NEXT_KILOGRAM * (Math.max(1, Math.ceil(grams / 1000)) - 1)) / MEAN_WEIGHT_FACTOR[segment]!;
}

const MEAN_WEIGHT_FACTOR: readonly number[] = KILOGRAMS.map(
  (scale) => 1 + (NEXT_KILOGRAM * Math.exp(-0.8 / scale)) / -Math.expm1(-1 / scale),
);
