/** Function to minimise: returns the value at `x` and writes the gradient into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface LbfgsOptions {
  /** Stop when no component of the gradient is larger; default 1e-6. */
  readonly gradientTolerance?: number;
  /** Stop, converged, when steps no longer change the value by more than this share of max(1, |value|); default 1e-14. */
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
const MAX_LINE_STEPS = 20;
/** One short step may be a bad direction; so many in a row are the bottom. */
const STALLED_STEPS = 2;

/**
 * Minimises a smooth function by limited-memory BFGS with a line search (cubic steps) that ends at the weak Wolfe conditions.
 *
 * @param objective - value and gradient; may return Infinity or NaN where it is undefined, which is taken as too high
 * @param start - starting point, where the objective is finite; not changed
 * @remarks Nocedal & Wright, Numerical Optimization, algorithms 7.4 and 3.6. Deterministic.
 */
export function minimise(objective: Objective, start: ArrayLike<number>, options: LbfgsOptions = {}): Minimum {
  const { gradientTolerance = 1e-6, valueTolerance = 1e-14, maxIterations = 500 } = options;
  const pairs: Pair[] = [];
  let point = evaluate(objective, Float64Array.from(start));
  const smallest = ({ value }: Point): number => valueTolerance * Math.max(1, Math.abs(value));
  const end = (reason: Minimum['reason'], iterations: number): Minimum => ({
    x: point.x,
    value: point.value,
    gradientNorm: largest(point.gradient),
    iterations,
    converged: reason === 'gradient' || reason === 'value',
    reason,
  });
  let stalled = 0;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (largest(point.gradient) <= gradientTolerance) return end('gradient', iteration);
    const towards = direction(point.gradient, pairs);
    const next = lineSearch(objective, point, towards, pairs.length === 0);
    // No lower value, but none to be expected beyond rounding either: this is the bottom.
    if (next === undefined) return end(-dot(point.gradient, towards) <= smallest(point) ? 'value' : 'line-search', iteration);
    const gain = point.value - next.value;
    remember(pairs, point, next);
    point = next;
    stalled = gain <= smallest(point) ? stalled + 1 : 0;
    if (stalled === STALLED_STEPS) return end('value', iteration + 1);
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

/** What is known at one step length. */
interface Trial {
  readonly length: number;
  readonly value: number;
  readonly slope: number;
}

/** A point along `towards` with sufficient decrease and a slope that has risen enough; undefined when none is found. */
function lineSearch(objective: Objective, from: Point, towards: Float64Array, first: boolean): Point | undefined {
  const start: Trial = { length: 0, value: from.value, slope: dot(from.gradient, towards) };
  if (!(start.slope < 0)) return undefined;
  let low = start;
  let high: Trial | undefined;
  let length = first ? Math.min(1, 1 / largest(from.gradient)) : 1;
  let lowered: Point | undefined;
  for (let tries = 0; tries < MAX_LINE_STEPS; tries++) {
    const next = evaluate(
      objective,
      from.x.map((value, i) => value + length * towards[i]!),
    );
    const trial: Trial = { length, value: next.value, slope: dot(next.gradient, towards) };
    const lower = trial.value <= start.value + 1e-4 * length * start.slope;
    if (lower && trial.slope >= 0.9 * start.slope) return next;
    if (lower) lowered = next;
    if (!lower) high = trial;
    length = high === undefined ? further(low, trial) : between(lower ? trial : low, high);
    if (lower) low = trial;
  }
  return lowered;
}

/** Step length beyond `to`, where the slopes at `from` and `to` would reach 0 on a straight line; 2 to 10 times as far. */
function further(from: Trial, to: Trial): number {
  const guess = to.length + ((to.length - from.length) * to.slope) / (from.slope - to.slope);
  return guess > 2 * to.length ? Math.min(guess, 10 * to.length) : 2 * to.length;
}

/** Lowest point of the cubic through values and slopes at both ends, a tenth of the way off either; the middle where there is none. */
function between(low: Trial, high: Trial): number {
  const width = high.length - low.length;
  const d = low.slope + high.slope - (3 * (high.value - low.value)) / width;
  const root = Math.sqrt(d * d - low.slope * high.slope);
  const guess = high.length - (width * (high.slope + root - d)) / (high.slope - low.slope + 2 * root);
  return Number.isFinite(guess) ? Math.min(high.length - 0.1 * width, Math.max(low.length + 0.1 * width, guess)) : low.length + width / 2;
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
