import { leafScore, type SplitRules } from '../boosting/split.js';

/** The best parting of a table of cells: value by cell and the fall of the penalised loss. */
export interface PairStep {
  readonly values: Float64Array;
  readonly gain: number;
}

const MIN_GAIN = 1e-7;

/** Sums over the cells [0, i) × [0, j), so that any box is four look-ups. */
interface BoxSums {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  readonly rows: Float64Array;
  /** Distance of neighbours along the axis that is cut first, and along the other. */
  readonly outer: number;
  readonly inner: number;
  readonly outerCells: number;
  readonly innerCells: number;
}

/** A cut of the first axis, and one of the other axis on either side; a cut at 0 parts nothing. */
interface Cuts {
  readonly outer: number;
  readonly before: number;
  readonly after: number;
  readonly score: number;
}

/**
 * Best tree of up to four leaves that cuts one axis of the table, then the other on both sides; tried with either axis first.
 *
 * @param sums - by cell of the first axis, then of the second: gradient and hessian in turn, whole numbers
 * @param counts - rows by cell
 * @remarks O(cells of the table). After FAST (Lou et al. 2013), with a cut of the second axis for each side.
 */
export function pairStep(sums: Float64Array, counts: Float64Array, first: number, second: number, rules: SplitRules): PairStep | undefined {
  const boxes = boxSums(sums, counts, first, second);
  const flipped = { ...boxes, outer: boxes.inner, inner: boxes.outer, outerCells: second, innerCells: first };
  const straightCuts = bestCuts(boxes, rules);
  const flippedCuts = bestCuts(flipped, rules);
  const isFlipped = flippedCuts.score > straightCuts.score;
  const cuts = isFlipped ? flippedCuts : straightCuts;
  const used = isFlipped ? flipped : boxes;
  const stay = boxScore(used, 0, used.outerCells, 0, used.innerCells, rules);
  if (!(cuts.score - stay > MIN_GAIN * (1 + stay))) return undefined;
  return { values: cellValues(used, cuts, rules, first, second, isFlipped), gain: cuts.score - stay };
}

function boxSums(sums: Float64Array, counts: Float64Array, first: number, second: number): BoxSums {
  const width = second + 1;
  const size = (first + 1) * width;
  const [gradient, hessian, rows] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < first; i++)
    for (let j = 0; j < second; j++) {
      const cell = i * second + j;
      const at = (i + 1) * width + j + 1;
      gradient[at] = sums[2 * cell]! + gradient[at - 1]! + gradient[at - width]! - gradient[at - width - 1]!;
      hessian[at] = sums[2 * cell + 1]! + hessian[at - 1]! + hessian[at - width]! - hessian[at - width - 1]!;
      rows[at] = counts[cell]! + rows[at - 1]! + rows[at - width]! - rows[at - width - 1]!;
    }
  return { gradient, hessian, rows, outer: width, inner: 1, outerCells: first, innerCells: second };
}

function bestCuts(boxes: BoxSums, rules: SplitRules): Cuts {
  let best: Cuts = { outer: 0, before: 0, after: 0, score: -Infinity };
  for (let outer = 1; outer < boxes.outerCells; outer++) {
    const before = bestInner(boxes, 0, outer, rules);
    if (before.score === -Infinity) continue;
    const after = bestInner(boxes, outer, boxes.outerCells, rules);
    const score = before.score + after.score;
    if (score > best.score) best = { outer, before: before.cut, after: after.cut, score };
  }
  return best;
}

/** Best cut of the inner axis within a slice of the outer; the slice whole is cut 0. */
function bestInner(boxes: BoxSums, from: number, to: number, rules: SplitRules): { cut: number; score: number } {
  let cut = 0;
  let score = boxScore(boxes, from, to, 0, boxes.innerCells, rules);
  if (score === -Infinity) return { cut, score };
  for (let inner = 1; inner < boxes.innerCells; inner++) {
    const parted = boxScore(boxes, from, to, 0, inner, rules) + boxScore(boxes, from, to, inner, boxes.innerCells, rules);
    if (!(parted > score)) continue;
    score = parted;
    cut = inner;
  }
  return { cut, score };
}

/** Score of a box as a leaf; −Infinity where it is too small. */
function boxScore(boxes: BoxSums, from: number, to: number, low: number, high: number, rules: SplitRules): number {
  if (boxOf(boxes, boxes.rows, from, to, low, high) < rules.minRows) return -Infinity;
  const hessian = boxOf(boxes, boxes.hessian, from, to, low, high);
  if (hessian < rules.minHessian) return -Infinity;
  return leafScore(boxOf(boxes, boxes.gradient, from, to, low, high), hessian, rules.l2, -Infinity, Infinity);
}

function boxOf({ outer, inner }: BoxSums, totals: Float64Array, from: number, to: number, low: number, high: number): number {
  const start = from * outer;
  const end = to * outer;
  return totals[end + high * inner]! - totals[start + high * inner]! - totals[end + low * inner]! + totals[start + low * inner]!;
}

function cellValues(boxes: BoxSums, cuts: Cuts, { l2 }: SplitRules, first: number, second: number, isFlipped: boolean): Float64Array {
  const value = (from: number, to: number, low: number, high: number): number =>
    low === high ? 0 : -boxOf(boxes, boxes.gradient, from, to, low, high) / (boxOf(boxes, boxes.hessian, from, to, low, high) + l2);
  const { outerCells, innerCells } = boxes;
  const sides = [
    { cut: cuts.before, low: value(0, cuts.outer, 0, cuts.before), high: value(0, cuts.outer, cuts.before, innerCells) },
    { cut: cuts.after, low: value(cuts.outer, outerCells, 0, cuts.after), high: value(cuts.outer, outerCells, cuts.after, innerCells) },
  ] as const;
  const values = new Float64Array(first * second);
  for (let i = 0; i < first; i++)
    for (let j = 0; j < second; j++) {
      const [outer, inner] = isFlipped ? [j, i] : [i, j];
      const side = sides[outer < cuts.outer ? 0 : 1];
      values[i * second + j] = inner < side.cut ? side.low : side.high;
    }
  return values;
}
