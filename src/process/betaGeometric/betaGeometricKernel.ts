import { betaVariate, gammaVariate, poissonVariate, type Uniforms } from '../../math/variates.js';
import type { PurchaseKernel } from '../purchase/purchaseKernel.js';
import { repeatStarts } from '../repeatStarts.js';
import { type BetaGeometricLaw, type BetaGeometricParams, betaGeometricActive, chances } from './betaGeometricLaw.js';
import { betaGeometricLikelihood } from './betaGeometricLikelihood.js';
import { exponentialGapMean } from './betaGeometricMean.js';
import { betaGeometricPresent } from './betaGeometricPresent.js';
import { type ErlangPosterior, erlangCount, erlangMean, stageWeights } from './erlangFuture.js';
import { logGapConstant } from './logGapConstant.js';

/** Everything a beta-geometric law says of one customer. */
export function betaGeometricKernel(law: BetaGeometricLaw): PurchaseKernel<keyof BetaGeometricParams> {
  const { shape } = law;
  const posterior = (theta: Float64Array, x: number, tx: number, T: number): ErlangPosterior => ({
    shape,
    s: theta[0]! + shape * x,
    now: theta[1]! + T,
    silence: T - tx,
    a: theta[2]!,
    b: theta[3]! + chances(law, x),
  });
  return {
    names: ['r', 'alpha', 'a', 'b'],
    inTime: [false, true, false, false],
    limits: { r: [0, 50], alpha: [0, Infinity], a: [1e-3, 1e3], b: [1e-3, 1e3] },
    timePower: shape,
    likelihood: (groups) => betaGeometricLikelihood(law, groups),
    constant: (history) => (shape === 1 ? 0 : logGapConstant(shape, history)),
    starts: (groups) => repeatStarts(groups, shape),
    active: (theta, x, tx, T) => betaGeometricActive(law, theta, x, tx, T),
    meanWhileActive: (theta, x, tx, T, time) =>
      shape === 1
        ? exponentialGapMean(theta[0]! + x, theta[1]! + T, theta[2]!, theta[3]! + chances(law, x), time)
        : erlangMean(posterior(theta, x, tx, T), time),
    countWhileActive: (theta, x, tx, T, time, count) => erlangCount(posterior(theta, x, tx, T), time, count),
    discountedWhileActive: (theta, x, tx, T, discount) => betaGeometricPresent(posterior(theta, x, tx, T), discount),
    drawWhileActive: (theta, x, tx, T, time, uniform) => drawCount(posterior(theta, x, tx, T), time, uniform),
  };
}

/** Shipments until the time is over or, each with the customer's own probability, the customer leaves. */
function drawCount({ shape, s, now, silence, a, b }: ErlangPosterior, time: number, uniform: Uniforms): number {
  const unseen = shape === 1 ? 0 : drawStage(stageWeights(shape, s, silence / now), uniform);
  const rate = gammaVariate(s + unseen, uniform) / now;
  const leaving = betaVariate(a, b, uniform);
  const possible = Math.floor((unseen + poissonVariate(rate * time, uniform)) / shape);
  const untilLeft = 1 + Math.floor(Math.log(uniform()) / Math.log1p(-leaving));
  return Math.min(possible, Number.isNaN(untilLeft) ? possible : untilLeft);
}

function drawStage(weights: Float64Array, uniform: Uniforms): number {
  let left = uniform();
  let stage = 0;
  while (stage < weights.length - 1 && left >= weights[stage]!) left -= weights[stage++]!;
  return stage;
}
