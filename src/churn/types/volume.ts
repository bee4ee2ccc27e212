import { meanLevel, type Weeks } from '../../features/weeks.js';

const RECENT_BLOCKS = 4;
const YOUNG_BASE_BLOCKS = 12;

/** How much a customer shipped lately, against its usual volume; season taken out. */
export interface Volume {
  /** Shipments of the last four weeks. */
  recent: number;
  /** Usual shipments of four such weeks: from weeks −52 to −17, of younger customers from weeks −16 to −5; NaN for the youngest. */
  usual: number;
  /** `recent ÷ usual`. */
  ratio: number;
}

export function newVolume(): Volume {
  return { recent: 0, usual: 0, ratio: 0 };
}

/** Reads a customer's recent and usual volume into `out`. */
export function readVolume({ raw, season, base, tenureBlocks }: Weeks, out: Volume): void {
  let recent = 0;
  let weight = 0;
  for (let block = 0; block < RECENT_BLOCKS; block++) {
    recent += raw[block]!;
    weight += season[block]!;
  }
  const to = Math.min(RECENT_BLOCKS + YOUNG_BASE_BLOCKS, tenureBlocks);
  const young = to >= 2 * RECENT_BLOCKS ? meanLevel(raw, season, RECENT_BLOCKS, to) : Number.NaN;
  out.recent = recent;
  out.usual = (base > 0 ? base : young) * weight;
  out.ratio = recent / out.usual;
}
