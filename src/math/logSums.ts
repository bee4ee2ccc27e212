/** ln(eᵃ + eᵇ) without overflow; −∞ stands for a term of 0. */
export function logAddExp(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger === -Infinity ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
}

/**
 * ln(1 − e⁻ˣ) for x > 0, without cancellation at either end.
 *
 * @remarks Mächler, "Accurately computing log(1 − exp(−|a|))", 2012: the two forms change places at ln 2.
 */
export function log1mExp(x: number): number {
  return x <= Math.LN2 ? Math.log(-Math.expm1(-x)) : Math.log1p(-Math.exp(-x));
}

/** 1 / (1 + e⁻ˣ), finite at every x. */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** ln(p / (1 − p)). */
export function logit(p: number): number {
  return Math.log(p) - Math.log1p(-p);
}
