import type { CustomerView } from '../history/types.js';

/** Blocks of seven days a customer's volume is followed over. */
export const BLOCKS = 104;
/** Blocks of the base rate: weeks −52 to −17. */
const BASE_FROM = 16;
const BASE_TO = 52;
const FEWEST_BASE_BLOCKS = 4;

/** Weekly volume of one customer under a cutoff; block 0 ends at the cutoff. */
export interface Weeks {
  /** Whole blocks since the first shipment, at most 104. */
  tenureBlocks: number;
  /** Usual season-free shipments a week, from weeks −52 to −17; NaN for customers too young to have one. */
  base: number;
  /** Shipments of a block. */
  raw: Float64Array;
  /** Shipments of a block over the company's volume season. */
  adjusted: Float64Array;
}

export function newWeeks(): Weeks {
  return { tenureBlocks: 0, base: Number.NaN, raw: new Float64Array(BLOCKS), adjusted: new Float64Array(BLOCKS) };
}

/** Reads a customer's weeks into `out`. `season[k]` is the company's volume season of block k. */
export function readWeeks(view: CustomerView, season: Float64Array, out: Weeks): void {
  const { weekly, shipmentDays, cutoff } = view;
  const tenure = shipmentDays.length > 0 ? Math.floor((cutoff - shipmentDays[0]!) / 7) : 0;
  out.tenureBlocks = Math.min(tenure, BLOCKS);
  out.raw = weekly;
  for (let block = 0; block < BLOCKS; block++) out.adjusted[block] = weekly[block]! / season[block]!;
  const to = Math.min(BASE_TO, out.tenureBlocks);
  out.base = to - BASE_FROM < FEWEST_BASE_BLOCKS ? Number.NaN : meanLevel(weekly, season, BASE_FROM, to);
}

/** Season-free shipments a week over blocks [from, to): Σ shipments ÷ Σ season, the Poisson estimate. */
export function meanLevel(weekly: Float64Array, season: Float64Array, from: number, to: number): number {
  let shipments = 0;
  let weight = 0;
  for (let block = from; block < to; block++) {
    shipments += weekly[block]!;
    weight += season[block]!;
  }
  return shipments / weight;
}
