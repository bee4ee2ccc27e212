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

/** Counts by code with a list of the codes in use, so that clearing costs what was used. */
interface Tally {
  readonly recent: Float64Array;
  readonly before: Float64Array;
  readonly all: Float64Array;
  readonly used: Int32Array;
  count: number;
}

function newTally(levels: readonly string[]): Tally {
  const size = levels.length + 1;
  return { recent: new Float64Array(size), before: new Float64Array(size), all: new Float64Array(size), used: new Int32Array(size), count: 0 };
}

function clear(tally: Tally): void {
  for (let place = 0; place < tally.count; place++) {
    const code = tally.used[place]!;
    tally.recent[code] = tally.before[code] = tally.all[code] = 0;
  }
  tally.count = 0;
}

function add(tally: Tally, code: number, shipments: number, age: number): void {
  if (code === 0) return;
  if (tally.all[code] === 0) tally.used[tally.count++] = code;
  tally.all[code]! += shipments;
  if (age === 0) tally.recent[code]! += shipments;
  else if (age === 1) tally.before[code]! += shipments;
}

/** Makes a reader of a snapshot's customers; every call moves the same reading to another customer. O(mix rows of 364 days). */
export function mixReader(snapshot: Snapshot): (view: CustomerView) => MixReading {
  const { cells, company, cutoff } = snapshot;
  const usualFreight = tabulate(cells, (cell) => company.usualFreight(cell));
  const usualTransit = tabulate(cells, (cell) => company.usualTransit(cell));
  const tallies = {
    product: newTally(cells.levels.product),
    origin: newTally(cells.levels.origin),
    branch: newTally(cells.levels.branch),
    destination: newTally(cells.levels.destination),
  };
  const reading = newReading();
  const transit = new Float64Array(4);
  const thisWeek = weekOf(cutoff);
  const recentFrom = weekOf(cutoff - RECENT_DAYS + 6);
  const beforeFrom = weekOf(cutoff - BEFORE_DAYS + 6);
  const visit = (cell: number, shipments: number, freight: number, delivered: number, minutes: number, week: number): void => {
    const age = week >= recentFrom ? 0 : week >= beforeFrom ? 1 : 2;
    add(tallies.product, cells.product[cell]!, shipments, age);
    add(tallies.origin, cells.origin[cell]!, shipments, age);
    add(tallies.branch, cells.branch[cell]!, shipments, age);
    add(tallies.destination, cells.destination[cell]!, shipments, age);
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
    for (const tally of Object.values(tallies)) clear(tally);
    reading.freightByWeek.fill(0);
    reading.usualByWeek.fill(0);
    reading.shipmentsByWeek.fill(0);
    transit.fill(0);
    view.eachMix(LOOK_BACK_DAYS, 0, visit);
    reading.mainProduct = mostUsed(tallies.product);
    reading.mainOrigin = mostUsed(tallies.origin);
    reading.mainBranch = mostUsed(tallies.branch);
    reading.priceIndex = priceIndex(reading, 1, recentWeeks);
    reading.priceIndexBefore = priceIndex(reading, recentWeeks + 1, beforeWeeks);
    reading.transitDrift = logRatio(transit[0]! * transit[3]!, transit[1]! * transit[2]!);
    reading.destinationShift = divergence(tallies.destination);
    reading.productShift = shareShift(tallies.product, reading.mainProduct);
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

function mostUsed({ all, used, count }: Tally): number {
  let best = 0;
  for (let place = 0; place < count; place++) {
    const code = used[place]!;
    if (best === 0 || all[code]! > all[best]! || (all[code] === all[best] && code < best)) best = code;
  }
  return best;
}

function total(values: Float64Array, { used, count }: Tally): number {
  let sum = 0;
  for (let place = 0; place < count; place++) sum += values[used[place]!]!;
  return sum;
}

function shareShift(tally: Tally, code: number): number {
  const recent = total(tally.recent, tally);
  const before = total(tally.before, tally);
  return recent > 0 && before > 0 ? tally.recent[code]! / recent - tally.before[code]! / before : Number.NaN;
}

/** Summed in ascending order of code, so that the order of rows cannot matter. */
function divergence(tally: Tally): number {
  const recent = total(tally.recent, tally);
  const before = total(tally.before, tally);
  if (!(recent > 0 && before > 0)) return Number.NaN;
  const codes = tally.used.subarray(0, tally.count).sort();
  let sum = 0;
  for (const code of codes) {
    const p = tally.recent[code]! / recent;
    const q = tally.before[code]! / before;
    const middle = (p + q) / 2;
    if (p > 0) sum += 0.5 * p * Math.log(p / middle);
    if (q > 0) sum += 0.5 * q * Math.log(q / middle);
  }
  return Math.max(sum, 0);
}
