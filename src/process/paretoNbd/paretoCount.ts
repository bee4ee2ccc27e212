import { gaussLegendre } from '../../math/gaussLegendre.js';
import { negativeBinomial } from '../nbd/nbd.js';

const RULE = gaussLegendre(16);
const PANELS_A_UNIT = 2;

/**
 * Probability of `count` shipments in the coming `time` of an active customer whose rate is Gamma(r, alpha) and whose hazard of leaving
 * is Gamma(s, beta): it stays all the time, or leaves after τ of it.
 *
 * @remarks NB(n; t)·(β/(β+t))ˢ + ∫₀ᵗ s βˢ/(β+τ)^(s+1) · NB(n; τ) dτ, Gauss–Legendre in ln(min(α, β) / (n + 1) + τ): positive terms, relative
 *   error about 1e-12.
 */
export function paretoCount(r: number, alpha: number, s: number, beta: number, time: number, count: number): number {
  const stays = Math.exp(-s * Math.log1p(time / beta)) * negativeBinomial(r, alpha, time, count);
  if (time === 0) return stays;
  const scale = Math.min(alpha / (r + count + 1), beta / (s + 1), time);
  const length = Math.log1p(time / scale);
  const panels = Math.max(4, Math.ceil(length * PANELS_A_UNIT));
  let leaves = 0;
  for (let panel = 0; panel < panels; panel++)
    for (let i = 0; i < RULE.nodes.length; i++) {
      const v = (length * (panel + RULE.nodes[i]!)) / panels;
      const after = scale * Math.expm1(v);
      const density = (s / beta) * Math.exp(-(s + 1) * Math.log1p(after / beta));
      leaves += RULE.weights[i]! * density * negativeBinomial(r, alpha, after, count) * (scale + after);
    }
  return stays + (leaves * length) / panels;
}
