import { expect, it } from 'vitest';
import { FEATURE_FAMILIES } from '../../src/features/index.js';
import { familyImportance, trainRisk } from '../../src/risk/index.js';
import { companyRows, historyOf } from './company.js';

it('says how much each family and each feature matters to a model, families more than their features', async () => {
  const history = await historyOf(await companyRows({ customers: 200, months: 36, seed: 3 }));
  const { model } = await trainRisk(history, { seeds: 1, learners: ['logistic'] });
  const families = await familyImportance(model, history, { repeats: 4 });
  expect(families.columns.group.every((name) => (FEATURE_FAMILIES as readonly string[]).includes(name))).toBe(true);
  expect([...families.columns.importance]).toEqual([...families.columns.importance].sort((a, b) => b - a));
  expect(families.columns.importance[0]).toBeGreaterThan(0.01);
  expect(families.columns.importance_low[0]).toBeGreaterThan(0);
  const features = await familyImportance(model, history, { repeats: 4, by: 'feature' });
  expect(features.columns.group).toHaveLength(model.model.features.length);
  expect(features.columns.importance[0]).toBeLessThan(families.columns.importance[0]!);
}, 60_000);
