import type { Objective } from '../math/lbfgs.js';
import type { MbgNbdLikelihood } from './mbgNbdLikelihood.js';

/** Mean negative log-likelihood plus ridge, as a function of ln r, ln α, ln a, ln b. */
export function penalised(likelihood: MbgNbdLikelihood, customers: number, ridge: number): Objective {
  return (x, gradient) => {
    const parameters = parametersOf(x);
    const value = likelihood(...parameters, gradient);
    let squares = 0;
    for (let j = 0; j < 4; j++) {
      squares += x[j]! * x[j]!;
      gradient[j] = (2 * ridge * x[j]! - gradient[j]! * parameters[j]!) / customers;
    }
    return (ridge * squares - value) / customers;
  };
}

/** Natural parameters of log-parameters. */
export function parametersOf(x: Float64Array): [r: number, alpha: number, a: number, b: number] {
  return [Math.exp(x[0]!), Math.exp(x[1]!), Math.exp(x[2]!), Math.exp(x[3]!)];
}
