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

/** Shipments by code and age (recent, before, older, all), with the codes in use, so that clearing costs what was used. */
interface Tally {
  readonly shipments: Float64Array;
  readonly used: Int32Array;
  count: number;
}

const PLACES = 4;
const [RECENT, BEFORE, OLDER, ALL] = [0, 1, 2, 3];

function newTally(codes: number): Tally {
  return { shipments: new Float64Array(PLACES * codes), used: new Int32Array(codes), count: 0 };
}

function clear(tally: Tally): void {
  const { shipments, used, count } = tally;
  for (let place = 0; place < count; place++) {
    const at = PLACES * used[place]!;
    shipments[at] = shipments[at + BEFORE] = shipments[at + OLDER] = shipments[at + ALL] = 0;
  }
  tally.count = 0;
}

/** Adds shipments (more than 0) of an age to a code; code 0 is missing. */
function add(tally: Tally, code: number, age: number, shipments: number): void {
  if (code === 0) return;
  const at = PLACES * code;
  const { shipments: sums } = tally;
  if (sums[at + ALL] === 0) tally.used[tally.count++] = code;
  sums[at + age]! += shipments;
  sums[at + ALL]! += shipments;
}

/** What a cell stands for, side by side: product, origin, branch, destination. */
function codesByCell({ length, product, origin, branch, destination }: MixCells): Int32Array {
  const codes = new Int32Array(PLACES * length);
  for (let cell = 0, at = 0; cell < length; cell++, at += PLACES) {
    codes[at] = product[cell]!;
    codes[at + 1] = origin[cell]!;
    codes[at + 2] = branch[cell]!;
    codes[at + 3] = destination[cell]!;
  }
  return codes;
}

/** Makes a reader of a snapshot's customers; every call moves the same reading to another customer. O(mix rows of 364 days). */
export function mixReader(snapshot: Snapshot): (view: CustomerView) => MixReading {
  const { cells, company, cutoff } = snapshot;
  const usualFreight = tabulate(cells, (cell) => company.usualFreight(cell));
  const usualTransit = tabulate(cells, (cell) => company.usualTransit(cell));
  const codes = codesByCell(cells);
  const [product, origin, branch, destination] = [
    cells.levels.product,
    cells.levels.origin,
    cells.levels.branch,
    cells.levels.destination,
  ].map(({ length }) => newTally(length + 1)) as [Tally, Tally, Tally, Tally];
  const tallies = [product, origin, branch, destination];
  const reading = newReading();
  const transit = new Float64Array(4);
  const thisWeek = weekOf(cutoff);
  const recentFrom = weekOf(cutoff - RECENT_DAYS + 6);
  const beforeFrom = weekOf(cutoff - BEFORE_DAYS + 6);
  const visit = (cell: number, shipments: number, freight: number, delivered: number, minutes: number, week: number): void => {
    const age = week >= recentFrom ? RECENT : week >= beforeFrom ? BEFORE : OLDER;
    if (shipments > 0) {
      const at = PLACES * cell;
      add(product, codes[at]!, age, shipments);
      add(origin, codes[at + 1]!, age, shipments);
      add(branch, codes[at + 2]!, age, shipments);
      add(destination, codes[at + 3]!, age, shipments);
    }
    const usual = usualFreight[cell]! * shipments;
    const weeksAgo = thisWeek - week;
    if (usual > 0) {
      reading.freightByWeek[weeksAgo]! += freight;
      reading.usualByWeek[weeksAgo]! += usual;
      reading.shipmentsByWeek[weeksAgo]! += shipments;
    }
    const ordinary = usualTransit[cell]! * delivered;
    if (age < OLDER && ordinary > 0) {
      transit[2 * age]! += minutes;
      transit[2 * age + 1]! += ordinary;
    }
  };
  const recentWeeks = thisWeek - recentFrom;
  const beforeWeeks = thisWeek - beforeFrom;
  return (view) => {
    for (const tally of tallies) clear(tally);
    reading.freightByWeek.fill(0);
    reading.usualByWeek.fill(0);
    reading.shipmentsByWeek.fill(0);
    transit.fill(0);
    view.eachMix(LOOK_BACK_DAYS, 0, visit);
    reading.mainProduct = mostUsed(product);
    reading.mainOrigin = mostUsed(origin);
    reading.mainBranch = mostUsed(branch);
    reading.priceIndex = priceIndex(reading, 1, recentWeeks);
    reading.priceIndexBefore = priceIndex(reading, recentWeeks + 1, beforeWeeks);
    reading.transitDrift = logRatio(transit[0]! * transit[3]!, transit[1]! * transit[2]!);
    reading.destinationShift = divergence(destination);
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
    const all = shipments[PLACES * code + ALL]!;
    if (all > most || (all === most && code < best)) {
      best = code;
      most = all;
    }
  }
  return best;
}

function totalOf({ shipments, used, count }: Tally, age: number): number {
  let sum = 0;
  for (let place = 0; place < count; place++) sum += shipments[PLACES * used[place]! + age]!;
  return sum;
}

function shareShift(tally: Tally, code: number): number {
  const recent = totalOf(tally, RECENT);
  const before = totalOf(tally, BEFORE);
  return recent > 0 && before > 0
    ? tally.shipments[PLACES * code + RECENT]! / recent - tally.shipments[PLACES * code + BEFORE]! / before
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
    const p = tally.shipments[PLACES * code + RECENT]! / recent;
    const q = tally.shipments[PLACES * code + BEFORE]! / before;
    const middle = (p + q) / 2;
    if (p > 0) sum += 0.5 * p * Math.log(p / middle);
    if (q > 0) sum += 0.5 * q * Math.log(q / middle);
  }
  return Math.max(sum, 0);
}
