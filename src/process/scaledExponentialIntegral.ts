import { gaussLegendre } from '../math/gaussLegendre.js';

const RULE = gaussLegendre(16);
const PANELS = 16;
const MAX_TERMS = 2000;

/**
 * ∫₀^∞ e^(−wy) (1 + y)^(−s) dy = eʷ·E_s(w), for w > 0 and any s: the present value, at discount w, of one shipment a unit of time while
 * the chance to be active falls as (1 + y)^(−s).
 *
 * @remarks Continued fraction (modified Lentz) from w = 0.2 with s > 0, Gauss–Legendre in ln(1 + y) elsewhere; relative error about 1e-13.
 *   Abramowitz & Stegun 5.1.22.
 */
export function scaledExponentialIntegral(s: number, w: number): number {
  return w >= 0.2 && s > 0 ? byFraction(s, w) : byQuadrature(s, w);
}

function byFraction(s: number, w: number): number {
  let b = w + s;
  let c = 1e300;
  let d = 1 / b;
  let result = d;
  for (let i = 1; i < MAX_TERMS; i++) {
    const numerator = -i * (s - 1 + i);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    result *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return result;
}

function byQuadrature(s: number, w: number): number {
  const length = Math.min(Math.log1p(40 / w), s > 1 ? 40 / (s - 1) : Infinity);
  let sum = 0;
  for (let panel = 0; panel < PANELS; panel++)
    for (let i = 0; i < RULE.nodes.length; i++) {
      const v = (length * (panel + RULE.nodes[i]!)) / PANELS;
      sum += RULE.weights[i]! * Math.exp(-w * Math.expm1(v) + (1 - s) * v);
    }
  return (sum * length) / PANELS;
}
