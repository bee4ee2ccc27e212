import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURES, featureTable } from '../../src/features/index.js';
import type { Snapshot } from '../../src/history/index.js';
import { quantile } from '../../src/math/quantile.js';
import { mildestEnough } from '../../src/risk/counterfactuals.js';
import { counterfactuals, type RiskModel, scoreRisk, trainRisk } from '../../src/risk/index.js';
import { LEVERS } from '../../src/risk/levers.js';
import { companyRows, historyOf } from './company.js';

let model: RiskModel;
let snapshot: Snapshot;
let ids: readonly string[];

beforeAll(async () => {
  const history = await historyOf(await companyRows({ customers: 200, months: 36, seed: 3 }));
  ({ model } = await trainRisk(history, { seeds: 2, learners: ['logistic'] }));
  snapshot = history.at(history.endDay);
  const { columns } = scoreRisk(model, snapshot, { explain: 0 });
  ids = columns.customer_id.filter((_, row) => columns.risk_band.codes[row]! > 0);
}, 60_000);

describe('counterfactuals', () => {
  it('change only what the list of levers names, each a feature that exists', () => {
    const known = new Map(FEATURES.map((feature) => [feature.id, feature]));
    for (const { family, features } of LEVERS) for (const { id } of features) expect(known.get(id)?.family, id).toBe(family);
    const { columns } = counterfactuals(model, snapshot, ids);
    const allowed = new Set(LEVERS.flatMap(({ features }) => features.map(({ id }) => id)));
    expect(columns.feature.filter((id) => !allowed.has(id))).toEqual([]);
    expect(new Set(columns.family.codes).size).toBeGreaterThan(2);
    expect(columns.change.every((change) => change < 0)).toBe(true);
    // The mean of two members falls only where one of them does.
    expect(columns.members_agree.every((share) => share === 0.5 || share === 1)).toBe(true);
    expect(columns.members_agree).toContain(1);
  });

  it('start from the probability of the list, and lower a value within the range seen', () => {
    const scored = scoreRisk(model, snapshot, { explain: 0 }).columns;
    const probability = new Map(scored.customer_id.map((id, row) => [id, scored.churn_probability[row]!]));
    const { columns, length } = counterfactuals(model, snapshot, ids, { segmentOf: () => 'all' });
    const table = featureTable(snapshot, { features: FEATURES });
    for (let row = 0; row < length; row++) {
      expect(columns.churn_probability[row]).toBeCloseTo(probability.get(columns.customer_id[row]!)!, 12);
      expect(columns.change[row]).toBeCloseTo(columns.new_probability[row]! - columns.churn_probability[row]!, 12);
      expect(columns.new_value[row]).toBeLessThan(columns.value[row]!);
      const seen = table.columns[table.features.findIndex(({ id }) => id === columns.feature[row])]!.filter(
        (value) => !Number.isNaN(value),
      );
      expect(columns.new_value[row]).toBeGreaterThanOrEqual(quantile(seen, 0.05));
      expect(columns.new_value[row]).toBeLessThanOrEqual(quantile(seen, 0.95));
    }
  });

  it('come with the largest fall first, one a family, and say that they are no effects', () => {
    for (const id of ids.slice(0, 20)) {
      const { columns } = counterfactuals(model, snapshot, [id], { lang: 'zh' });
      expect(new Set(columns.family.codes).size).toBe(columns.family.codes.length);
      expect([...columns.change]).toEqual([...columns.change].sort((a, b) => a - b));
      for (const sentence of columns.sentence) expect(sentence).toMatch(/^[^A-Za-z]*。这是关联，并非措施的效果。$/);
    }
    const { columns } = counterfactuals(model, snapshot, ids.slice(0, 1));
    expect(columns.sentence[0]).toMatch(
      /^[A-Z][a-z ]+: with .* the chance of leaving within 91 days at [\d.]+% instead of [\d.]+%\. An association/,
    );
  });

  it('are as mild as brings four fifths of the best, and none where nothing helps', () => {
    expect(mildestEnough([0.01, 0.07, 0.1])).toBe(2);
    expect(mildestEnough([0.01, 0.081, 0.1])).toBe(1);
    expect(mildestEnough([0.1, 0.1, 0.1])).toBe(0);
    expect(mildestEnough([0, -0.1])).toBe(-1);
  });

  it('take values from the segment given, and from everyone where it is small', () => {
    const half = new Set(ids.slice(0, ids.length >> 1));
    const whole = counterfactuals(model, snapshot, ids.slice(0, 5), { segmentOf: () => 'all' });
    const split = counterfactuals(model, snapshot, ids.slice(0, 5), { segmentOf: (id) => (half.has(id) ? 'a' : 'b') });
    const alone = counterfactuals(model, snapshot, ids.slice(0, 5), { segmentOf: (id) => id });
    expect(alone).toEqual(whole);
    expect(split).not.toEqual(whole);
  });

  it('name a customer that cannot be scored', () => {
    expect(() => counterfactuals(model, snapshot, ['nobody'])).toThrowError(expect.objectContaining({ code: 'no-customers' }));
  });
});
