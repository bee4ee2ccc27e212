import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairStep } from '../../../src/learn/additive/pairStep.js';
import { purify } from '../../../src/learn/additive/purify.js';

const rules = { l2: 2, minHessian: 1, minRows: 2 };

interface Cell {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
}

const someTable = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([first, second]) =>
  fc.record({
    first: fc.constant(first),
    second: fc.constant(second),
    cells: fc.array(
      fc.record({
        gradient: fc.integer({ min: -40, max: 40 }),
        hessian: fc.integer({ min: 1, max: 20 }),
        rows: fc.integer({ min: 0, max: 4 }),
      }),
      { minLength: first * second, maxLength: first * second },
    ),
  }),
);

const score = (cells: readonly Cell[]): number => {
  const sum = (key: keyof Cell): number => cells.reduce((total, cell) => total + cell[key], 0);
  if (sum('rows') < rules.minRows || sum('hessian') < rules.minHessian) return -Infinity;
  return (sum('gradient') * sum('gradient')) / (sum('hessian') + rules.l2);
};

/** Best score of a cut of one axis and a cut, or none, of the other on either side, by trying all. */
function bestByHand(cells: readonly Cell[], first: number, second: number): number {
  let best = -Infinity;
  for (const [outer, inner, at] of [
    [first, second, (i: number, j: number) => cells[i * second + j]!],
    [second, first, (i: number, j: number) => cells[j * second + i]!],
  ] as const)
    for (let cut = 1; cut < outer; cut++) {
      const box = (from: number, to: number, low: number, high: number): Cell[] => {
        const found: Cell[] = [];
        for (let i = from; i < to; i++) for (let j = low; j < high; j++) found.push(at(i, j));
        return found;
      };
      const side = (from: number, to: number): number => {
        let most = score(box(from, to, 0, inner));
        for (let k = 1; k < inner && most > -Infinity; k++)
          most = Math.max(most, score(box(from, to, 0, k)) + score(box(from, to, k, inner)));
        return most;
      };
      best = Math.max(best, side(0, cut) + side(cut, outer));
    }
  return best;
}

describe('pairStep', () => {
  it('finds the best cuts of both axes, and values that gain what it says', () => {
    fc.assert(
      fc.property(someTable, ({ first, second, cells }) => {
        const sums = Float64Array.from(cells.flatMap(({ gradient, hessian }) => [gradient, hessian]));
        const step = pairStep(
          sums,
          Float64Array.from(cells, ({ rows }) => rows),
          first,
          second,
          rules,
        );
        const stay = score(cells);
        const best = bestByHand(cells, first, second);
        if (!step) {
          expect(best - stay > 1e-3).toBe(false);
          return;
        }
        expect(step.gain).toBeCloseTo(best - stay, 9);
        expect(new Set(step.values).size).toBeLessThanOrEqual(4);
        const change = cells.reduce(
          (sum, { gradient, hessian }, cell) => sum - 2 * gradient * step.values[cell]! - hessian * step.values[cell]! * step.values[cell]!,
          0,
        );
        expect(change).toBeGreaterThanOrEqual(step.gain + stay - 1e-9);
      }),
    );
  });
});

describe('purify', () => {
  it('moves all main effects out of a table and loses nothing', () => {
    fc.assert(
      fc.property(someTable, ({ first, second, cells }) => {
        const before = Float64Array.from(cells, ({ gradient }) => gradient / 10);
        const counts = Float64Array.from(cells, ({ rows }) => rows + 1);
        const after = before.slice();
        const [alongFirst, alongSecond] = purify(after, counts, first, second);
        for (let i = 0; i < first; i++)
          for (let j = 0; j < second; j++)
            expect(after[i * second + j]! + alongFirst[i]! + alongSecond[j]!).toBeCloseTo(before[i * second + j]!, 9);
        for (let i = 0; i < first; i++) {
          let mean = 0;
          for (let j = 0; j < second; j++) mean += after[i * second + j]! * counts[i * second + j]!;
          expect(mean).toBeCloseTo(0, 8);
        }
      }),
    );
  });
});
