import type { Company } from '../history/types.js';

/** Blocks of seven days a customer's volume is followed over. */
export const BLOCKS = 104;
/** How strongly a customer may follow the company's busy and quiet weeks. */
const BUSY_POWERS = [0, 0.35, 0.7, 1, 1.3];
const QUIET_POWERS = [0.6, 1, 1.4];
/** Variance of a week's shipments beyond Poisson, as a share of the mean squared. */
const OVERDISPERSION = 0.06;

/** The company's volume season raised to each pair of powers, ready to be matched with a customer. */
export interface Seasons {
  readonly log: Float64Array;
  /** `tables[busy · 3 + quiet][block]`. */
  readonly tables: readonly Float64Array[];
  /** Sums of the tables over blocks before the index. */
  readonly sums: readonly Float64Array[];
}

/** Tabulates a company's seasons. */
export function seasonsOf(company: Pick<Company, 'volumeSeason'>): Seasons {
  const log = Float64Array.from({ length: BLOCKS }, (_, block) => Math.log(Math.max(company.volumeSeason(block), 0.05)));
  const tables = BUSY_POWERS.flatMap((busy) =>
    QUIET_POWERS.map((quiet) => log.map((season) => Math.exp(season * (season > 0 ? busy : quiet)))),
  );
  const sums = tables.map((table) => {
    const sum = new Float64Array(BLOCKS + 1);
    for (let block = 0; block < BLOCKS; block++) sum[block + 1] = sum[block]! + table[block]!;
    return sum;
  });
  return { log, tables, sums };
}

/**
 * The season of one customer: the company's, raised to the powers with which its own weeks follow busy and quiet ones. Shops follow the
 * shopping days fully, factories hardly. Posterior mean of the powers over a grid with equal weights, under a Poisson law with the variance
 * of weekly volumes; a customer with few shipments gets the middle of the grid.
 *
 * @param raw - shipments by block
 * @param blocks - how many of them to judge by
 * @remarks O(blocks): the likelihood needs only Σ x·ln s over busy and over quiet weeks and tabulated sums.
 */
export function customerSeason({ log, tables, sums }: Seasons, raw: Float64Array, blocks: number): Float64Array {
  let shipments = 0;
  let busy = 0;
  let quiet = 0;
  for (let block = 0; block < blocks; block++) {
    const x = raw[block]!;
    shipments += x;
    if (log[block]! > 0) busy += x * log[block]!;
    else quiet += x * log[block]!;
  }
  const spread = 1 + (OVERDISPERSION * shipments) / Math.max(blocks, 1);
  let weights = 0;
  let busyPower = 0;
  let quietPower = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < tables.length; place++) {
    const likelihood =
      BUSY_POWERS[Math.floor(place / 3)]! * busy + QUIET_POWERS[place % 3]! * quiet - shipments * Math.log(sums[place]![blocks]!);
    scratch[place] = likelihood / spread;
    best = Math.max(best, scratch[place]!);
  }
  for (let place = 0; place < tables.length; place++) {
    const weight = Math.exp(scratch[place]! - best);
    weights += weight;
    busyPower += weight * Math.floor(place / 3);
    quietPower += weight * (place % 3);
  }
  return blocks === 0 ? tables[10]! : tables[3 * Math.round(busyPower / weights) + Math.round(quietPower / weights)]!;
}

const scratch = new Float64Array(BUSY_POWERS.length * QUIET_POWERS.length);
