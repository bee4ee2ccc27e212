import { choleskyFactor, choleskyInverse } from '../../math/cholesky.js';
import type { Objective } from '../../math/lbfgs.js';
import { symmetricEigenvalues } from '../../math/symmetricEigenvalues.js';

const STEP = 1e-4;

/** What the curvature at a minimum says about the parameters. */
export interface Curvature {
  /** n × n, row after row; NaN where the curvature is not positive definite. */
  readonly covariance: Float64Array;
  readonly conditionNumber: number;
}

/** Curvature of a total: `weight` × objective at `x`, by central differences of its gradient (2n evaluations). */
export function curvatureAt(objective: Objective, x: Float64Array, weight: number): Curvature {
  const n = x.length;
  const hessian = differencedGradient(objective, x).map((value) => value * weight);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) hessian[i * n + j] = hessian[j * n + i] = (hessian[i * n + j]! + hessian[j * n + i]!) / 2;
  const factor = hessian.every(Number.isFinite) ? choleskyFactor(hessian, n) : undefined;
  if (!factor) return { covariance: new Float64Array(n * n).fill(Number.NaN), conditionNumber: Number.NaN };
  const eigenvalues = symmetricEigenvalues(hessian, n);
  return { covariance: choleskyInverse(factor, n), conditionNumber: eigenvalues[n - 1]! / eigenvalues[0]! };
}

function differencedGradient(objective: Objective, x: Float64Array): Float64Array {
  const n = x.length;
  const hessian = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const [above, below] = [STEP, -STEP].map((step) => {
      const gradient = new Float64Array(n);
      objective(
        x.map((value, j) => (j === i ? value + step : value)),
        gradient,
      );
      return gradient;
    });
    for (let j = 0; j < n; j++) hessian[i * n + j] = (above![j]! - below![j]!) / (2 * STEP);
  }
  return hessian;
}
