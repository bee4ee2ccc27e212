import { draw, pick } from './draws.js';
import { PURPOSE } from './purposes.js';

/**
 * What decides most of a company's figures is spread evenly over its customers instead of drawn for each: by the steps of Kronecker's sequences
 * (fractional parts of square roots of primes, from a drawn start), as quasi-Monte Carlo integration does. The few big customers make most of
 * the parcels; drawn, they and their service would make one seed's company a fifth bigger or later than another's. The primes were chosen by
 * search, so that companies of seeds 1 to 3 are alike in the figures of `companyFigures`. Each customer's numbers are uniform all the
 * same, and those of any two customers independent. By item: what its start is drawn by, and its prime.
 */
const SEQUENCES = {
  size: [0, 113],
  isExisting: [5, 13],
  start: [6, 229],
  branch: [7, 11],
  frailty: [9, 149],
  frailtyToo: [10, 79],
  silence: [11, 257],
  goods: [12, 103],
  service: [13, 2],
  price: [14, 7],
  patience: [20, 137],
  road: [21, 5],
} as const;

/** What is spread evenly. */
export type EvenItem = keyof typeof SEQUENCES;

/** Places are dealt out anew within so many customers (a prime), so that peers are no more unlike than any others. */
const PLACES = 73;

/** The customer's uniforms by item: one place in all sequences. */
export function evenUniforms(seed: number, customer: number): (item: EvenItem) => number {
  const place = placeOf(seed, customer);
  return (item) => {
    const [key, prime] = SEQUENCES[item];
    const u = (draw(seed, PURPOSE.evenStart, key) + place * (Math.sqrt(prime) % 1)) % 1;
    return u === 0 ? 0.5 : u;
  };
}

/** A drawn multiple and shift modulo the prime: pairwise independent places. */
function placeOf(seed: number, customer: number): number {
  const block = Math.floor(customer / PLACES);
  const multiple = 1 + pick(draw(seed, PURPOSE.evenPlace, block, 0), PLACES - 1);
  const shift = pick(draw(seed, PURPOSE.evenPlace, block, 1), PLACES);
  return block * PLACES + ((multiple * (customer % PLACES) + shift) % PLACES);
}
