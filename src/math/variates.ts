import { philox } from '../core/random.js';
import { logGamma } from './logGamma.js';
import { normalQuantile } from './normalQuantile.js';

/** A stream of uniform numbers in (0, 1), the same for the same keys. */
export type Uniforms = () => number;

/** The stream of `(seed, purpose, index)`: independent of all other streams and of the order in which they are read. */
export function uniformsOf(seed: number, purpose: number, index: number): Uniforms {
  const words = new Uint32Array(4);
  let taken = 4;
  let block = 0;
  return () => {
    if (taken === 4) {
      philox(seed, purpose, index, block++, Math.floor(index / 4294967296), 0, words);
      taken = 0;
    }
    return (words[taken++]! + 0.5) / 4294967296;
  };
}

/**
 * One Gamma(shape, 1) variable, shape > 0.
 *
 * @remarks Marsaglia & Tsang, ACM TOMS 26 (2000); shapes below 1 by the boost u^(1/shape).
 */
export function gammaVariate(shape: number, uniform: Uniforms): number {
  if (shape < 1) return gammaVariate(shape + 1, uniform) * Math.exp(Math.log(uniform()) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = normalQuantile(uniform());
    const root = 1 + c * z;
    const v = root * root * root;
    if (v > 0 && Math.log(uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** One Beta(a, b) variable as a ratio of gammas, computed on logarithms so that tiny shapes do not give 0 / 0. */
export function betaVariate(a: number, b: number, uniform: Uniforms): number {
  const one = logGammaVariate(a, uniform);
  const other = logGammaVariate(b, uniform);
  return 1 / (1 + Math.exp(other - one));
}

function logGammaVariate(shape: number, uniform: Uniforms): number {
  if (shape >= 1) return Math.log(gammaVariate(shape, uniform));
  return Math.log(gammaVariate(shape + 1, uniform)) + Math.log(uniform()) / shape;
}

/**
 * One Poisson(mean) variable, mean >= 0.
 *
 * @remarks Multiplication of uniforms below 10; above, Hörmann's transformed rejection PTRS (Insurance: Math. & Econ. 12, 1993).
 */
export function poissonVariate(mean: number, uniform: Uniforms): number {
  return mean < 10 ? poissonByProducts(mean, uniform) : poissonByRejection(mean, uniform);
}

function poissonByProducts(mean: number, uniform: Uniforms): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; count++) product *= uniform();
  return Math.max(0, count);
}

function poissonByRejection(mean: number, uniform: Uniforms): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverse = 1.1239 + 1.1328 / (b - 3.4);
  const logMean = Math.log(mean);
  for (;;) {
    const u = uniform() - 0.5;
    const v = uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log((v * inverse) / (a / (us * us) + b)) <= k * logMean - mean - logGamma(k + 1)) return k;
  }
}
