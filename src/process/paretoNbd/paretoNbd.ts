import { gammaVariate, poissonVariate, type Uniforms } from '../../math/variates.js';
import { type PurchaseProcess, purchaseProcess } from '../purchase/purchaseProcess.js';
import type { RepeatGroups } from '../repeatGroups.js';
import { rateStart } from '../repeatStarts.js';
import { scaledExponentialIntegral } from '../scaledExponentialIntegral.js';
import { paretoCount } from './paretoCount.js';
import { paretoNbdLikelihood } from './paretoNbdLikelihood.js';
import { emptyTail, paretoTail } from './paretoTail.js';

/**
 * Pareto/NBD: exponential gaps with a Gamma(r, alpha) rate; a customer leaves at any moment, not only at a shipment, with a hazard
 * that is Gamma(s, beta) over customers. `alpha` and `beta` are in days.
 *
 * @remarks Schmittlein, Morrison & Colombo (1987); DERT: Fader, Hardie & Lee, J. Marketing Research 42 (2005).
 * @example
 * ```ts
 * const params = { r: 0.5534, alpha: 10.5802, s: 0.6061, beta: 11.6562 }; // CDNOW, in weeks
 * const customer = { repeatCount: [26], firstToLastDays: [30.86], observedDays: [31] };
 * paretoNbd.probabilityActive(params, customer); // => [0.997918] (6 dp)
 * ```
 */
export const paretoNbd: PurchaseProcess<'r' | 'alpha' | 's' | 'beta'> = purchaseProcess('pareto-nbd', {
  names: ['r', 'alpha', 's', 'beta'],
  inTime: [false, true, false, true],
  limits: { r: [1e-3, 50], alpha: [0, Infinity], s: [1e-3, 50], beta: [0, Infinity] },
  timePower: 1,
  likelihood: paretoNbdLikelihood,
  constant: () => 0,
  starts,
  active,
  meanWhileActive: (theta, x, _tx, T, time) => meanWhileActive(theta, x, T, time),
  countWhileActive: (theta, x, _tx, T, time, count) => paretoCount(theta[0]! + x, theta[1]! + T, theta[2]!, theta[3]! + T, time, count),
  discountedWhileActive: (theta, x, _tx, T, discount) =>
    ((theta[0]! + x) / (theta[1]! + T)) * (theta[3]! + T) * scaledExponentialIntegral(theta[2]!, discount * (theta[3]! + T)),
  drawWhileActive,
});

function starts(groups: RepeatGroups): number[][] {
  const rate = rateStart(groups, 1);
  return [
    [...rate, Math.log(0.5), Math.LN10],
    [0, 2, 0, 2],
    [Math.LN2, 2, -1, 3],
  ];
}

function active(theta: Float64Array, x: number, tx: number, T: number): number {
  const [r, alpha, s, beta] = [theta[0]!, theta[1]!, theta[2]!, theta[3]!];
  const tail = emptyTail();
  paretoTail(alpha, beta, r + x, s + 1, tx, T, tail);
  return 1 / (1 + s * Math.exp(tail.logValue + (r + x) * Math.log(alpha + T) + s * Math.log(beta + T)));
}

/** (r+x)(β+T)/(α+T) · (1 − ((β+T)/(β+T+t))^(s−1)) / (s−1). */
function meanWhileActive(theta: Float64Array, x: number, T: number, time: number): number {
  const power = theta[2]! - 1;
  const log = -Math.log1p(time / (theta[3]! + T));
  const grown = power === 0 ? -log : -Math.expm1(power * log) / power;
  return ((theta[0]! + x) * (theta[3]! + T) * grown) / (theta[1]! + T);
}

function drawWhileActive(theta: Float64Array, x: number, _tx: number, T: number, time: number, uniform: Uniforms): number {
  const rate = gammaVariate(theta[0]! + x, uniform) / (theta[1]! + T);
  const leaving = gammaVariate(theta[2]!, uniform) / (theta[3]! + T);
  const lifetime = -Math.log(uniform()) / leaving;
  return poissonVariate(rate * Math.min(lifetime, time), uniform);
}
