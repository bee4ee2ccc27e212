import { BLOCKS } from './season.js';
import type { Weeks } from './weeks.js';

/** Weeks since a decline may have begun, and weeks it may take to fall to a fifth. */
const BEGUN = [2, 3, 4, 6, 8, 10, 12, 16];
const LENGTHS = [4, 7, 10, 14];
const LONGEST = 16;
/** f_j: share of the usual volume left in week j of a decline of length L; tabulated by length, then j = 1.. */
const LEFT = LENGTHS.map((length) => Float64Array.from({ length: LONGEST + 1 }, (_, j) => 1 - 0.8 * Math.min(j / length, 1)));
const LOG_LEFT = LEFT.map((left) => left.map((share) => Math.log(share)));

export const HALF_LIVES_WEEKS: readonly number[] = [2, 4, 8, 16, 26];
const EWMA_WEIGHTS = HALF_LIVES_WEEKS.map((halfLife) =>
  Float64Array.from({ length: BLOCKS }, (_, block) => Math.exp((-Math.LN2 * block) / halfLife)),
);
const CUSUM_BLOCKS = 26;
const CUSUM_SLACK = 0.3;
/** Shipments a week added before a logarithm is taken. */
export const LEVEL_FLOOR = 0.25;

/** Signs of a decline in one customer's weekly volume; all NaN where it has no base rate, the levels where it has no whole week. */
export interface Decline {
  rampEvidence: number;
  rampWeeks: number;
  cusumMax: number;
  cusumLast: number;
  /** ln(season-free level + 0.25), by half-life. */
  levels: Float64Array;
}

export function newDecline(): Decline {
  return { rampEvidence: 0, rampWeeks: 0, cusumMax: 0, cusumLast: 0, levels: new Float64Array(HALF_LIVES_WEEKS.length) };
}

/** Reads the signs of decline into `out`. */
export function readDecline(weeks: Weeks, out: Decline): void {
  readRamp(weeks, out);
  readCusum(weeks, out);
  readLevels(weeks, out);
}

/**
 * The best-supported decline: over begun k weeks ago and length L, the Poisson log-likelihood ratio of a ramp to a fifth of the usual
 * volume against no change, Σ x_j ln f_j − μ_j(f_j − 1), over √(1 + ¼Σμ_j). science.md B 62.
 */
function readRamp({ base, raw, season }: Weeks, out: Decline): void {
  out.rampEvidence = out.rampWeeks = Number.NaN;
  if (!(base > 0)) return;
  let best = Number.NEGATIVE_INFINITY;
  for (let length = 0; length < LENGTHS.length; length++) {
    const left = LEFT[length]!;
    const logLeft = LOG_LEFT[length]!;
    for (let begun = 0; begun < BEGUN.length && BEGUN[begun]! <= LENGTHS[length]! + 4; begun++) {
      const weeks = BEGUN[begun]!;
      let ratio = 0;
      let expected = 0;
      for (let j = 1; j <= weeks; j++) {
        const usual = base * season[weeks - j]!;
        ratio += raw[weeks - j]! * logLeft[j]! - usual * (left[j]! - 1);
        expected += usual;
      }
      const evidence = ratio / Math.sqrt(1 + 0.25 * expected);
      if (evidence > best) {
        best = evidence;
        out.rampWeeks = weeks;
      }
    }
  }
  out.rampEvidence = best;
}

/** Largest and last value of c ← max(0, c + (μ − x)/√(μ + .06μ² + ¼) − .3) over 26 weeks. */
function readCusum({ base, raw, season }: Weeks, out: Decline): void {
  let sum = 0;
  let largest = 0;
  for (let block = CUSUM_BLOCKS - 1; block >= 0; block--) {
    const usual = base * season[block]!;
    sum = Math.max(0, sum + (usual - raw[block]!) / Math.sqrt(usual + 0.06 * usual * usual + 0.25) - CUSUM_SLACK);
    largest = Math.max(largest, sum);
  }
  out.cusumMax = largest;
  out.cusumLast = sum;
}

function readLevels({ tenureBlocks, adjusted }: Weeks, out: Decline): void {
  for (let place = 0; place < HALF_LIVES_WEEKS.length; place++) {
    const weights = EWMA_WEIGHTS[place]!;
    let shipments = 0;
    let weight = 0;
    for (let block = 0; block < tenureBlocks; block++) {
      shipments += adjusted[block]! * weights[block]!;
      weight += weights[block]!;
    }
    out.levels[place] = Math.log(shipments / weight + LEVEL_FLOOR);
  }
}
