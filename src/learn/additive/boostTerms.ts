import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import type { FixedPoint } from '../boosting/fixedPoint.js';
import { meanLogLoss } from '../boosting/gradients.js';
import { type BagRows, type Cells, stepAndSum } from './cyclicSums.js';

/** Rows that a bag leaves out, to stop by. */
export interface HeldRows {
  readonly outcome: Uint8Array;
  readonly weights: Float64Array | undefined;
  readonly margins: Float64Array;
}

/** A curve or a pair table in the making. */
export interface Term {
  /** Cell of each row of the bag, and of each row held out. */
  readonly train: Cells;
  readonly held: Cells;
  readonly cells: number;
  /** Best step for these sums by cell, in units of gradient ÷ hessian. */
  readonly step: (sums: Float64Array) => Float64Array | undefined;
}

/** When to end, and how far to go at once. */
export interface Pace {
  readonly rounds: number;
  readonly patience: number;
  readonly learningRate: number;
}

const BREATH_MS = 100;
/** Longest step, in log-odds, before the learning rate: a leaf of one outcome cannot run away. */
const LONGEST_STEP = 5;
/** Rounds where no row is held out to stop by. */
const BLIND_ROUNDS = 100;
/** A round counts as better only if the loss falls by this share: what follows is not worth its time. */
const WORTHWHILE = 1e-5;

/**
 * Boosts the terms in turn, round after round, each by a small step, until the loss of the rows held out falls no more.
 *
 * @returns value by cell of each term at the best round, and the rounds made
 * @remarks O(rounds × terms × rows). In turn, so that features that say the same share their effect (Lou et al. 2012).
 */
export async function boostTerms(
  rows: BagRows,
  held: HeldRows,
  terms: readonly Term[],
  pace: Pace,
  fixedPoint: FixedPoint,
  run: RunOptions,
): Promise<{ values: Float64Array[]; rounds: number }> {
  const values = terms.map(({ cells }) => new Float64Array(cells));
  let best: Float64Array[] = values.map((value) => value.slice());
  const blind = held.margins.length === 0;
  const most = blind ? Math.min(pace.rounds, BLIND_ROUNDS) : pace.rounds;
  let bestLoss = blind ? Infinity : meanLogLoss(held.margins, held.outcome, held.weights);
  let worthwhileLoss = bestLoss;
  let idle = 0;
  let breathedAt = performance.now();
  const walk = walker(rows, held, terms, values, pace.learningRate, fixedPoint);
  let rounds = 0;
  for (; rounds < most && idle < pace.patience && walk(); rounds++) {
    const loss = blind ? 0 : meanLogLoss(held.margins, held.outcome, held.weights);
    if (blind || loss < bestLoss) {
      bestLoss = loss;
      best = values.map((value, term) => copyTo(best[term]!, value));
    }
    const worthwhile = blind || loss < worthwhileLoss * (1 - WORTHWHILE);
    if (worthwhile) worthwhileLoss = loss;
    idle = worthwhile ? 0 : idle + 1;
    if (performance.now() - breathedAt < BREATH_MS) continue;
    await breathe();
    throwIfAborted(run.signal);
    breathedAt = performance.now();
  }
  return { values: best, rounds };
}

/** A function that makes one round over all terms and says whether any could be improved. */
function walker(
  rows: BagRows,
  held: HeldRows,
  terms: readonly Term[],
  values: readonly Float64Array[],
  learningRate: number,
  fixedPoint: FixedPoint,
): () => boolean {
  const most = terms.reduce((cells, term) => Math.max(cells, term.cells), 0);
  const sums = new Float64Array(2 * most);
  const factors = new Float64Array(most).fill(1);
  let taken = terms[0]?.train ?? new Uint8Array(0);
  const unit = fixedPoint.hessianScale / fixedPoint.gradientScale;
  return () => {
    let improved = false;
    for (const [index, term] of terms.entries()) {
      stepAndSum(rows, taken, factors, term.train, fixedPoint, sums);
      taken = term.train;
      const step = term.step(sums);
      if (!step) {
        factors.fill(1);
        continue;
      }
      improved = true;
      for (let cell = 0; cell < term.cells; cell++) {
        const size = learningRate * Math.min(LONGEST_STEP, Math.max(-LONGEST_STEP, step[cell]! * unit));
        step[cell] = size;
        values[index]![cell]! += size;
        factors[cell] = Math.exp(-size);
      }
      addByCell(held.margins, term.held, step);
    }
    return improved;
  };
}

/** Adds the value of each row's cell to its margin. */
export function addByCell(margins: Float64Array, cells: Cells, values: Float64Array): void {
  for (let row = 0; row < margins.length; row++) margins[row]! += values[cells[row]!]!;
}

function copyTo(to: Float64Array, from: Float64Array): Float64Array {
  to.set(from);
  return to;
}
