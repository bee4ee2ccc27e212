import { beforeAll, expect, it } from 'vitest';
import { parseRiskModel, type RiskModel, trainRisk } from '../../src/risk/index.js';
import { modelId } from '../../src/risk/modelId.js';
import { companyRows, historyOf } from './company.js';

let model: RiskModel;

beforeAll(async () => {
  const history = await historyOf(await companyRows({ customers: 300, months: 36, seed: 3 }));
  ({ model } = await trainRisk(history, { seeds: 2, learners: ['stumps'] }));
}, 60_000);

/** A copy of the model with one part changed and, like a careful forger's, the right id. */
async function forged(change: (copy: Record<string, unknown> & RiskModel) => void): Promise<unknown> {
  const copy = JSON.parse(JSON.stringify(model)) as Record<string, unknown> & RiskModel;
  change(copy);
  const { id: _, ...content } = copy;
  return { ...content, id: await modelId(content) };
}

const set = (target: unknown, key: string, value: unknown): void => {
  (target as Record<string, unknown>)[key] = value;
};

it('reads what was written, from text and from JSON', async () => {
  expect(await parseRiskModel(JSON.stringify(model, null, 2))).toEqual(model);
  expect(await parseRiskModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
});

it('refuses a model that was changed after training', async () => {
  const copy = JSON.parse(JSON.stringify(model)) as RiskModel;
  set(copy.model.recalibration, 'a', copy.model.recalibration.a + 1e-9);
  await expect(parseRiskModel(copy)).rejects.toThrow(/this model was changed after it was trained: its id is [0-9a-f]{16}/);
});

it('refuses a version of a later release', async () => {
  await expect(parseRiskModel({ ...model, version: 2 })).rejects.toMatchObject({ code: 'model-version' });
});

it.each([
  ['nothing', null],
  ['a number', 3],
  ['text that is no JSON', 'model'],
  ['another format', { format: 'holdfast-clv', version: 1 }],
  ['a format and nothing else', { format: 'holdfast-risk', version: 1 }],
])('refuses %s with a sentence', async (_, value) => {
  await expect(parseRiskModel(value)).rejects.toMatchObject({
    code: 'bad-model',
    message: expect.stringContaining('this is not a model of holdfast'),
  });
});

it('refuses unknown keys, missing members, endless trees, unlisted features and prototype keys, whatever the id says', async () => {
  const tree = (copy: RiskModel): unknown => (copy.model.members[0] as unknown as { trees: unknown[] }).trees[0];
  const changes: ((copy: Record<string, unknown> & RiskModel) => void)[] = [
    (copy) => set(copy.model, 'extra', 1),
    (copy) => set(copy.model, 'members', []),
    (copy) => set(copy.model, 'horizonDays', 1e12),
    (copy) => set(tree(copy), 'left', [0, 0, 0]),
    (copy) => set(copy.model, 'features', copy.model.features.slice(1)),
    (copy) => set(copy.model, 'features', [...copy.model.features, copy.model.features[0]]),
    (copy) => set(copy.card.reference.score, 'edges', [2, 1]),
    (copy) => Object.defineProperty(copy.model, '__proto__', { value: { horizonDays: 1 }, enumerable: true }),
  ];
  for (const change of changes)
    await expect(parseRiskModel(JSON.parse(JSON.stringify(await forged(change))))).rejects.toMatchObject({ code: 'bad-model' });
  expect(({} as Record<string, unknown>)['horizonDays']).toBeUndefined();
});

it('refuses a number that JSON turned into null', async () => {
  const copy = JSON.parse(JSON.stringify(model)) as RiskModel;
  set(copy.model.recalibration, 'b', null);
  await expect(parseRiskModel(copy)).rejects.toThrow('model.recalibration.b');
});
