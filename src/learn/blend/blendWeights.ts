import { ensure } from '../../core/errors.js';
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
  const share = new Float64Array(margins.length).fill(1 / margins.length);
  let state = stateAt(margins, share, outcome, weights);
  for (let step = 0; step < MOST_STEPS; step++) {
    const [from, to] = steepestPair(state.slope, share);
    const fall = state.slope[from]! - state.slope[to]!;
    if (!(fall > DONE * rows)) break;
    const moved = moveShare(margins, share, outcome, weights, state, from, to, fall);
    if (moved === undefined) break;
    state = moved;
  }
  return share;
}

interface State {
  readonly loss: number;
  /** Derivative of the loss by the weight of each member. */
  readonly slope: Float64Array;
  /** p(1 − p) of each row, by its weight. */
  readonly bend: Float64Array;
}

function stateAt(
  margins: readonly ArrayLike<number>[],
  share: Float64Array,
  outcome: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): State {
  const rows = outcome.length;
  const bend = new Float64Array(rows);
  const slope = new Float64Array(share.length);
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    let margin = 0;
    for (let k = 0; k < share.length; k++) margin += share[k]! * margins[k]![row]!;
    const small = Math.exp(-Math.abs(margin));
    const p = margin > 0 ? 1 / (1 + small) : small / (1 + small);
    const weight = weights === undefined ? 1 : weights[row]!;
    loss += weight * (Math.log1p(small) + Math.max(0, outcome[row] === 1 ? -margin : margin));
    bend[row] = weight * (small / ((1 + small) * (1 + small)));
    for (let k = 0; k < share.length; k++) slope[k]! += weight * (p - outcome[row]!) * margins[k]![row]!;
  }
  return { loss, slope, bend };
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

/** Moves weight by a Newton step, or by half of it and so on until the loss falls; undefined where it cannot. Changes `share`. */
function moveShare(
  margins: readonly ArrayLike<number>[],
  share: Float64Array,
  outcome: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  state: State,
  from: number,
  to: number,
  fall: number,
): State | undefined {
  let bend = 0;
  for (let row = 0; row < outcome.length; row++) {
    const difference = margins[to]![row]! - margins[from]![row]!;
    bend += state.bend[row]! * difference * difference;
  }
  const all = share[from]!;
  for (let size = Math.min(all, fall / Math.max(bend, Number.MIN_VALUE)); size > 1e-15; size /= 2) {
    const next = share.slice();
    next[from] = size === all ? 0 : all - size;
    next[to]! += size;
    const moved = stateAt(margins, next, outcome, weights);
    if (!(moved.loss < state.loss)) continue;
    share.set(next);
    return moved;
  }
  return undefined;
}
