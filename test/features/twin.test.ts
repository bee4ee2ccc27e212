import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURES, featureContext, featureTable } from '../../src/features/index.js';
import { historyFrom } from '../../src/history/index.js';
import { DAYS, FIRST_DAY, smallCompany, tablesOf } from './company.js';
import { naiveFeatures } from './naive.js';

describe('features and their slow twin', () => {
  it('agree on made-up companies at any cutoff', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 60, max: DAYS }), async (seed, offset) => {
        const all = smallCompany(seed);
        const { history } = await historyFrom(tablesOf(all));
        const cutoff = FIRST_DAY + offset;
        fc.pre(history.firstDay < cutoff - 14);
        const snapshot = history.at(cutoff);
        const context = featureContext(snapshot);
        for (const customer of snapshot.indices) {
          const naive = naiveFeatures(all, history.customers.ids[customer]!, cutoff, snapshot.company);
          for (const [id, expected] of Object.entries(naive)) {
            const feature = FEATURES.find((candidate) => candidate.id === id);
            expect(feature, id).toBeDefined();
            const got = feature!.compute(snapshot.view(customer), context);
            const where = `${id} of ${history.customers.ids[customer]} at ${cutoff}, seed ${seed}`;
            if (Number.isNaN(expected)) expect(got, where).toBeNaN();
            else
              expect(Math.abs(got - expected), `${where}: ${got} against ${expected}`).toBeLessThanOrEqual(
                1e-9 * Math.max(1, Math.abs(expected)),
              );
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('cover most features', () => {
    const all = smallCompany(1);
    const covered = Object.keys(naiveFeatures(all, 'C01', FIRST_DAY + DAYS, { volumeSeason: () => 1, branchLate: () => 0 } as never));
    expect(covered.length).toBeGreaterThanOrEqual(45);
  });
});

describe('feature table', () => {
  it('gives a snapshot the same rows whichever other cutoffs are asked for', async () => {
    const { history } = await historyFrom(tablesOf(smallCompany(7, 40)));
    const cutoffs = [400, 500, 620].map((offset) => history.at(FIRST_DAY + offset));
    const together = featureTable(cutoffs, { eligible: false });
    let start = 0;
    for (const snapshot of cutoffs) {
      const alone = featureTable(history.at(snapshot.cutoff), { eligible: false });
      expect([...together.customer.subarray(start, start + alone.length)]).toEqual([...alone.customer]);
      alone.features.forEach((feature, place) => {
        const column = together.columns[place]!.subarray(start, start + alone.length);
        if (!feature.categorical) expect([...column], feature.id).toEqual([...alone.columns[place]!]);
      });
      start += alone.length;
    }
    expect(start).toBe(together.length);
  });

  it('drops what the history cannot give and names the missing columns', async () => {
    const shipments = tablesOf(smallCompany(7, 40)).shipments.map(({ customer_id, shipped_at }) => ({ customer_id, shipped_at }));
    const { history } = await historyFrom({ shipments });
    const table = featureTable(history.at(FIRST_DAY + 700), { eligible: false });
    expect(table.dropped.find(({ id }) => id === 'late_rate_91d')?.missing).toEqual(['shipments.promised_at', 'shipments.delivered_at']);
    expect(table.dropped.find(({ id }) => id === 'open_complaints')?.missing).toEqual(['complaints']);
    expect(table.features.map(({ id }) => id)).toContain('ramp_evidence');
    expect(table.features.length + table.dropped.length).toBe(FEATURES.length);
    for (const [place, feature] of table.features.entries())
      expect(
        table.columns[place]!.some((value) => !Number.isNaN(value)),
        feature.id,
      ).toBe(true);
  });
});
