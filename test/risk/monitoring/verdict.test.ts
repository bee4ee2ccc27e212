import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { METRIC_NAMES } from '../../../src/evaluate/index.js';
import { branchSums } from '../../../src/risk/monitoring/branchAlarms.js';
import { cohortsOf, pooledRatio } from '../../../src/risk/monitoring/cohorts.js';
import { alarmsOf, type Evidence, verdictOf } from '../../../src/risk/monitoring/verdict.js';
import type { Evaluation, Measured } from '../../../src/risk/report.js';

const about = (estimate: number, half: number): Measured => ({ estimate, low: estimate - half, high: estimate + half });
const evaluation = (auc: number, slope: number): Evaluation => ({
  ...(Object.fromEntries(METRIC_NAMES.map((name) => [name, about(1, 0.1)])) as Evaluation),
  auc: about(auc, 0.02),
  calibration_slope: about(slope, 0.1),
});
const cohort = (cutoff: string, left: number, slope = about(1, 0.5)) => ({
  cutoff,
  customers: 1000,
  expected: 80,
  left,
  ratio: about(left / 80, 0.3),
  slope,
  intercept: about(0, 0.5),
});
const quiet: Evidence = {
  inputs: [],
  drift: [{ id: 'churn_probability', psi: 0.1, expectedPsi: 0.2 }],
  surrogate: null,
  cohorts: [cohort('2025-01-06', 80), cohort('2025-02-03', 82)],
  branches: [],
  ratio: about(1.02, 0.2),
  evaluation: evaluation(0.7, 1),
  trained: evaluation(0.71, 0.95),
  firstPossible: '2025-10-06',
};

describe('the verdict', () => {
  it('is to keep while nothing is beyond chance', () => {
    expect(verdictOf(quiet)).toMatchObject({ action: 'keep', reason: { en: expect.stringContaining('AUC 0.700') } });
    expect(alarmsOf(quiet)).toEqual([]);
    expect(verdictOf({ ...quiet, evaluation: null, cohorts: [], ratio: null }).reason.en).toContain('2025-10-06');
  });
  it('is to retrain where the order is lost, and says what fell', () => {
    expect(verdictOf({ ...quiet, evaluation: evaluation(0.6, 1) })).toMatchObject({
      action: 'retrain',
      reason: { en: expect.stringContaining('from 0.710 on the test block to 0.600'), zh: expect.stringContaining('重新训练') },
    });
    expect(verdictOf({ ...quiet, evaluation: evaluation(0.7, 0.5) }).reason.en).toContain('calibration slope fell from 0.95');
  });
  it('does not retrain on a handful of leavers', () => {
    expect(verdictOf({ ...quiet, evaluation: evaluation(0.6, 1), cohorts: [cohort('2025-01-06', 20)] }).action).toBe('keep');
  });
  it('is to recalibrate where only the level is lost: by the ratio, or by the line twice in a row', () => {
    expect(verdictOf({ ...quiet, ratio: about(1.5, 0.3) })).toMatchObject({
      action: 'recalibrate',
      reason: { en: expect.stringContaining('1.50 times') },
    });
    expect(verdictOf({ ...quiet, ratio: about(1.3, 0.4) }).action).toBe('keep');
    const steep = about(2, 0.5);
    const cohorts = ['2025-01-06', '2025-02-03', '2025-03-03', '2025-03-31', '2025-04-28'].map((day) => cohort(day, 80, steep));
    expect(verdictOf({ ...quiet, cohorts }).reason.en).toContain('two cutoffs in a row');
    expect(verdictOf({ ...quiet, cohorts: cohorts.slice(0, 4) }).action).toBe('keep');
  });
  it('hears the surrogate and the scores before outcomes are known', () => {
    const surrogate = { cutoff: '2025-05-05', customers: 900, flagged: 200, expected: 60, foretold: 120, ratio: about(2, 0.5) };
    const drift = [
      { id: 'late_rate_91d', psi: 2, expectedPsi: 0.1 },
      { id: 'churn_probability', psi: 1.1, expectedPsi: 0.1 },
    ];
    const evidence = { ...quiet, evaluation: null, cohorts: [], ratio: null, surrogate, drift };
    expect(alarmsOf(evidence).map(({ step }) => step)).toEqual(['scores', 'surrogate']);
    expect(alarmsOf(evidence)[0]?.text.en).toContain('late_rate_91d');
    expect(verdictOf(evidence).reason.en).toMatch(/^Keep for now.*foretell 2.00 times.*But watch/);
  });
});

