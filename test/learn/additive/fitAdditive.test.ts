import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../../src/core/random.js';
import { drawBag } from '../../../src/learn/additive/bag.js';
import { fitAdditive } from '../../../src/learn/additive/fitAdditive.js';
import type { AdditiveModel, Axis } from '../../../src/learn/additive/model.js';
import { additiveSettings } from '../../../src/learn/additive/options.js';
import { additiveContributions, predictAdditive } from '../../../src/learn/additive/predictAdditive.js';
import { binMatrix } from '../../../src/learn/binning.js';
import { fixedPointFor } from '../../../src/learn/boosting/fixedPoint.js';
import type { Matrix } from '../../../src/learn/matrix.js';
import { logLossOf, sampleData } from '../sampleData.js';

const quick = { bags: 3, rounds: 150, learningRate: 0.1 };

/** Outcomes that depend on two columns together and on neither alone. */
function crossed(rows: number) {
  const draw = (purpose: number) => Float64Array.from({ length: rows }, (_, row) => uniformAt(5, purpose, row));
  const [a, b, noise, luck] = [draw(1), draw(2), draw(3), draw(4)];
  const features = [
    { name: 'a', values: a },
    { name: 'b', values: b },
    { name: 'noise', values: noise },
  ];
  const outcome = luck.map((u, row) => (u < (a[row]! > 0.5 === b[row]! > 0.4 ? 0.8 : 0.2) ? 1 : 0));
  return { matrix: { length: rows, features }, outcome };
}

/** Cell of a value by the words of the model's description. */
function cellByHand({ cuts, codes }: Axis, value: number): number {
  if (codes) return Number.isNaN(value) || value === 0 ? 0 : codes.includes(value) ? codes.indexOf(value) + 1 : codes.length + 1;
  return Number.isNaN(value) ? 0 : 1 + cuts!.filter((cut) => cut < value).length;
}

function marginByHand({ base, curves, pairs }: AdditiveModel, matrix: Matrix, row: number): number {
  const cell = (axis: Axis): number => cellByHand(axis, matrix.features[axis.feature]!.values[row]!);
  const width = ({ cuts, codes }: Axis): number => (cuts ?? codes)!.length + 2;
  const one = curves.reduce((sum, curve) => sum + curve.values[cell(curve)]!, base);
  return pairs.reduce((sum, { axes, values }) => sum + values[cell(axes[0]) * width(axes[1]) + cell(axes[1])]!, one);
}

describe('fitAdditive', () => {
  it('finds the pair of columns that tell the outcome only together', async () => {
    const data = crossed(3000);
    const alone = await fitAdditive({ ...quick, pairs: 0 }, data);
    const { model, report } = await fitAdditive({ ...quick, pairs: 1 }, data);
    expect(report.pairs).toEqual([['a', 'b']]);
    expect(logLossOf(predictAdditive(alone.model, data.matrix), data.outcome)).toBeGreaterThan(0.66);
    expect(logLossOf(predictAdditive(model, data.matrix), data.outcome)).toBeLessThan(0.53);
  });

  it('predicts what can be read off its curves and tables by hand', async () => {
    const data = sampleData(1500, 3);
    const { model } = await fitAdditive({ ...quick, pairs: 3 }, data);
    expect(model.pairs.length).toBeGreaterThan(0);
    const margins = predictAdditive(model, data.matrix);
    for (let row = 0; row < 1500; row++) expect(margins[row]).toBeCloseTo(marginByHand(model, data.matrix, row), 12);
  });

  it('has curves and tables with mean 0, so that the base is the mean margin and contributions have mean 0', async () => {
    const data = sampleData(1200, 4);
    const { model } = await fitAdditive({ ...quick, pairs: 2 }, data);
    const margins = predictAdditive(model, data.matrix);
    expect(margins.reduce((a, b) => a + b) / 1200).toBeCloseTo(model.base, 9);
    const { values } = additiveContributions(model, data.matrix);
    for (let feature = 0; feature < 6; feature++) {
      let sum = 0;
      for (let row = 0; row < 1200; row++) sum += values[row * 6 + feature]!;
      expect(sum / 1200).toBeCloseTo(0, 9);
    }
  });

  it('gives missing values and categories cells of their own, and leaves a constant column out', async () => {
    const { model } = await fitAdditive({ ...quick, pairs: 0 }, sampleData(3000, 5));
    const curve = (name: string) => model.curves.find(({ feature }) => model.features[feature]!.name === name);
    const holes = curve('holes')!;
    expect(holes.values[0]).toBeGreaterThan(Math.max(...holes.values.slice(1, 3)) + 0.3);
    const branch = curve('branch')!;
    const effects = [0, 1, -1, 2, -2, 0.5, -0.5, 1.5, -1.5, 0, 0, 3, -3];
    branch.codes!.forEach((code, index) => {
      if (Math.abs(effects[code]!) >= 1) expect(Math.sign(branch.values[index + 1]!)).toBe(Math.sign(effects[code]!));
    });
    expect(curve('constant')).toBeUndefined();
  });

  it('leaves a feature under a monotone constraint out of all pairs', async () => {
    const { model, report } = await fitAdditive({ ...quick, pairs: 2, monotone: [1, 0, 0] }, crossed(1500));
    for (const pair of report.pairs) expect(pair).not.toContain('a');
    for (const { axes } of model.pairs) expect(axes.map(({ feature }) => feature)).not.toContain(0);
  });

  it('never stops by a customer that it learns from', () => {
    const rows = 600;
    const values = Float64Array.from({ length: rows }, (_, row) => row % 120);
    const binned = binMatrix({ length: rows, features: [{ name: 'customer', values }] });
    const rowKeys = { high: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 120)), low: Int32Array.from(values) };
    const settings = additiveSettings({}, []);
    const ground = {
      settings,
      binned,
      outcome: new Uint8Array(rows),
      weights: undefined,
      rowKeys,
      fixedPoint: fixedPointFor(rows, 1),
      base: 0,
    };
    const bags = [0, 1, 2].map((bag) => drawBag(ground, bag));
    for (const { columns, heldColumns } of bags) {
      const held = new Set(heldColumns[0]);
      expect(held.size).toBeGreaterThan(5);
      expect(held.size).toBeLessThan(35);
      expect(columns[0]!.some((customer) => held.has(customer))).toBe(false);
    }
    expect(bags[0]!.heldColumns[0]).not.toEqual(bags[1]!.heldColumns[0]);
  });

  it('says what is wrong with an option', async () => {
    const data = sampleData(100);
    await expect(fitAdditive({ bags: 0 }, data)).rejects.toThrow('bags is 0');
    await expect(fitAdditive({ monotone: [0, 0, 0, 0, 1, 0] }, data)).rejects.toThrow('monotone cannot hold for "branch"');
    const binned = binMatrix(sampleData(99).matrix);
    await expect(fitAdditive({}, { ...data, binned })).rejects.toMatchObject({ code: 'length-mismatch' });
  });
});
