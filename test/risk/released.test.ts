import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/history/index.js';
import { type Matrix, predictMargin } from '../../src/learn/index.js';
import { readHistory } from '../../src/node/index.js';
import { parseRiskModel, type RiskModel, scoreRisk, upgradeModel } from '../../src/risk/index.js';
import { modelId } from '../../src/risk/modelId.js';
import { ROOT } from '../support/tree.js';
import { companyRows, historyOf } from './company.js';

interface Fixture {
  readonly model: RiskModel;
  /** Of each member, by the release that wrote the file. */
  readonly margins: readonly (readonly number[])[];
}

/** Made by test/risk/released/makeVersion1.mjs. */
const version1 = JSON.parse(readFileSync(new URL('./released/version1.json', import.meta.url), 'utf8')) as Fixture;

/** Twelve rows: the bounds of the reference bins of each number, every category and none. */
function rowsOf({ model, card }: RiskModel): Matrix {
  const edges = new Map(card.reference.features.map(({ id, edges: values }) => [id, values]));
  const value = (id: string, levels: readonly string[] | undefined, row: number): number =>
    levels ? row % (levels.length + 1) : (edges.get(id)?.[row] ?? Number.NaN);
  return {
    length: 12,
    features: model.features.map(({ id, levels }) => {
      const values = Float64Array.from({ length: 12 }, (_, row) => value(id, levels, row));
      return levels ? { name: id, values, categories: levels.length } : { name: id, values };
    }),
  };
}

describe('a model of version 1, as release 0.1.0 wrote it', () => {
  it('is read unchanged, with boosting, logistic and one-feature members', async () => {
    const model = await parseRiskModel(JSON.stringify(version1.model));
    expect(model).toEqual(version1.model);
    expect(upgradeModel(version1.model)).toEqual(version1.model);
    expect(model.model.members.map(({ kind }) => kind)).toEqual(['boosting', 'logistic', 'one-feature']);
  });

  it('gives the margins of that release to 1e-12', () => {
    const matrix = rowsOf(version1.model);
    for (const [place, member] of version1.model.model.members.entries()) {
      const margins = predictMargin(member, matrix);
      for (const [row, margin] of version1.margins[place]!.entries()) expect(Math.abs(margins[row]! - margin)).toBeLessThan(1e-12);
    }
  });

  it('scores and explains the bundled company', async () => {
    const { history } = await readHistory(join(ROOT, 'datasets/demo'));
    const risk = scoreRisk(await parseRiskModel(version1.model), history.at(history.endDay), { explain: 50 });
    const scored = risk.columns.churn_probability.filter((p) => !Number.isNaN(p));
    expect(scored.length).toBeGreaterThan(500);
    for (const p of scored) expect(p > 0 && p < 1).toBe(true);
    // Its members are of three kinds and agree on little; each alone has its reasons.
    const { model } = version1;
    for (const member of model.model.members.slice(0, 2)) {
      const alone = { ...model, model: { ...model.model, members: [member] } };
      const told = scoreRisk(alone, history.at(history.endDay), { explain: 50 }).columns.reason_1.slice(0, 50);
      expect(told.filter((reason) => /\d/.test(reason)).length).toBeGreaterThan(25);
    }
  });
});

describe('a model file from a stranger', () => {
  let snapshot: Snapshot;
  beforeAll(async () => {
    const history = await historyOf(await companyRows({ customers: 40, months: 18, seed: 5 }));
    snapshot = history.at(history.endDay);
  }, 60_000);

  type Holder = Record<string, unknown>;
  const places = (value: unknown, found: [Holder, string][] = []): [Holder, string][] => {
    if (typeof value !== 'object' || value === null) return found;
    for (const key of Object.keys(value)) {
      found.push([value as Holder, key]);
      places((value as Holder)[key], found);
    }
    return found;
  };
  const count = places(version1.model).length;
  const strange = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      '',
      '__proto__',
      'constructor',
      [],
      {},
      [[[[]]]],
      0,
      -1,
      1,
      2,
      255,
      2047,
      1e9,
      -1e9,
      1e15,
      1e300,
      -1e300,
      0.5,
    ),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -3, max: 40 }),
  );

  it('after any change, its id made to fit, is refused with a code or gives probabilities and reasons', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(count - 1),
        fc.constantFrom('set', 'set', 'set', 'delete', 'add', 'repeat'),
        strange,
        async (at, how, value) => {
          const copy = structuredClone(version1.model) as unknown as Holder;
          const [holder, key] = places(copy)[at]!;
          if (how === 'delete') delete holder[key];
          else if (how === 'add') Object.defineProperty(holder, '__proto__', { value, enumerable: true, configurable: true });
          else if (how === 'repeat' && Array.isArray(holder)) holder.push(...(holder as unknown[]));
          else holder[key] = value;
          const { id: _, ...content } = copy;
          const file = { ...content, id: await modelId(content) };
          try {
            const model = await parseRiskModel(JSON.parse(JSON.stringify(file)));
            const { columns } = scoreRisk(model, snapshot, { explain: 20 });
            for (const name of ['churn_probability', 'churn_probability_low', 'churn_probability_high'] as const)
              for (const [row, p] of columns[name].entries())
                expect(columns.risk_band.codes[row] === 0 ? Number.isNaN(p) : p >= 0 && p <= 1, `${name} ${p}`).toBe(true);
          } catch (error) {
            const code = (error as { code?: string }).code;
            if (!['bad-model', 'model-version', 'missing-column'].includes(code ?? '')) throw error;
          }
          expect(Object.keys(Object.prototype)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it('whose recalibration is beyond reason is refused', async () => {
    for (const [name, value] of Object.entries({ a: 1e300, b: 1e300, b2: 0, varianceA: 1e300, covariance: -1e300, varianceB: 1e300 })) {
      const { id: _, ...content } = structuredClone(version1.model) as unknown as RiskModel & { model: { recalibration: Holder } };
      content.model.recalibration[name.slice(0, name === 'b2' ? 1 : undefined)] = value;
      const file = { ...content, id: await modelId(content) };
      await expect(parseRiskModel(JSON.parse(JSON.stringify(file)))).rejects.toThrow(`model.recalibration.${name.replace('2', '')}`);
    }
  });

  it('of any depth or size is refused in a moment', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const text = JSON.stringify(version1.model);
    const withMember = (member: string): string => text.replace('"members":[', `"members":[${member},`);
    const huge = [
      deep,
      text.replace('"horizonDays":91', `"horizonDays":${deep}`),
      withMember(deep),
      withMember(`{"kind":"boosting","features":[{"name":"tenure"}],"base":0,"trees":[${'{},'.repeat(200_000)}{}]}`),
      withMember(`{"kind":"boosting","features":[{"name":"tenure"}],"base":0,"trees":[{"feature":[${'0,'.repeat(1_000_000)}0]}]}`),
      text.replace('"levels":[', `"levels":[${'"a",'.repeat(1_000_000)}`),
      `{"format":"holdfast-risk","version":1,${Array.from({ length: 300_000 }, (_, key) => `"k${key}":1`).join(',')}}`,
    ];
    for (const file of huge) {
      const start = performance.now();
      await expect(parseRiskModel(file)).rejects.toMatchObject({ code: 'bad-model' });
      expect(performance.now() - start).toBeLessThan(5000);
    }
  }, 60_000);
});