/** A year of monthly cohorts of 40 branches; at one of them twice as many leave as promised. */
function branchRows(factor: number) {
  const [months, customers] = [12, 1600];
  const rows = Array.from({ length: months * customers }, (_, row) => ({ month: Math.floor(row / customers), customer: row % customers }));
  const probability = Float64Array.from(rows, () => 0.2);
  const outcome = Uint8Array.from(rows, ({ customer }, row) => (uniformAt(5, 1, row) < (customer % 8 === 3 ? factor : 1) * 0.2 ? 1 : 0));
  const cutoff = Int32Array.from(rows, ({ month }) => 20_000 + 28 * month);
  const customer = Int32Array.from(rows.keys());
  const first = Int32Array.from({ length: rows.length + 1 }, (_, row) => row);
  // A third of the leavers leave in the first month after the cutoff.
  const onset = Float64Array.from(rows, (_, row) => cutoff[row]! + (outcome[row] === 1 ? (row % 3 === 0 ? 10 : 60) : -1));
  const record = {
    dataEnd: 1e6,
    rule: { kind: 'adaptive', epsilon: 1e-3 } as const,
    first,
    onset,
    confirmed: onset,
    returned: onset,
    ending: new Uint8Array(onset.length),
    openSince: onset,
  };
  return { rows: { cutoff, customer, probability, outcome }, branch: rows.map((one) => `B${one.customer % 8}`), record };
}

describe('sums by branch', () => {
  it('find the branch that loses twice as many, and when it began', () => {
    const { rows, branch, record } = branchRows(2);
    const found = branchSums(rows, branch, record, 28);
    expect(found.filter(({ alarm }) => alarm).map((one) => one.branch)).toContain('B3');
    expect(found[0]?.branch).toBe('B3');
    expect(found[0]?.since).toBe('2024-10-04');
  });
  it('are quiet where all branches are as promised', () => {
    const { rows, branch, record } = branchRows(1);
    expect(branchSums(rows, branch, record, 28).filter(({ alarm }) => alarm)).toEqual([]);
  });
});

describe('cohorts', () => {
  it('hold promised and happened by cutoff, without a line where leavers are few', () => {
    const rows = {
      cutoff: Int32Array.of(0, 0, 28, 28),
      customer: Int32Array.of(1, 2, 1, 2),
      probability: Float64Array.of(0.5, 0.25, 0.5, 0.5),
      outcome: Uint8Array.of(1, 0, 0, 1),
    };
    const [first, second] = cohortsOf(rows);
    expect(first).toMatchObject({ cutoff: '1970-01-01', customers: 2, expected: 0.75, left: 1, slope: { estimate: null } });
    expect(second?.ratio.estimate).toBe(1);
    expect(pooledRatio(rows).estimate).toBeCloseTo(2 / 1.75, 14);
  });
  it('have no line where all probabilities are equal', () => {
    const n = 200;
    const rows = {
      cutoff: new Int32Array(n),
      customer: Int32Array.from({ length: n }, (_, row) => row),
      probability: new Float64Array(n).fill(0.2),
      outcome: Uint8Array.from({ length: n }, (_, row) => (row % 5 === 0 ? 1 : 0)),
    };
    expect(cohortsOf(rows)[0]).toMatchObject({ left: 40, slope: { estimate: null, low: null } });
  });
});
