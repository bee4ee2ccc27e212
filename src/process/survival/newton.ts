import { choleskyFactor, choleskySolve } from '../../math/cholesky.js';

/** Value, gradient and Hessian (p × p, row after row) of a function to maximise, at a point. */
export interface Quadratic {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

export interface NewtonResult extends Quadratic {
  readonly x: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
}

const MAX_HALVINGS = 30;

/** Maximises a concave function by Newton's method with halved steps; converged when a step can gain no more than 1e-12 of the value. */
export function newtonMaximum(at: (x: Float64Array) => Quadratic, start: Float64Array, maxIterations: number): NewtonResult {
  let x = start;
  let here = at(x);
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const step = stepOf(here);
    const gain = step?.reduce((sum, value, j) => sum + value * here.gradient[j]!, 0);
    if (step === undefined || gain === undefined || !Number.isFinite(gain)) return { ...here, x, converged: false, iterations: iteration };
    if (gain <= 1e-13 * Math.max(1, Math.abs(here.value))) return { ...here, x, converged: true, iterations: iteration };
    const next = halved(at, x, step, here);
    if (next === undefined) return { ...here, x, converged: gain <= 1e-9 * Math.max(1, Math.abs(here.value)), iterations: iteration };
    [x, here] = next;
  }
  return { ...here, x, converged: false, iterations: maxIterations };
}

/** Minus the inverse Hessian times the gradient; with a growing ridge where the function is not concave. */
function stepOf({ gradient, hessian }: Quadratic): Float64Array | undefined {
  const p = gradient.length;
  for (let ridge = 0; ridge < 1e12; ridge = ridge === 0 ? 1e-6 : 100 * ridge) {
    const minus = hessian.map((value, k) => -value + (k % (p + 1) === 0 ? ridge * (1 + Math.abs(value)) : 0));
    const factor = choleskyFactor(minus, p);
    if (factor) return choleskySolve(factor, gradient);
  }
  return undefined;
}

function halved(
  at: (x: Float64Array) => Quadratic,
  x: Float64Array,
  step: Float64Array,
  here: Quadratic,
): [x: Float64Array, quadratic: Quadratic] | undefined {
  for (let halving = 0, length = 1; halving < MAX_HALVINGS; halving++, length /= 2) {
    const candidate = x.map((value, j) => value + length * step[j]!);
    const there = at(candidate);
    if (there.value > here.value) return [candidate, there];
  }
  return undefined;
}
