import { profitBasis } from '../../account/index.js';
import { type Market, readMarket } from '../../features/market.js';
import type { Snapshot } from '../../history/types.js';

const FEWEST_PEERS = 5;

/** What the customers around each customer pay and do; by customer index. */
export interface Surroundings {
  readonly market: Market;
  /** Mean change in the share of the main product among the other customers of the same main origin and product; NaN below 5 of them. */
  readonly peerShift: Float64Array;
}

/** Reads all customers of a snapshot once. O(mix rows of 364 days + n log n). */
export function readSurroundings(snapshot: Snapshot): Surroundings {
  const market = readMarket(snapshot, profitBasis(snapshot));
  return { market, peerShift: peerShift(snapshot, market) };
}

function peerShift({ indices, cells }: Snapshot, { mainOrigin, mainProduct, productShift }: Market): Float64Array {
  const products = cells.levels.product.length + 1;
  const groupOf = (customer: number): number => mainOrigin[customer]! * products + mainProduct[customer]!;
  const sums = new Map<number, { sum: number; count: number }>();
  for (const customer of indices) {
    if (Number.isNaN(productShift[customer]!) || mainProduct[customer] === 0) continue;
    const group = sums.get(groupOf(customer)) ?? { sum: 0, count: 0 };
    group.sum += productShift[customer]!;
    group.count++;
    sums.set(groupOf(customer), group);
  }
  return productShift.map((own, customer) => {
    const group = sums.get(groupOf(customer));
    if (group === undefined || Number.isNaN(own) || group.count <= FEWEST_PEERS) return Number.NaN;
    return (group.sum - own) / (group.count - 1);
  });
}
