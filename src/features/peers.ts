import { silences } from '../account/lapses.js';
import type { Snapshot } from '../history/types.js';
import type { Market } from './market.js';

/** A peer's leaving is felt most in the first month (Nitzan & Libai 2011). */
const KERNEL_DAYS = 28;
/** Customers silent for longer are nobody's peers any more. */
const PEER_DAYS = 364;
/** Weights are whole multiples of this, so that taking one's own out of a sum leaves no dust. */
const GRAIN = 1 / 1_073_741_824;

/** Lapses of the peers of every customer, by customer index: Σ exp(−days since confirmed ÷ 28) ÷ peers; NaN without peers. */
export interface Peers {
  readonly peerLapse: Float64Array;
}

/**
 * Reads who of each customer's peers has just been confirmed as lapsed. Peers ship the same main product from the same main origin, or are
 * linked by parent or referral. O(customers + links).
 */
export function readPeers(snapshot: Snapshot, market: Market): Peers {
  const size = snapshot.customers.ids.length;
  const felt = feltLapses(snapshot, size);
  const group = groupsOf(snapshot, market, felt);
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  for (const customer of snapshot.indices) {
    const own = Number.isNaN(felt[customer]!) ? 0 : 1;
    const members = group.of[customer]!;
    if (members < 0) continue;
    sums[customer] = group.sum[members]! - (own ? felt[customer]! : 0);
    counts[customer] = group.count[members]! - own;
  }
  addLinks(snapshot.indices, market, felt, group.of, sums, counts);
  const peerLapse = sums.map((sum, customer) => (counts[customer]! > 0 ? Math.max(sum, 0) / counts[customer]! : Number.NaN));
  return { peerLapse };
}

/** Kernel weight of each customer's own lapse; 0 while it ships, NaN for customers that are no peers. */
function feltLapses(snapshot: Snapshot, size: number): Float64Array {
  const felt = new Float64Array(size).fill(Number.NaN);
  const { columns, length } = silences(snapshot);
  for (let row = 0; row < length; row++) {
    if (columns.lastDay[row]! < snapshot.cutoff - PEER_DAYS) continue;
    const days = snapshot.cutoff - columns.confirmed[row]!;
    felt[columns.customer[row]!] = days > 0 ? Math.round(Math.exp(-days / KERNEL_DAYS) / GRAIN) * GRAIN : 0;
  }
  return felt;
}

interface Groups {
  /** Group of a customer, −1 for none. */
  readonly of: Int32Array;
  readonly sum: Float64Array;
  readonly count: Float64Array;
}

function groupsOf(snapshot: Snapshot, market: Market, felt: Float64Array): Groups {
  const products = snapshot.cells.levels.product.length + 1;
  const size = products * (snapshot.cells.levels.origin.length + 1);
  const groups = { of: new Int32Array(felt.length).fill(-1), sum: new Float64Array(size), count: new Float64Array(size) };
  for (const customer of snapshot.indices) {
    const origin = market.mainOrigin[customer]!;
    if (origin === 0) continue;
    const members = origin * products + market.mainProduct[customer]!;
    groups.of[customer] = members;
    if (Number.isNaN(felt[customer]!)) continue;
    groups.sum[members]! += felt[customer]!;
    groups.count[members]!++;
  }
  return groups;
}

/** Each link counts for both of its ends, once, and not again where the two share a group. */
function addLinks(
  indices: Int32Array,
  market: Market,
  felt: Float64Array,
  group: Int32Array,
  sums: Float64Array,
  counts: Float64Array,
): void {
  const join = (customer: number, other: number): void => {
    if (other < 0 || other === customer || (group[customer]! >= 0 && group[customer] === group[other])) return;
    give(customer, other);
    give(other, customer);
  };
  const give = (to: number, from: number): void => {
    if (Number.isNaN(felt[from]!)) return;
    sums[to]! += felt[from]!;
    counts[to]!++;
  };
  for (const customer of indices) {
    join(customer, market.parent[customer]!);
    if (market.referrer[customer] !== market.parent[customer]) join(customer, market.referrer[customer]!);
  }
}
