import { ensure } from '../core/errors.js';
import { chiSquareTail } from '../math/incompleteGamma.js';

/** Counts of moves, row after row: `counts[from * states + to]`. */
export interface MoveCounts {
  readonly states: number;
  readonly counts: Float64Array;
}

/**
 * Shares of each row's customers by where they went; rows sum to 1.
 *
 * @param prior - added to every cell before dividing (Dirichlet smoothing): a small row then does not promise certainties; 0 gives the raw
 *   shares, NaN in an empty row
 * @example
 * ```ts
 * moveShares({ states: 2, counts: Float64Array.of(3, 1, 0, 0) }, 0.5); // => [0.7, 0.3, 0.5, 0.5]
 * ```
 */
export function moveShares({ states, counts }: MoveCounts, prior: number): Float64Array {
  const shares = new Float64Array(counts.length);
  for (let from = 0; from < states; from++) {
    const row = counts.subarray(from * states, (from + 1) * states);
    const total = row.reduce((sum, count) => sum + count + prior, 0);
    for (let to = 0; to < states; to++) shares[from * states + to] = (row[to]! + prior) / total;
  }
  return shares;
}

/** How two matrices of moves compare. */
export interface MigrationTest {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** Chance of a difference this large when both periods follow the same shares; NaN where nothing could be compared. */
  readonly pValue: number;
  /** Cells joined to others because fewer than `leastExpected` were expected. */
  readonly joinedCells: number;
}

/**
 * Pearson's χ² test, row by row, of whether two periods moved alike. In a row, cells where either period expects fewer than `leastExpected`
 * customers are joined to one; a row that then has one cell, or is empty in one period, says nothing.
 *
 * @throws HoldfastError `length-mismatch`
 * @remarks Anderson & Goodman, Annals of Mathematical Statistics 28 (1957): homogeneity of Markov chains. Customers that influence one another, or
 *   a season that moves all of them, make it speak too often. Oracle: scipy `chi2_contingency`, test/oracle/segment.
 * @example
 * ```ts
 * const then = { states: 2, counts: Float64Array.of(80, 20, 10, 90) };
 * const now = { states: 2, counts: Float64Array.of(60, 40, 12, 88) };
 * compareMoves(then, now).pValue; // => 0.0077 (4 dp)
 * ```
 */
export function compareMoves(previous: MoveCounts, current: MoveCounts, leastExpected = 1): MigrationTest {
  const { states } = previous;
  ensure(states === current.states, 'length-mismatch', () => ({
    en: 'The two matrices must have the same states.',
    zh: '两个矩阵的状态必须一致。',
  }));
  let chiSquare = 0;
  let degreesOfFreedom = 0;
  let joinedCells = 0;
  for (let from = 0; from < states; from++) {
    const row = ({ counts }: MoveCounts): Float64Array => counts.subarray(from * states, (from + 1) * states);
    const compared = compareRows(row(previous), row(current), leastExpected);
    chiSquare += compared.chiSquare;
    degreesOfFreedom += compared.degreesOfFreedom;
    joinedCells += compared.joinedCells;
  }
  const pValue = degreesOfFreedom > 0 ? chiSquareTail(chiSquare, degreesOfFreedom) : Number.NaN;
  return { chiSquare, degreesOfFreedom, pValue, joinedCells };
}

function compareRows(a: Float64Array, b: Float64Array, leastExpected: number): Omit<MigrationTest, 'pValue'> {
  const [sumA, sumB] = [sumOf(a), sumOf(b)];
  if (sumA === 0 || sumB === 0) return { chiSquare: 0, degreesOfFreedom: 0, joinedCells: 0 };
  const smaller = Math.min(sumA, sumB) / (sumA + sumB);
  const cells: [number, number][] = [];
  let joined: [number, number] = [0, 0];
  let joinedCells = 0;
  for (let to = 0; to < a.length; to++) {
    const both = a[to]! + b[to]!;
    if (both === 0) continue;
    if (both * smaller >= leastExpected) cells.push([a[to]!, b[to]!]);
    else {
      joined = [joined[0] + a[to]!, joined[1] + b[to]!];
      joinedCells++;
    }
  }
  if (joinedCells > 0) cells.push(joined);
  let chiSquare = 0;
  for (const [x, y] of cells) {
    const expected = ((x + y) * sumA) / (sumA + sumB);
    chiSquare += ((x - expected) * (x - expected)) / expected + ((x - expected) * (x - expected)) / (x + y - expected);
  }
  return { chiSquare, degreesOfFreedom: cells.length - 1, joinedCells };
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
