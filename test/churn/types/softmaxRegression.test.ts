import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitSoftmax, predictSoftmax } from '../../../src/churn/types/softmaxRegression.js';

interface Oracle {
  readonly ridge: number;
  readonly x: number[][];
  readonly y: number[];
  readonly weights: number[][];
  readonly probability: number[][];
}
const oracle = JSON.parse(readFileSync(new URL('../../oracle/churn/multinomial.json', import.meta.url), 'utf8')) as Oracle;
const rows = oracle.x.map((row) => Float64Array.from(row));
const oneHot = oracle.y.map((label) => [0, 1, 2].map((k) => (k === label ? 1 : 0)));

describe('multinomial logistic regression', () => {
  it('gives the weights and probabilities of scikit-learn', () => {
    const model = fitSoftmax({ rows, evidence: oneHot, classes: 3, ridge: oracle.ridge });
    oracle.weights.forEach((weights, k) => {
      weights.forEach((weight, j) => {
        expect(model.weights[k]![j + 1]).toBeCloseTo(weight, 5);
      });
    });
    oracle.probability.forEach((p, at) => {
      expect([...predictSoftmax(model, rows[at]!)]).toEqual(p.map((share) => expect.closeTo(share, 5)));
    });
  });

  it('learns through wrong labels when it is told how often they are wrong', () => {
    // Every third row of class 0 is labelled 1; the rest are right.
    const n = 3000;
    const truth = Array.from({ length: n }, (_, at) => (((at * 7919) % n) / n < 0.5 ? 0 : 1));
    const x = truth.map((label, at) => Float64Array.of(label + (((at * 104_729) % 1000) / 1000 - 0.5) * 1.6));
    const labels = truth.map((label, at) => (label === 0 && at % 3 === 0 ? 1 : label));
    const naive = fitSoftmax({
      rows: x,
      evidence: labels.map((label) => [label === 0 ? 1 : 0, label === 1 ? 1 : 0]),
      classes: 2,
      ridge: 1,
    });
    const aware = fitSoftmax({ rows: x, evidence: labels.map((label) => (label === 0 ? [2 / 3, 0] : [1 / 3, 1])), classes: 2, ridge: 1 });
    const share = (model: ReturnType<typeof fitSoftmax>): number => x.reduce((sum, row) => sum + predictSoftmax(model, row)[0]!, 0) / n;
    expect(share(naive)).toBeCloseTo(1 / 3, 2);
    expect(share(aware)).toBeCloseTo(1 / 2, 1);
  });

  it('takes missing and constant columns, and gives the same bits again', () => {
    const holes = rows.map((row, at) => Float64Array.of(at % 4 === 0 ? Number.NaN : row[0]!, 7, Number.NaN));
    const fit = () => fitSoftmax({ rows: holes, evidence: oneHot, classes: 3, ridge: 1 });
    expect(fit()).toEqual(fit());
    expect([...predictSoftmax(fit(), [Number.NaN, Number.NaN, Number.POSITIVE_INFINITY])].every(Number.isFinite)).toBe(true);
  });
});
