import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveStep, type StepRules } from '../../../src/learn/additive/curveStep.js';
import type { FeatureBins } from '../../../src/learn/binning.js';

const rules: StepRules = { l2: 3, minHessian: 1, minRows: 2, leaves: 2, hessianUnit: 1 };

const bins = (binCount: number): FeatureBins => ({
  name: 'x',
  binCount,
  cuts: Float64Array.from({ length: binCount - 2 }, (_, cut) => cut + 0.5),
});

/** Bins with a gradient, a hessian and rows each; bin 0 is missing. */
const someBins = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 5 })), {
  minLength: 3,
  maxLength: 9,
});

type Cells = readonly (readonly [number, number, number])[];

const sumsOf = (cells: Cells): Float64Array => Float64Array.from(cells.flatMap(([g, h, n]) => (n === 0 ? [0, 0] : [g, h])));
const countsOf = (cells: Cells): Float64Array => Float64Array.from(cells, ([, , n]) => n);

/** Fall of the penalised loss by a step, twice: −Σ (2gv + (h + λ share)v²) of leaves, found from the values themselves. */
function gainOf(cells: Cells, values: Float64Array): number {
  const leaves = new Map<number, [number, number]>();
  cells.forEach(([g, h, n], bin) => {
    if (n === 0) return;
    const [gradient, hessian] = leaves.get(values[bin]!) ?? [0, 0];
    leaves.set(values[bin]!, [gradient + g, hessian + h]);
  });
  return [...leaves].reduce((sum, [value, [g, h]]) => sum - (2 * g * value + (h + rules.l2) * value * value), 0);
}

/** Best gain of any threshold with missing on either side, by trying all. */
function bestByHand(cells: Cells): number {
  let best = -Infinity;
  for (let cut = 1; cut < cells.length; cut++)
    for (const missingLeft of [true, false]) {
      const sides = [true, false].map((left) => cells.filter((_, bin) => (bin === 0 ? missingLeft : bin <= cut) === left));
      const totals = sides.map((side) =>
        side.filter(([, , n]) => n > 0).reduce(([g, h, n], cell) => [g + cell[0], h + cell[1], n + cell[2]] as const, [0, 0, 0] as const),
      );
      if (totals.some(([, , n]) => n < rules.minRows)) continue;
      best = Math.max(
        best,
        totals.reduce((sum, [g, h]) => sum + (g * g) / (h + rules.l2), 0),
      );
    }
  return best;
}

describe('curveStep', () => {
  it('with two leaves is the best of all thresholds, missing values on either side', () => {
    fc.assert(
      fc.property(someBins, (cells) => {
        const step = curveStep(sumsOf(cells), countsOf(cells), bins(cells.length), 0, rules);
        const best = bestByHand(cells);
        if (step) expect(gainOf(cells, step)).toBeCloseTo(best, 9);
        else {
          const used = cells.filter(([, , n]) => n > 0);
          const sum = (place: 0 | 1): number => used.reduce((total, cell) => total + cell[place], 0);
          const [g, h] = [sum(0), sum(1)];
          expect(best).toBeLessThanOrEqual((g * g) / (h + rules.l2) + 1e-4);
        }
      }),
    );
  });

  it('gains with each further leaf', () => {
    fc.assert(
      fc.property(someBins, (cells) => {
        const gains = [2, 3, 4].map((leaves) => {
          const step = curveStep(sumsOf(cells), countsOf(cells), bins(cells.length), 0, { ...rules, leaves });
          return step ? gainOf(cells, step) : 0;
        });
        expect(gains[1]).toBeGreaterThanOrEqual(gains[0]! - 1e-9);
        expect(gains[2]).toBeGreaterThanOrEqual(gains[1]! - 1e-9);
      }),
    );
  });

  it('only rises, or only falls, where it must', () => {
    fc.assert(
      fc.property(someBins, fc.constantFrom(1, -1), (cells, sign) => {
        const step = curveStep(sumsOf(cells), countsOf(cells), bins(cells.length), sign, { ...rules, leaves: 5 });
        for (let bin = 2; step && bin < cells.length; bin++) expect(sign * (step[bin]! - step[bin - 1]!)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
