import type { RepeatGroups } from './repeatGroups.js';

/** Customers whose count is above i, for i = 0 … largest count − 1. */
export function reaching({ x, customers }: RepeatGroups, count: (x: number) => number): Float64Array {
  const reached = new Float64Array(x.reduce((most, value) => Math.max(most, count(value)), 0) + 1);
  x.forEach((value, group) => {
    reached[count(value)]! += customers[group]!;
  });
  for (let i = reached.length - 2; i >= 0; i--) reached[i]! += reached[i + 1]!;
  return reached.subarray(1);
}

/**
 * Σ over customers of ln Γ(r + count) − ln Γ(r) = Σ_{i<count} ln(r+i), r first in theta and in the gradient: each logarithm taken once for
 * all customers that came so far, and no cancellation of large log-gammas.
 */
export function rateProducts(reached: Float64Array, theta: Float64Array, gradient: Float64Array): number {
  const r = theta[0]!;
  let total = 0;
  for (let i = 0; i < reached.length; i++) {
    total += reached[i]! * Math.log(r + i);
    gradient[0]! += reached[i]! / (r + i);
  }
  return total;
}
