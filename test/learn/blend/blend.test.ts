import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { type BlendModel, blendWeights, fitLearner, type LearnerOptions, predictMargin } from '../../../src/learn/index.js';
import { learnerModelSchema } from '../../../src/learn/learnerModelSchema.js';
import { logLossOf, sampleData } from '../sampleData.js';

const mixed = (margins: readonly ArrayLike<number>[], weights: ArrayLike<number>): Float64Array =>
  Float64Array.from(margins[0]!, (_, row) => margins.reduce((sum, column, k) => sum + weights[k]! * column[row]!, 0));

const someMembers = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 6, max: 30 }), fc.nat(1e6)).map(([members, rows, seed]) => ({
  margins: Array.from({ length: members }, (_, k) =>
    Float64Array.from({ length: rows }, (_unused, row) => 4 * uniformAt(seed, 1, k, row) - 2),
  ),
  outcome: Float64Array.from({ length: rows }, (_, row) => (row === 0 ? 1 : row === 1 ? 0 : Math.round(uniformAt(seed, 2, row)))),
}));

describe('blendWeights', () => {
  it('are on the simplex, and no other weights there have less loss', () => {
    fc.assert(
      fc.property(
        someMembers,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        ({ margins, outcome }, other) => {
          const weights = blendWeights(margins, outcome);
          expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
          expect(weights.every((weight) => weight >= 0)).toBe(true);
          const loss = logLossOf(mixed(margins, weights), outcome);
          const sum = other.slice(0, margins.length).reduce((a, b) => a + b, 0) + 1e-12;
          const rivals = [other.slice(0, margins.length).map((weight) => (weight + 1e-12 / margins.length) / sum)];
          for (let k = 0; k < margins.length; k++) {
            rivals.push(margins.map((_, member) => (member === k ? 1 : 0)));
            rivals.push(Array.from(weights, (weight, member) => 0.999 * weight + (member === k ? 0.001 : 0)));
          }
          for (const rival of rivals) expect(logLossOf(mixed(margins, rival), outcome)).toBeGreaterThanOrEqual(loss - 1e-8);
        },
      ),
    );
  });

  it('count a row of weight 2 as two rows', () => {
    const margins = [Float64Array.of(-2, -1, 1, 2, -1, 1), Float64Array.of(1, -2, -1, 2, 2, -1)];
    const outcome = [0, 0, 1, 1, 1, 0];
    const twice = blendWeights(
      margins.map((column) => [...column, column[4]!]),
      [...outcome, 1],
    );
    const weighted = blendWeights(margins, outcome, [1, 1, 1, 1, 2, 1]);
    expect(Math.abs(weighted[0]! - blendWeights(margins, outcome)[0]!)).toBeGreaterThan(0.01);
    for (const [k, weight] of weighted.entries()) expect(weight).toBeCloseTo(twice[k]!, 9);
  });

  it('refuse margins of another length and outcomes of one kind', () => {
    expect(() => blendWeights([[1, 2]], [0, 1, 1])).toThrowError(expect.objectContaining({ code: 'length-mismatch' }));
    expect(() => blendWeights([[1, 2]], [1, 1])).toThrowError(expect.objectContaining({ code: 'too-few-events' }));
  });
});

const members: readonly LearnerOptions[] = [{ kind: 'logistic' }, { kind: 'boosting', rounds: 40, leaves: 4, minRowsPerLeaf: 20 }];

describe('fitBlend', () => {
  it('is no worse than any member on the rows it was weighed by, and drops who adds nothing', async () => {
    const data = sampleData(1500, 21);
    const validation = sampleData(1500, 22);
    const useless = { kind: 'one-feature', feature: 'noise' };
    const options = { kind: 'blend', members: [...members, useless] } as LearnerOptions;
    const { model, report } = await fitLearner(options, { ...data, validation } as typeof data);
    const blend = model as BlendModel;
    const { weights } = report as { weights: number[] };
    expect(weights).toHaveLength(3);
    expect(blend.weights).toEqual(weights.filter((weight) => weight > 0));
    expect(blend.members).toHaveLength(blend.weights.length);
    const loss = logLossOf(predictMargin(model, validation.matrix), validation.outcome);
    for (const member of members) {
      const alone = await fitLearner(member, data);
      expect(loss).toBeLessThanOrEqual(logLossOf(predictMargin(alone.model, validation.matrix), validation.outcome) + 1e-9);
    }
  });

  it('without validation rows weighs by rows held out, then learns from all', async () => {
    const data = sampleData(1500, 23);
    const { model } = await fitLearner({ kind: 'blend', members } as LearnerOptions, data);
    const blend = model as BlendModel;
    const whole = await fitLearner(members[0]!, data);
    expect(blend.members[0]).toEqual(whole.model);
    expect(blend.weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  it('is read from a file only with weights of sum 1 and members of its own features', async () => {
    const { model } = await fitLearner({ kind: 'blend', members } as LearnerOptions, sampleData(300, 24));
    const blend = model as BlendModel;
    const reads = (change: object): boolean => learnerModelSchema.safeParse({ ...blend, ...change }).success;
    expect(reads({})).toBe(true);
    expect(reads({ weights: blend.weights.map((weight) => weight / 2) })).toBe(false);
    expect(reads({ weights: [...blend.weights, 0.1] })).toBe(false);
    expect(reads({ features: blend.features.slice(1) })).toBe(false);
    expect(reads({ members: blend.members.map(() => blend) })).toBe(false);
    await expect(fitLearner({ kind: 'blend', members: [] }, sampleData(300, 24))).rejects.toThrow('members has 0 learners');
  });
});
