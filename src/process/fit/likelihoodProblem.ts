import type { Objective } from '../../math/lbfgs.js';

/** Total log-likelihood at natural parameters; writes its derivatives by them into `gradient` (same length). */
export type Likelihood = (theta: Float64Array, gradient: Float64Array) => number;

/** A model whose parameters are all > 0, and the data it is fitted to. */
export interface LikelihoodProblem<Name extends string> {
  readonly names: readonly Name[];
  /** Values below or above which a parameter has run to where the data no longer tell. */
  readonly limits: Readonly<Record<Name, readonly [low: number, high: number]>>;
  /** Number of customers: what the mean log-likelihood and the ridge are divided by. */
  readonly customers: number;
  readonly likelihood: Likelihood;
  /** Log-parameters where the search may begin, the likeliest first. */
  readonly starts: readonly (readonly number[])[];
  /** The same model on fewer customers, on which starts are compared; default the whole. */
  readonly rough?: { readonly likelihood: Likelihood; readonly customers: number } | undefined;
}

/** Mean negative log-likelihood plus ridge, as a function of the logarithms of the parameters. */
export function penalised(likelihood: Likelihood, customers: number, ridge: number): Objective {
  return (x, gradient) => {
    const theta = naturalOf(x);
    const value = likelihood(theta, gradient);
    let squares = 0;
    for (let j = 0; j < theta.length; j++) {
      squares += x[j]! * x[j]!;
      gradient[j] = (2 * ridge * x[j]! - gradient[j]! * theta[j]!) / customers;
    }
    return (ridge * squares - value) / customers;
  };
}

/** Natural parameters of log-parameters. */
export function naturalOf(x: Float64Array): Float64Array {
  return x.map((value) => Math.exp(value));
}
