import { scoredRows } from '../scoredRows.js';
import { moneyReader } from './moneyReader.js';

/** Money that each row costs by what was done and what happened; numbers for all rows or columns of shape (n,), finite. */
export interface CostMatrix {
  /** Contacted, would have stayed. */
  readonly falsePositive: number | ArrayLike<number>;
  /** Not contacted, left. */
  readonly falseNegative: number | ArrayLike<number>;
  /** Contacted, would have left; default 0. */
  readonly truePositive?: number | ArrayLike<number>;
  /** Not contacted, stayed; default 0. */
  readonly trueNegative?: number | ArrayLike<number>;
}

interface CostReaders {
  readonly fp: (row: number) => number;
  readonly fn: (row: number) => number;
  readonly tp: (row: number) => number;
  readonly tn: (row: number) => number;
}

/**
 * The probability above which contacting a customer costs less than not, from costs of its own: (FP − TN) / (FP − TN + FN − TP).
 *
 * @param costs - numbers or columns
 * @param length - number of customers
 * @returns shape (n,); +∞ where a contact never pays
 * @throws HoldfastError `length-mismatch`, `bad-parameter`
 * @remarks O(n). Elkan, IJCAI (2001); Correa Bahnsen et al. (2015) call the rule Bayes minimum risk.
 * @example
 * ```ts
 * costThresholds({ falsePositive: 10, falseNegative: [90, 10] }, 2); // => [0.1, 0.5]
 * ```
 */
export function costThresholds(costs: CostMatrix, length: number): Float64Array {
  const { fp, fn, tp, tn } = readers(costs, length);
  return Float64Array.from({ length }, (_, row) => {
    const [wrong, missed] = [fp(row) - tn(row), fn(row) - tp(row)];
    return wrong + missed > 0 ? wrong / (wrong + missed) : Number.POSITIVE_INFINITY;
  });
}

/**
 * What decisions cost, all together.
 *
 * @param decision - shape (n,), 1 who is contacted, else 0
 * @param truth - shape (n,), 1 who left, else 0
 * @param costs - numbers or columns
 * @returns money
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @example
 * ```ts
 * decisionCost([1, 1, 0], [1, 0, 1], { falsePositive: 10, falseNegative: 90, truePositive: 20 }); // => 120
 * ```
 */
export function decisionCost(decision: ArrayLike<number>, truth: ArrayLike<number>, costs: CostMatrix): number {
  const rows = scoredRows(decision, truth);
  const of = readers(costs, rows.score.length);
  let total = 0;
  for (let row = 0; row < rows.score.length; row++) total += costOf(of, row, decision[row] === 1, rows.truth[row] === 1);
  return total;
}

/**
 * Savings: the share of the cost of the better of "contact nobody" and "contact everybody" that decisions save.
 *
 * @param decision - shape (n,), 1 who is contacted, else 0
 * @param truth - shape (n,), 1 who left, else 0
 * @param costs - numbers or columns
 * @returns at most 1; 0 where the decisions are no better than none, below 0 where they cost more; NaN where that better one costs nothing
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`
 * @remarks O(n). Correa Bahnsen et al., Expert Systems with Applications 42 (2015); agrees with empulse's `savings_score`.
 * @example
 * ```ts
 * savings([1, 1, 0], [1, 0, 1], { falsePositive: 10, falseNegative: 90, truePositive: 20 }); // => -1.4 (10 dp)
 * savings([1, 0, 1], [1, 0, 1], { falsePositive: 10, falseNegative: 90, truePositive: 20 }); // => 0.2 (10 dp)
 * ```
 */
export function savings(decision: ArrayLike<number>, truth: ArrayLike<number>, costs: CostMatrix): number {
  const cost = decisionCost(decision, truth, costs);
  const constant = (value: number): number => decisionCost(new Float64Array(truth.length).fill(value), truth, costs);
  const best = Math.min(constant(0), constant(1));
  return best === 0 ? Number.NaN : 1 - cost / best;
}

function costOf({ fp, fn, tp, tn }: CostReaders, row: number, contacted: boolean, left: boolean): number {
  if (contacted) return left ? tp(row) : fp(row);
  return left ? fn(row) : tn(row);
}

function readers({ falsePositive, falseNegative, truePositive = 0, trueNegative = 0 }: CostMatrix, n: number): CostReaders {
  return {
    fp: moneyReader('falsePositive', falsePositive, n),
    fn: moneyReader('falseNegative', falseNegative, n),
    tp: moneyReader('truePositive', truePositive, n),
    tn: moneyReader('trueNegative', trueNegative, n),
  };
}
