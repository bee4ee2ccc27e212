import { DAY_MINUTES } from '../core/day.js';
import { philox } from '../core/random.js';
import { REGIONS } from './company.js';
import { geometric, pick, toUniform } from './draws.js';
import { drawParcel, newParcel, newWeekService, type Parcel, PROMISE_DAYS, setWeekService } from './parcel.js';
import type { Path } from './path.js';
import { NEIGHBOURS, REMOTES } from './places.js';
import { NOISE } from './presets.js';
import { PURPOSE } from './purposes.js';
import { replicateAt, type World } from './world.js';

/** Positions in the schema's values of `shipments.status`. */
export const STATUS = { delivered: 1, lost: 3, damaged: 4, in_transit: 8 } as const;

/** One row of `shipments` as held by the library: minutes, grams, 1/10,000 of the currency unit, 1-based codes; NaN is missing. The object is reused. */
export interface ShipmentCells {
  customer: number;
  week: number;
  index: number;
  isSecondNumber: boolean;
  shippedAt: number;
  product: number;
  origin: number;
  destination: number;
  branch: number;
  grams: number;
  listPrice: number;
  freight: number;
  cost: number;
  promisedAt: number;
  deliveredAt: number;
  status: number;
  statusAt: number;
}

const UNITS_A_CENT = 100;
const PROMISE_MINUTE = 18 * 60;
const SECOND_NUMBER_USE = 0.3;

export function newShipmentCells(): ShipmentCells {
  return {
    customer: 0,
    week: 0,
    index: 0,
    isSecondNumber: false,
    shippedAt: 0.5,
    product: 0,
    origin: 0,
    destination: 0,
    branch: 0,
    grams: 0.5,
    listPrice: 0.5,
    freight: 0.5,
    cost: 0.5,
    promisedAt: 0.5,
    deliveredAt: 0.5,
    status: 0,
    statusAt: 0.5,
  };
}

const service = newWeekService();
const parcel = newParcel();
const words = new Uint32Array(4);

/** Calls `visit` for every parcel of a customer's week, as the records had it at the end of the observed weeks. */
export function eachShipment(world: World, path: Path, week: number, cells: ShipmentCells, visit: () => void): void {
  const count = path.shipments[week]!;
  if (count === 0) return;
  setWeekService(service, world, path.entity, week, path.lateLogit[week]!, path.priceIndex[week]!);
  for (let index = 0; index < count; index++) {
    drawParcel(parcel, world, path.entity, week, index, service);
    philox(world.seed, PURPOSE.parcelDetail, path.entity.customer, week, index, replicateAt(world, week), words);
    fill(cells, world, path, parcel);
    visit();
  }
}

function fill(cells: ShipmentCells, world: World, path: Path, p: Parcel): void {
  const { entity } = path;
  const where = toUniform(words[0]!);
  const records = toUniform(words[3]!);
  cells.customer = entity.customer;
  cells.week = p.week;
  cells.index = p.index;
  cells.isSecondNumber = world.duplicated.has(entity.customer) && toUniform(words[2]!) < SECOND_NUMBER_USE;
  cells.product = p.product + 1;
  cells.branch = entity.branch + 1;
  cells.origin = entity.region + 1;
  cells.destination = 1 + destinationOf(entity.region, p.zone, where, entity.customer);
  cells.grams = p.grams;
  cells.listPrice = p.listCents * UNITS_A_CENT;
  cells.freight = p.freightCents * UNITS_A_CENT;
  cells.cost = p.costCents * UNITS_A_CENT;
  fillTimes(cells, p, world.endDay * DAY_MINUTES);
  if (world.behaviour.noise && records < NOISE.withoutPromiseShare) cells.promisedAt = Number.NaN;
}

/** Pick-up, promise, delivery and status; what lies beyond the export is not in it. */
function fillTimes(cells: ShipmentCells, p: Parcel, exportAt: number): void {
  const promised = PROMISE_DAYS[p.zone]!;
  const pace = toUniform(words[2]!);
  const hour = toUniform(words[1]!);
  const isEarly = promised > 1 && pace < 0.4;
  cells.shippedAt = p.day * DAY_MINUTES + 9 * 60 + pick(hour, 660);
  cells.promisedAt = (p.day + promised) * DAY_MINUTES + PROMISE_MINUTE;
  const deliveredDay = p.day + promised + (p.daysLate > 0 ? p.daysLate : isEarly ? -1 : 0);
  const delivered = deliveredDay * DAY_MINUTES + 9 * 60 + pick((pace * 1000) % 1, 540);
  const lostAt = (p.day + promised + 7 + pick(pace, 10)) * DAY_MINUTES + 10 * 60;
  const settled = p.isLost ? lostAt : delivered;
  const isKnown = settled < exportAt;
  cells.deliveredAt = p.isLost || !isKnown ? Number.NaN : delivered;
  cells.status = !isKnown ? STATUS.in_transit : p.isLost ? STATUS.lost : p.isDamaged ? STATUS.damaged : STATUS.delivered;
  cells.statusAt = p.isLost && isKnown ? lostAt : Number.NaN;
}

/** Place code of the receiver: own city, neighbours of the province, other regions' cities (some far more often than others), remote places. */
function destinationOf(region: number, zone: number, u: number, customer: number): number {
  if (zone === 0) return region;
  if (zone === 1) return REGIONS + region * NEIGHBOURS + pick(u, NEIGHBOURS);
  if (zone === 3) return REGIONS * (1 + NEIGHBOURS) + pick(u, REMOTES);
  const rank = Math.min(geometric(u, 0.25), REGIONS - 2);
  return (region + 1 + ((rank + customer * 5) % (REGIONS - 1))) % REGIONS;
}
