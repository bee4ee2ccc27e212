import type { Design } from '../covariates.js';
import type { Quadratic } from './newton.js';

/** Rows sorted by stratum, then falling time; `ends[k]` is where the k-th block of equal stratum and time ends. */
export interface CoxOrder {
  readonly cells: Float64Array;
  readonly events: Uint8Array;
  readonly columns: number;
  readonly ends: Int32Array;
  /** 1 where a block is the first of its stratum. */
  readonly opens: Uint8Array;
}

/** Sorts rows for {@link coxPartialLikelihood}; `order` is by stratum, then falling time. */
export function coxOrder(
  design: Design,
  order: Int32Array,
  times: ArrayLike<number>,
  events: ArrayLike<number>,
  strata: ArrayLike<number>,
): CoxOrder {
  const p = design.names.length;
  const cells = new Float64Array(design.cells.length);
  const sorted = new Uint8Array(design.rows);
  const ends: number[] = [];
  const opens: number[] = [];
  order.forEach((row, place) => {
    for (let j = 0; j < p; j++) cells[place * p + j] = design.cells[row * p + j]!;
    sorted[place] = events[row]! > 0 ? 1 : 0;
    const before = place === 0 ? undefined : order[place - 1]!;
    const newStratum = before === undefined || strata[before] !== strata[row];
    if (newStratum || times[before] !== times[row]) {
      if (place > 0) ends.push(place);
      opens.push(newStratum ? 1 : 0);
    }
  });
  ends.push(design.rows);
  return { cells, events: sorted, columns: p, ends: Int32Array.from(ends), opens: Uint8Array.from(opens) };
}

/**
 * Log partial likelihood with Efron's treatment of ties, its gradient and Hessian.
 *
 * Of d that left together with those at risk R: Σ x'β − Σ_{l<d} ln(Σ_R e^(x'β) − (l/d)·Σ_D e^(x'β)).
 *
 * @remarks Efron, JASA 72 (1977). One pass from the last time to the first: O(n · p²).
 */
export function coxPartialLikelihood({ cells, events, columns: p, ends, opens }: CoxOrder, beta: Float64Array): Quadratic {
  const pairs = (p * (p + 1)) / 2;
  const there = new Float64Array(1 + p + pairs); // Σ e, Σ e·x, Σ e·x·x' (lower triangle) of those at risk
  const tied = new Float64Array(1 + p + pairs); // the same of those that leave now
  const gradient = new Float64Array(p);
  const lower = new Float64Array(pairs);
  let value = 0;
  let begin = 0;
  for (let block = 0; block < ends.length; block++) {
    if (opens[block] === 1) there.fill(0);
    tied.fill(0);
    let deaths = 0;
    for (let row = begin; row < ends[block]!; row++) {
      const base = row * p;
      let eta = 0;
      for (let j = 0; j < p; j++) eta += beta[j]! * cells[base + j]!;
      const weight = Math.exp(eta);
      accumulate(there, cells, base, p, weight);
      if (events[row] === 0) continue;
      deaths++;
      value += eta;
      for (let j = 0; j < p; j++) gradient[j]! += cells[base + j]!;
      accumulate(tied, cells, base, p, weight);
    }
    for (let l = 0; l < deaths; l++) value -= subtractTie(there, tied, l / deaths, p, gradient, lower);
    begin = ends[block]!;
  }
  return { value, gradient, hessian: symmetric(lower, p) };
}

function accumulate(sums: Float64Array, cells: Float64Array, base: number, p: number, weight: number): void {
  sums[0]! += weight;
  let pair = 1 + p;
  for (let j = 0; j < p; j++) {
    const product = weight * cells[base + j]!;
    sums[1 + j]! += product;
    for (let k = 0; k <= j; k++) sums[pair++]! += product * cells[base + k]!;
  }
}

/** Takes the mean of x over those at risk, without a share of the tied, off the gradient, and its variance off the Hessian; ln of the weight. */
function subtractTie(
  there: Float64Array,
  tied: Float64Array,
  share: number,
  p: number,
  gradient: Float64Array,
  lower: Float64Array,
): number {
  const total = there[0]! - share * tied[0]!;
  let pair = 0;
  for (let j = 0; j < p; j++) {
    const mean = (there[1 + j]! - share * tied[1 + j]!) / total;
    gradient[j]! -= mean;
    for (let k = 0; k <= j; k++) {
      const meanOfOther = (there[1 + k]! - share * tied[1 + k]!) / total;
      lower[pair]! -= (there[1 + p + pair]! - share * tied[1 + p + pair]!) / total - mean * meanOfOther;
      pair++;
    }
  }
  return Math.log(total);
}

function symmetric(lower: Float64Array, p: number): Float64Array {
  const matrix = new Float64Array(p * p);
  let pair = 0;
  for (let j = 0; j < p; j++) for (let k = 0; k <= j; k++) matrix[j * p + k] = matrix[k * p + j] = lower[pair++]!;
  return matrix;
}
