import { weekOf } from '../core/day.js';
import type { Company, CustomerView, MixCells, Snapshot } from '../history/types.js';

/** Ended weeks looked back over; "recent" is the last 91 days of them, "before" the 182 days before those. */
const LOOK_BACK_DAYS = 364;
const RECENT_DAYS = 91;
const BEFORE_DAYS = 273;
const WEEKS = 53;

/** What the kinds of shipment of one customer tell, from ended calendar weeks; codes 0 and NaN where there are none. */
export interface MixReading {
  /** Most shipped in the last 364 days; ties to the lowest code. */
  mainProduct: number;
  mainOrigin: number;
  mainBranch: number;
  /** ln(freight ÷ usual freight of the same cells). */
  priceIndex: number;
  priceIndexBefore: number;
  /** ln(transit ÷ usual transit of the same lanes), recent less before. */
  transitDrift: number;
  /** Jensen–Shannon divergence (nats) of destinations, recent against before. */
  destinationShift: number;
  /** Share of the top product, recent less before. */
  productShift: number;
  /** Freight, usual freight and shipments by week; index 1 is the last ended week. */
  readonly freightByWeek: Float64Array;
  readonly usualByWeek: Float64Array;
  readonly shipmentsByWeek: Float64Array;
}

/** Shipments by code and age (recent, before, older), with the codes in use, so that clearing costs what was used. */
interface Tally {
  readonly shipments: Float64Array;
  readonly used: Int32Array;
  count: number;
}

const AGES = 3;
const [RECENT, BEFORE] = [0, 1];

function newTally(codes: number): Tally {
  return { shipments: new Float64Array(AGES * codes), used: new Int32Array(codes), count: 0 };
}

function clear(tally: Tally): void {
  for (let place = 0; place < tally.count; place++) tally.shipments.fill(0, AGES * tally.used[place]!, AGES * (tally.used[place]! + 1));
  tally.count = 0;
}

/** Adds shipments of an age to a code; a code counts as used from its first shipment on. */
function add(tally: Tally, code: number, age: number, shipments: number): void {
  const at = AGES * code;
  const { shipments: sums } = tally;
  if (sums[at]! + sums[at + 1]! + sums[at + 2]! === 0) tally.used[tally.count++] = code;
  sums[at + age]! += shipments;
}

/** Adds what the cells stand for to a tally by `codeOf`; code 0 is missing. */
function regroup(cells: Tally, codeOf: Int32Array, out: Tally): Tally {
  clear(out);
  for (let place = 0; place < cells.count; place++) {
    const cell = cells.used[place]!;
    const code = codeOf[cell]!;
    for (let age = 0; code > 0 && age < AGES; age++)
      if (cells.shipments[AGES * cell + age]! > 0) add(out, code, age, cells.shipments[AGES * cell + age]!);
  }
  return out;
}

/** Makes a reader of a snapshot's customers; every call moves the same reading to another customer. O(mix rows of 364 days). */
export function mixReader(snapshot: Snapshot): (view: CustomerView) => MixReading {
  const { cells, company, cutoff } = snapshot;
  const usualFreight = tabulate(cells, (cell) => company.usualFreight(cell));
  const usualTransit = tabulate(cells, (cell) => company.usualTransit(cell));
  const byCell = newTally(cells.length);
  const [product, origin, branch, destination] = [
    cells.levels.product,
    cells.levels.origin,
    cells.levels.branch,
    cells.levels.destination,
  ].map(({ length }) => newTally(length + 1)) as [Tally, Tally, Tally, Tally];
  const reading = newReading();
  const transit = new Float64Array(4);
  const thisWeek = weekOf(cutoff);
  const recentFrom = weekOf(cutoff - RECENT_DAYS + 6);
  const beforeFrom = weekOf(cutoff - BEFORE_DAYS + 6);
  const visit = (cell: number, shipments: number, freight: number, delivered: number, minutes: number, week: number): void => {
    const age = week >= recentFrom ? RECENT : week >= beforeFrom ? BEFORE : 2;
    if (shipments > 0) add(byCell, cell, age, shipments);
    const usual = usualFreight[cell]! * shipments;
    const weeksAgo = thisWeek - week;
    if (usual > 0) {
      reading.freightByWeek[weeksAgo]! += freight;
      reading.usualByWeek[weeksAgo]! += usual;
      reading.shipmentsByWeek[weeksAgo]! += shipments;
    }
    const ordinary = usualTransit[cell]! * delivered;
    if (age < 2 && ordinary > 0) {
      transit[2 * age]! += minutes;
      transit[2 * age + 1]! += ordinary;
    }
  };
  const recentWeeks = thisWeek - recentFrom;
  const beforeWeeks = thisWeek - beforeFrom;
  return (view) => {
    clear(byCell);
    reading.freightByWeek.fill(0);
    reading.usualByWeek.fill(0);
    reading.shipmentsByWeek.fill(0);
    transit.fill(0);
    view.eachMix(LOOK_BACK_DAYS, 0, visit);
    reading.mainProduct = mostUsed(regroup(byCell, cells.product, product));
    reading.mainOrigin = mostUsed(regroup(byCell, cells.origin, origin));
    reading.mainBranch = mostUsed(regroup(byCell, cells.branch, branch));
    reading.priceIndex = priceIndex(reading, 1, recentWeeks);
    reading.priceIndexBefore = priceIndex(reading, recentWeeks + 1, beforeWeeks);
    reading.transitDrift = logRatio(transit[0]! * transit[3]!, transit[1]! * transit[2]!);
    reading.destinationShift = divergence(regroup(byCell, cells.destination, destination));
    reading.productShift = shareShift(product, reading.mainProduct);
    return reading;
  };
}

