/** Function to minimise: returns the value at `x` and writes the gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface LbfgsOptions {
  /** Stop when no component of the gradient is larger; default 1e-6. */
  readonly gradientTolerance?: number;
  /** Stop, converged, when a step changes the value by less than this share of max(1, |value|); default 1e-14. */
  readonly valueTolerance?: number;
  readonly maxIterations?: number;
}

/** Where the search ended, and whether it may be believed. */
export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  /** Largest component of the gradient at `x`, in absolute value. */
  readonly gradientNorm: number;
  readonly iterations: number;
  /** False when the search ran out of iterations or of steps that lower the value. */
  readonly converged: boolean;
  readonly reason: 'gradient' | 'value' | 'iterations' | 'line-search';
}

interface Point {
  readonly x: Float64Array;
  readonly gradient: Float64Array;
  readonly value: number;
}

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly inverse: number;
}

const MEMORY = 8;
const MAX_LINE_STEPS = 50;

/**
 * Minimises a smooth function by limited-memory BFGS with a line search that ends at the weak Wolfe conditions.
 *
 * @param objective - value and gradient; may return Infinity or NaN where it is undefined, which is taken as too high
 * @param start - starting point, where the objective is finite; not changed
 * @remarks Nocedal & Wright, Numerical Optimization, algorithm 7.4; line search by bisection as in Lewis & Overton, 2013.
 *   Deterministic.
 */
export function minimise(objective: Objective, start: ArrayLike<number>, options: LbfgsOptions = {}): Minimum {
  const { gradientTolerance = 1e-6, valueTolerance = 1e-14, maxIterations = 500 } = options;
  const pairs: Pair[] = [];
  let point = evaluate(objective, Float64Array.from(start));
  const end = (reason: Minimum['reason'], iterations: number): Minimum => ({
    x: point.x,
    value: point.value,
    gradientNorm: largest(point.gradient),
    iterations,
    converged: reason === 'gradient' || reason === 'value',
    reason,
  });
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(point.gradient) <= gradientTolerance) return end('gradient', iteration);
    const next = lineSearch(objective, point, direction(point.gradient, pairs), pairs.length === 0);
    if (next === undefined) return end('line-search', iteration);
    const gain = point.value - next.value;
    remember(pairs, point, next);
    point = next;
    if (gain <= valueTolerance * Math.max(1, Math.abs(point.value))) return end('value', iteration + 1);
  }
  return end(largest(point.gradient) <= gradientTolerance ? 'gradient' : 'iterations', maxIterations);
}

function evaluate(objective: Objective, x: Float64Array): Point {
  const gradient = new Float64Array(x.length);
  const value = objective(x, gradient);
  return { x, gradient, value };
}

/** Minus the inverse Hessian, as the pairs know it, times the gradient (two-loop recursion). */
function direction(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const result = gradient.map((value) => -value);
  const shares: number[] = [];
  for (const pair of pairs.toReversed()) {
    const share = pair.inverse * dot(pair.step, result);
    shares.push(share);
    addScaled(result, -share, pair.change);
  }
  const latest = pairs.at(-1);
  if (latest) scale(result, 1 / (latest.inverse * dot(latest.change, latest.change)));
  for (const pair of pairs) addScaled(result, (shares.pop() ?? 0) - pair.inverse * dot(pair.change, result), pair.step);
  return result;
}

/** A point along `towards` with sufficient decrease and a slope that has risen enough; undefined when none is found. */
function lineSearch(objective: Objective, from: Point, towards: Float64Array, first: boolean): Point | undefined {
  const slope = dot(from.gradient, towards);
  if (!(slope < 0)) return undefined;
  let low = 0;
  let high = Infinity;
  let length = first ? Math.min(1, 1 / largest(from.gradient)) : 1;
  let lowered: Point | undefined;
  for (let tries = 0; tries < MAX_LINE_STEPS; tries++) {
    const next = evaluate(objective, from.x.map((value, i) => value + length * towards[i]!));
    if (!(next.value <= from.value + 1e-4 * length * slope)) high = length;
    else if (dot(next.gradient, towards) >= 0.9 * slope) return next;
    else {
      low = length;
      lowered = next;
    }
    length = high === Infinity ? 2 * length : (low + high) / 2;
  }
  return lowered;
}

function remember(pairs: Pair[], from: Point, to: Point): void {
  const step = to.x.map((value, i) => value - from.x[i]!);
  const change = to.gradient.map((value, i) => value - from.gradient[i]!);
  const product = dot(step, change);
  if (!(product > 0)) return;
  pairs.push({ step, change, inverse: 1 / product });
  if (pairs.length > MEMORY) pairs.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}

function addScaled(target: Float64Array, factor: number, other: Float64Array): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * other[i]!;
}

function scale(target: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! *= factor;
}

function largest(gradient: Float64Array): number {
  return gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
