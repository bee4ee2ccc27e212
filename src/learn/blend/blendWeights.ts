import { ensure } from '../../core/errors.js';
import { evaluate, type LossState } from '../logistic/lossState.js';
import { checkOutcome } from '../matrix.js';

const MOST_STEPS = 10_000;
/** Slope along which the loss, a row, is not worth following any further. */
const DONE = 1e-10;

/**
 * Weights >= 0 with sum 1 for which the weighted mean of margins has the least log-loss.
 *
 * @param margins - log-odds of each member, each of shape (n,), on rows that no member was fitted to
 * @param outcome - shape (n,), 0 or 1
 * @param weights - shape (n,); 1 when absent
 * @returns one weight a member
 * @throws HoldfastError `length-mismatch`, `bad-parameter`, `too-few-events`
 * @remarks O(members × rows) a step: weight moves from the member that is worth least to the one worth most, by a Newton step. Convex,
 *   the same bits for the same rows in the same order.
 * @example
 * ```ts
 * const one = [-2, -1, 1, 2, -1, 1];
 * const other = [1, -2, -1, 2, 2, -1];
 * blendWeights([one, other], [0, 0, 1, 1, 1, 0]); // => [0.4714, 0.5286] (4 dp)
 * ```
 */
export function blendWeights(margins: readonly ArrayLike<number>[], outcome: ArrayLike<number>, weights?: ArrayLike<number>): Float64Array {
  const rows = outcome.length;
  checkOutcome(outcome, rows);
  ensure(margins.length > 0 && margins.every((column) => column.length === rows), 'length-mismatch', () => ({
    en: `A blend needs at least one member, each with ${rows} margins, as many as there are outcomes.`,
    zh: `混合至少需要一个成员，每个成员须有 ${rows} 个对数几率，与结果的行数一致。`,
  }));
  const columns = margins.map((column) => Float64Array.from(column));
  const left = Uint8Array.from(outcome);
  const rowWeights = weights ? Float64Array.from(weights) : new Float64Array(rows).fill(1);
  const at = (theta: Float64Array): LossState => evaluate(columns, left, rowWeights, theta, Infinity);
  let state = at(new Float64Array(margins.length).fill(1 / margins.length));
  for (let step = 0; step < MOST_STEPS; step++) {
    const [from, to] = steepestPair(state.gradient, state.theta);
    const fall = state.gradient[from]! - state.gradient[to]!;
    if (!(fall > DONE * rows)) break;
    const moved = moveShare(columns, at, state, from, to, fall);
    if (moved === undefined) break;
    state = moved;
  }
  return state.theta;
}

/** The member with weight whose loss rises most with it, and the member whose falls most. */
function steepestPair(slope: Float64Array, share: Float64Array): [number, number] {
  let from = -1;
  let to = 0;
  for (let k = 0; k < slope.length; k++) {
    if (share[k]! > 0 && (from < 0 || slope[k]! > slope[from]!)) from = k;
    if (slope[k]! < slope[to]!) to = k;
  }
  return [from, to];
}

/** Moves weight by a Newton step, or by half of it and so on until the loss falls; undefined where it cannot. */
function moveShare(
  margins: readonly Float64Array[],
  at: (share: Float64Array) => LossState,
  { theta: share, loss, curvature }: LossState,
  from: number,
  to: number,
  fall: number,
): LossState | undefined {
  let bend = 0;
  for (let row = 0; row < curvature.length; row++) {
    const difference = margins[to]![row]! - margins[from]![row]!;
    bend += curvature[row]! * difference * difference;
  }
  const all = share[from]!;
  for (let size = Math.min(all, fall / Math.max(bend, Number.MIN_VALUE)); size > 1e-15; size /= 2) {
    const next = share.slice();
    next[from] = size === all ? 0 : all - size;
    next[to]! += size;
    const moved = at(next);
    if (moved.loss < loss) return moved;
  }
  return undefined;
}