function newReading(): MixReading {
  return {
    mainProduct: 0,
    mainOrigin: 0,
    mainBranch: 0,
    priceIndex: Number.NaN,
    priceIndexBefore: Number.NaN,
    transitDrift: Number.NaN,
    destinationShift: Number.NaN,
    productShift: Number.NaN,
    freightByWeek: new Float64Array(WEEKS),
    usualByWeek: new Float64Array(WEEKS),
    shipmentsByWeek: new Float64Array(WEEKS),
  };
}

function tabulate(cells: MixCells, value: Company['usualFreight']): Float64Array {
  const table = new Float64Array(cells.length);
  for (let cell = 0; cell < cells.length; cell++) table[cell] = value(cell);
  return table;
}

/** ln(Σ freight ÷ Σ usual freight) over the ended weeks `from..to` ago. */
export function priceIndex({ freightByWeek, usualByWeek }: MixReading, from: number, to: number): number {
  let freight = 0;
  let usual = 0;
  for (let week = from; week <= to; week++) {
    freight += freightByWeek[week]!;
    usual += usualByWeek[week]!;
  }
  return logRatio(freight, usual);
}

function logRatio(above: number, below: number): number {
  return above > 0 && below > 0 ? Math.log(above / below) : Number.NaN;
}

function mostUsed({ shipments, used, count }: Tally): number {
  let best = 0;
  let most = 0;
  for (let place = 0; place < count; place++) {
    const code = used[place]!;
    const all = shipments[AGES * code]! + shipments[AGES * code + 1]! + shipments[AGES * code + 2]!;
    if (all > most || (all === most && code < best)) {
      best = code;
      most = all;
    }
  }
  return best;
}

function totalOf({ shipments, used, count }: Tally, age: number): number {
  let sum = 0;
  for (let place = 0; place < count; place++) sum += shipments[AGES * used[place]! + age]!;
  return sum;
}

function shareShift(tally: Tally, code: number): number {
  const recent = totalOf(tally, RECENT);
  const before = totalOf(tally, BEFORE);
  return recent > 0 && before > 0
    ? tally.shipments[AGES * code + RECENT]! / recent - tally.shipments[AGES * code + BEFORE]! / before
    : Number.NaN;
}

/** Summed in ascending order of code, so that the order of rows cannot matter. */
function divergence(tally: Tally): number {
  const recent = totalOf(tally, RECENT);
  const before = totalOf(tally, BEFORE);
  if (!(recent > 0 && before > 0)) return Number.NaN;
  const codes = tally.used.subarray(0, tally.count).sort();
  let sum = 0;
  for (const code of codes) {
    const p = tally.shipments[AGES * code + RECENT]! / recent;
    const q = tally.shipments[AGES * code + BEFORE]! / before;
    const middle = (p + q) / 2;
    if (p > 0) sum += 0.5 * p * Math.log(p / middle);
    if (q > 0) sum += 0.5 * q * Math.log(q / middle);
  }
  return Math.max(sum, 0);
}
