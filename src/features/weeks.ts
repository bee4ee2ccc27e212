import type { CustomerView } from '../history/types.js';
import { BLOCKS, customerSeason, type Seasons } from './season.js';

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
  /** The customer's own season of a block; 1 is usual. */
  season: Float64Array;
  /** Shipments of a block over its season. */
  adjusted: Float64Array;
}

export function newWeeks(): Weeks {
  return {
    tenureBlocks: 0,
    base: Number.NaN,
    raw: new Float64Array(BLOCKS),
    season: new Float64Array(BLOCKS),
    adjusted: new Float64Array(BLOCKS),
  };
}

/** Reads a customer's weeks into `out`. */
export function readWeeks(view: CustomerView, seasons: Seasons, out: Weeks): void {
  const { weekly, shipmentDays, cutoff } = view;
  const tenure = shipmentDays.length > 0 ? Math.floor((cutoff - shipmentDays[0]!) / 7) : 0;
  out.tenureBlocks = Math.min(tenure, BLOCKS);
  out.raw = weekly;
  const season = customerSeason(seasons, weekly, out.tenureBlocks);
  out.season = season;
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
