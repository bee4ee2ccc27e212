import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc, lift } from '../../src/evaluate/index.js';
import { repeated, someRows } from './rows.js';

/** Share of pairs of an event and a non-event in the right order, ties counting half. */
function aucByPairs(score: number[], truth: number[]): number {
  let right = 0;
  let pairs = 0;
  for (const [i, high] of score.entries())
    for (const [j, low] of score.entries()) {
      if (truth[i] !== 1 || truth[j] !== 0) continue;
      pairs += 1;
      right += high > low ? 1 : high === low ? 0.5 : 0;
    }
  return right / pairs;
}

/** Mean lift over every order of the rows that respects the scores. */
function liftByOrders(score: number[], truth: number[], topShare: number): number {
  const n = score.length;
  const top = Math.max(1, Math.floor(n * topShare + 0.5));
  const lifts: number[] = [];
  for (const order of orders([...score.keys()], score)) {
    const hits = order.slice(0, top).filter((row) => truth[row] === 1).length;
    lifts.push(hits / top / (truth.filter((value) => value === 1).length / n));
  }
  return lifts.reduce((a, b) => a + b, 0) / lifts.length;
}

function* orders(rows: number[], score: number[]): Generator<number[]> {
  if (rows.length === 0) yield [];
  const highest = Math.max(...rows.map((row) => score[row] ?? NaN));
  for (const row of rows.filter((candidate) => score[candidate] === highest))
    for (const rest of orders(
      rows.filter((other) => other !== row),
      score,
    ))
      yield [row, ...rest];
}

describe('fast metrics against slow obvious twins', () => {
  it('AUC is the share of pairs in the right order', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const { score, truth } = repeated(rows);
        expect(auc(rows.score, rows.truth, rows)).toBe(auc(score, truth));
        expect(auc(score, truth)).toBeCloseTo(aucByPairs(score, truth), 14);
      }),
    );
  });
  it('lift is the mean over all orders of the ties', () => {
    const few = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 1 })), { minLength: 2, maxLength: 6 })
      .filter((list) => new Set(list.map(([, truth]) => truth)).size === 2);
    fc.assert(
      fc.property(few, fc.double({ min: 0.01, max: 1, noNaN: true }), (list, topShare) => {
        const score = list.map(([value]) => value);
        const truth = list.map(([, value]) => value);
        expect(lift(score, truth, { topShare })).toBeCloseTo(liftByOrders(score, truth, topShare), 12);
      }),
    );
  });
});
