/** Loss, its gradient, and the curvature of each row, at some coefficients (the intercept first). */
export interface LossState {
  readonly theta: Float64Array;
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
}

/** The intercept alone, at the base rate. */
export function startAt(size: number, outcome: Uint8Array, weights: Float64Array): Float64Array {
  let ones = 0;
  let total = 0;
  for (let row = 0; row < outcome.length; row++) {
    total += weights[row]!;
    ones += weights[row]! * outcome[row]!;
  }
  const theta = new Float64Array(size);
  theta[0] = Math.log(ones / (total - ones));
  return theta;
}

/** The loss with a ridge penalty of strength C at these coefficients; no penalty where C is Infinity. */
export function evaluate(
  design: readonly Float64Array[],
  outcome: Uint8Array,
  weights: Float64Array,
  theta: Float64Array,
  strength: number,
): LossState {
  const margins = linearMargins(design, theta);
  const curvature = new Float64Array(margins.length);
  let loss = 0;
  for (let row = 0; row < margins.length; row++) {
    const margin = margins[row]!;
    const small = Math.exp(-Math.abs(margin));
    const p = margin > 0 ? 1 / (1 + small) : small / (1 + small);
    loss += weights[row]! * (Math.log1p(small) + Math.max(0, outcome[row] === 1 ? -margin : margin));
    curvature[row] = weights[row]! * (small / ((1 + small) * (1 + small)));
    margins[row] = weights[row]! * (p - outcome[row]!);
  }
  const gradient = Float64Array.from(design, (column) => dot(column, margins));
  for (let k = 1; k < theta.length; k++) {
    loss += (theta[k]! * theta[k]!) / (2 * strength);
    gradient[k]! += theta[k]! / strength;
  }
  return { theta, loss, gradient, curvature };
}

function linearMargins(design: readonly Float64Array[], theta: Float64Array): Float64Array {
  const margins = new Float64Array(design[0]!.length);
  for (let k = 0; k < design.length; k++) {
    const column = design[k]!;
    const weight = theta[k]!;
    for (let row = 0; row < margins.length; row++) margins[row]! += weight * column[row]!;
  }
  return margins;
}

/** Σ a·b. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
