/** Best way to part a node; sums in whole numbers (see `fixedPoint.ts`). */
export interface Split {
  /** Position in the binned matrix. */
  readonly feature: number;
  /** Number split: bins 1…bin go left. */
  readonly bin: number;
  /** Category split: bins that go left. */
  readonly leftBins?: readonly number[];
  readonly missingLeft: boolean;
  /** Fall of the penalised loss, in whole-number units. */
  readonly gain: number;
  readonly leftGradient: number;
  readonly leftHessian: number;
  readonly leftRows: number;
}

/** What a split search needs to know beside the histogram; sums and penalties in whole-number units. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
  /** Bounds of the leaf value in units of gradient ÷ hessian; −Infinity, Infinity when free. */
  readonly low: number;
  readonly high: number;
}

/** Limits of every split. */
export interface SplitRules {
  readonly l2: number;
  readonly minHessian: number;
  readonly minRows: number;
}

/** Leaf value −G / (H + λ) within the node's bounds. */
export function leafValue(gradient: number, hessian: number, l2: number, low: number, high: number): number {
  const value = -gradient / (hessian + l2);
  return value < low ? low : value > high ? high : value;
}

/** The sides of a split, kept apart by the middle of their values where the value may only rise (`sign` 1) or fall (−1). */
export function keptApart<N extends NodeSums>(left: N, right: N, sign: number, l2: number): [N, N] {
  if (sign === 0) return [left, right];
  const value = ({ gradient, hessian, low, high }: N): number => leafValue(gradient, hessian, l2, low, high);
  const middle = (value(left) + value(right)) / 2;
  return sign > 0
    ? [
        { ...left, high: middle },
        { ...right, low: middle },
      ]
    : [
        { ...left, low: middle },
        { ...right, high: middle },
      ];
}

/**
 * Score of a leaf: twice the fall of the penalised loss against the value 0. G² / (H + λ) at the free optimum, in this very form, so
 * that equal splits tie to the bit; −(2Gw + (H + λ)w²) where bounds keep the value at w.
 */
export function leafScore(gradient: number, hessian: number, l2: number, low: number, high: number): number {
  const free = -gradient / (hessian + l2);
  if (free >= low && free <= high) return (gradient * gradient) / (hessian + l2);
  const value = free < low ? low : high;
  return -(2 * gradient + (hessian + l2) * value) * value;
}
