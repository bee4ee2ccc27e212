import { logGamma } from '../../math/logGamma.js';
import { scaledExponentialIntegral } from '../scaledExponentialIntegral.js';
import { type ErlangPosterior, stageWeights } from './erlangFuture.js';

/** Densities below e^−this of the mode are left out. */
const DEPTH = 38;

/**
 * Expected discounted number of all coming shipments of an active customer, Σ e^(−δt): finite for every δ > 0.
 *
 * @remarks Given rate λ, leaving probability p and j unseen stages it is φ^(k−j) / (1 − (1−p)φᵏ), φ = λ/(λ+δ). For k = 1 the rate
 *   integrates to (s/p)·∫e^(−wy)(1+y)^(−s−1)dy, w = δ·now/p, and p is left to the trapezoid rule on its log-odds; for k > 1 the
 *   logarithm of the rate as well. The trapezoid rule converges exponentially there.
 */
export function betaGeometricPresent(posterior: ErlangPosterior, discount: number): number {
  const given = posterior.shape === 1 ? exponentialPresent(posterior, discount) : erlangPresent(posterior, discount);
  const { a, b } = posterior;
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  // Log-odds y of p have density e^(a·y) / (1 + e^y)^(a+b) / B(a, b).
  return onLine(
    (y) => a * y - (a + b) * softplus(y) - logBeta,
    Math.log(a / b),
    a,
    b,
    (y) => given(1 / (1 + Math.exp(-y))),
  );
}

function exponentialPresent({ s, now }: ErlangPosterior, discount: number): (p: number) => number {
  return (p) => (s / p) * scaledExponentialIntegral(s + 1, (discount * now) / p);
}

function erlangPresent({ shape, s, now, silence }: ErlangPosterior, discount: number): (p: number) => number {
  const weights = stageWeights(shape, s, silence / now);
  return (p) => {
    let total = 0;
    weights.forEach((weight, j) => {
      const m = s + j;
      const constant = m * Math.log(now) - logGamma(m);
      const density = (y: number): number => m * y - now * Math.exp(y) + constant;
      total +=
        weight *
        onLine(density, Math.log(m / now), m, m, (y) => {
          const logPhi = -Math.log1p(discount * Math.exp(-y));
          return Math.exp((shape - j) * logPhi) / (1 - (1 - p) * Math.exp(shape * logPhi));
        });
    });
    return total;
  };
}

/** ∫ e^density(y)·value(y) dy by the trapezoid rule from the mode outwards; `left` and `right` are the rates at which the density falls. */
function onLine(density: (y: number) => number, mode: number, left: number, right: number, value: (y: number) => number): number {
  const step = 0.5 / Math.sqrt(4 + 1 / (1 / left + 1 / right));
  const floor = density(mode) - DEPTH;
  let sum = Math.exp(density(mode)) * value(mode);
  for (const direction of [step, -step])
    for (let y = mode + direction; density(y) > floor; y += direction) sum += Math.exp(density(y)) * value(y);
  return sum * step;
}

function softplus(y: number): number {
  return Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
}
