import { choleskyFactor, choleskyInverse } from '../../math/cholesky.js';
import { symmetricEigenvalues } from '../../math/symmetricEigenvalues.js';

/** Whether a survival regression may be believed. Numbers that the data do not tell are NaN. */
export interface RegressionReport {
  readonly converged: boolean;
  readonly iterations: number;
  /** Without the penalty. */
  readonly logLikelihood: number;
  /** Of the model without covariates. */
  readonly nullLogLikelihood: number;
  /** Likelihood-ratio test of all covariates together. */
  readonly likelihoodRatio: number;
  readonly pValue: number;
  readonly standardErrors: Readonly<Record<string, number>>;
  /** Largest over smallest eigenvalue of the information on standardised covariates; above 1e6 covariates repeat each other. */
  readonly conditionNumber: number;
  readonly customers: number;
  readonly events: number;
}

/** Inverse of minus the Hessian and its condition number; NaN where it is not negative definite. */
export function informationInverse(hessian: Float64Array, p: number): { covariance: Float64Array; conditionNumber: number } {
  const information = hessian.map((value) => -value);
  const factor = choleskyFactor(information, p);
  if (!factor) return { covariance: new Float64Array(p * p).fill(Number.NaN), conditionNumber: Number.NaN };
  const eigenvalues = symmetricEigenvalues(information, p);
  return { covariance: choleskyInverse(factor, p), conditionNumber: eigenvalues[p - 1]! / eigenvalues[0]! };
}
