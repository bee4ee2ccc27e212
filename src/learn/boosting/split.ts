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

/** Twice the fall of the penalised loss when a leaf takes `value`: −(2Gw + (H + λ)w²), which is G² / (H + λ) at the free optimum. */
export function scoreAt(value: number, gradient: number, hessian: number, l2: number): number {
  return -(2 * gradient + (hessian + l2) * value) * value;
}

/** Score of a node as one leaf. */
export function nodeScore(sums: NodeSums, l2: number): number {
  const value = leafValue(sums.gradient, sums.hessian, l2, sums.low, sums.high);
  return scoreAt(value, sums.gradient, sums.hessian, l2);
}
