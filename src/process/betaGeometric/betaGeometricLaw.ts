/**
 * A law of the beta-geometric family: gaps are Erlang-`shape` with a rate that is Gamma(r, alpha) over customers, and a customer
 * leaves after a shipment with a probability that is Beta(a, b) over customers. `firstCanEnd` tells whether it may leave after its
 * first shipment too (the "modified" models). shape 1: BG/NBD and MBG/NBD; 2, 3, …: BG/CNBD-k and MBG/CNBD-k.
 */
export interface BetaGeometricLaw {
  readonly shape: number;
  readonly firstCanEnd: boolean;
}

/** Population parameters of a beta-geometric process, each finite and > 0; `alpha` in days, the others pure numbers. */
export interface BetaGeometricParams {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** Chances of leaving that a customer with x repeats has survived or met. */
export function chances({ firstCanEnd }: BetaGeometricLaw, x: number): number {
  return firstCanEnd ? x + 1 : x;
}

/**
 * Σ_{j<k} (s)_j / j! · ρ^j with ρ = silence / (α+T): how much likelier the silence is because up to k − 1 stages of the running gap
 * may have passed unseen. 1 for k = 1.
 */
export function stageSum(shape: number, s: number, ratio: number): number {
  let term = 1;
  let sum = 1;
  for (let j = 1; j < shape; j++) {
    term *= ((s + j - 1) / j) * ratio;
    sum += term;
  }
  return sum;
}

/**
 * Probability that one customer is still active; no checks.
 *
 * @remarks P = 1 / (1 + a/(b+n−1) · ((α+T)/(α+tx))^(r+kx) / stageSum), n the chances of leaving so far; 1 when there was none.
 *   k = 1: Fader, Hardie & Lee, Marketing Science 24 (2005), and Batislam et al. (2007). k > 1: Platzer & Reutterer,
 *   Marketing Science 35 (2016); derived in {@link betaGeometricLikelihood}.
 */
export function betaGeometricActive(law: BetaGeometricLaw, theta: Float64Array, x: number, tx: number, T: number): number {
  const n = chances(law, x);
  if (n === 0) return 1;
  const [r, alpha, a, b] = [theta[0]!, theta[1]!, theta[2]!, theta[3]!];
  const s = r + law.shape * x;
  const stages = law.shape === 1 ? 1 : stageSum(law.shape, s, (T - tx) / (alpha + T));
  return 1 / (1 + ((a / (b + n - 1)) * Math.exp(s * Math.log1p((T - tx) / (alpha + tx)))) / stages);
}
