import { margin, type ProfitBasis } from '../account/profit.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { mixReader } from './mix.js';
import { readPriceSteps } from './priceRise.js';

/** What is known of every customer of a snapshot before any one can be compared; columns by customer index, NaN and 0 outside the snapshot. */
export interface Market {
  readonly mainProduct: Int32Array;
  readonly mainOrigin: Int32Array;
  readonly mainBranch: Int32Array;
  /** Index of the customer above, and of the one that referred it; −1 for none. */
  readonly parent: Int32Array;
  readonly referrer: Int32Array;
  readonly priceIndex: Float64Array;
  readonly priceIndexBefore: Float64Array;
  readonly largestRise: Float64Array;
  readonly daysSinceRise: Float64Array;
  readonly transitDrift: Float64Array;
  readonly destinationShift: Float64Array;
  readonly productShift: Float64Array;
  /** ln(revenue ÷ list price) of the last 91 days. */
  readonly listIndex: Float64Array;
  readonly margin364: Float64Array;
  /** Midrank of `margin364` among the snapshot's customers, in (0, 1). */
  readonly marginPercentile: Float64Array;
  /** Mean of `priceIndex` over customers of an origin (by code, 0 for all without one); NaN where fewer than 5 have one. */
  readonly originPrice: Float64Array;
  /** The same of `listIndex`. */
  readonly originList: Float64Array;
}

const FEWEST_PRICED = 5;

/** Reads all customers of a snapshot once. O(mix rows of 364 days + n log n). */
export function readMarket(snapshot: Snapshot, basis: ProfitBasis): Market {
  const market = newMarket(snapshot.customers.ids.length, snapshot.cells.levels.origin.length + 1);
  const readMix = mixReader(snapshot);
  const steps = { largest: 0, daysSince: 0 };
  for (const customer of snapshot.indices) {
    const view = snapshot.view(customer);
    const reading = readMix(view);
    readPriceSteps(reading, steps);
    market.mainProduct[customer] = reading.mainProduct;
    market.mainOrigin[customer] = reading.mainOrigin;
    market.mainBranch[customer] = reading.mainBranch;
    market.parent[customer] = view.parent;
    market.referrer[customer] = view.referrer;
    market.priceIndex[customer] = reading.priceIndex;
    market.priceIndexBefore[customer] = reading.priceIndexBefore;
    market.largestRise[customer] = steps.largest;
    market.daysSinceRise[customer] = steps.daysSince;
    market.transitDrift[customer] = reading.transitDrift;
    market.destinationShift[customer] = reading.destinationShift;
    market.productShift[customer] = reading.productShift;
    market.listIndex[customer] = priceToList(view, 91, 0);
    market.margin364[customer] = margin(view, basis, 364);
  }
  rankMargins(snapshot.indices, market);
  averageByOrigin(snapshot.indices, market.mainOrigin, market.priceIndex, market.originPrice);
  averageByOrigin(snapshot.indices, market.mainOrigin, market.listIndex, market.originList);
  return market;
}

function newMarket(customers: number, origins: number): Market {
  const numbers = (): Float64Array => new Float64Array(customers).fill(Number.NaN);
  return {
    mainProduct: new Int32Array(customers),
    mainOrigin: new Int32Array(customers),
    mainBranch: new Int32Array(customers),
    parent: new Int32Array(customers),
    referrer: new Int32Array(customers),
    priceIndex: numbers(),
    priceIndexBefore: numbers(),
    largestRise: numbers(),
    daysSinceRise: numbers(),
    transitDrift: numbers(),
    destinationShift: numbers(),
    productShift: numbers(),
    listIndex: numbers(),
    margin364: numbers(),
    marginPercentile: numbers(),
    originPrice: new Float64Array(origins).fill(Number.NaN),
    originList: new Float64Array(origins).fill(Number.NaN),
  };
}

function rankMargins(indices: Int32Array, { margin364, marginPercentile }: Market): void {
  const sorted = Float64Array.from(indices, (customer) => margin364[customer]!).sort();
  for (const customer of indices) {
    const own = margin364[customer]!;
    if (Number.isNaN(own)) continue;
    marginPercentile[customer] = (firstAtLeast(sorted, own, false) + firstAtLeast(sorted, own, true)) / (2 * sorted.length);
  }
}

/** How many of ascending `sorted` lie below `value` (or at it too). */
function firstAtLeast(sorted: Float64Array, value: number, beyond: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value || (beyond && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function averageByOrigin(indices: Int32Array, mainOrigin: Int32Array, index: Float64Array, averages: Float64Array): void {
  const sums = new Float64Array(averages.length);
  const counts = new Float64Array(averages.length);
  for (const customer of indices) {
    if (Number.isNaN(index[customer]!)) continue;
    sums[mainOrigin[customer]!]! += index[customer]!;
    counts[mainOrigin[customer]!]!++;
  }
  for (let origin = 0; origin < sums.length; origin++)
    if (counts[origin]! >= FEWEST_PRICED) averages[origin] = sums[origin]! / counts[origin]!;
}

/** ln(freight less discount ÷ list price) over a window; NaN without either. */
export function priceToList(view: CustomerView, windowDays: number, endDaysAgo: number): number {
  const paid = view.sum('freight', windowDays, endDaysAgo) - view.sum('discount', windowDays, endDaysAgo);
  const listed = view.sum('list_price', windowDays, endDaysAgo);
  return paid > 0 && listed > 0 ? Math.log(paid / listed) : Number.NaN;
}
