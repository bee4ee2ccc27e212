import { describe, expect, it } from 'vitest';
import { describe as describeFeature, dictionary, ELIGIBILITY_TEXT, FEATURES, formatValue } from '../../src/features/index.js';

const EXTREMES = [Number.NaN, 0, -0, 1, -1, 0.5, 1e-9, -3.2, 12, 1e9, -1e9, Number.POSITIVE_INFINITY];
const byId = (id: string) => FEATURES.find((feature) => feature.id === id)!;

describe('sentences of features', () => {
  it('leave no placeholder, bracket or unwritten number behind, in either language, for any value', () => {
    for (const feature of FEATURES) {
      for (const value of EXTREMES) {
        for (const norm of [Number.NaN, 0.1]) {
          const counts = feature.counts && ([3, 40] as const);
          const text = describeFeature(feature, { value, own: norm, company: norm, level: 'express', ...(counts ? { counts } : {}) });
          for (const sentence of [text.en, text.zh]) {
            expect(sentence, `${feature.id} at ${value}`).not.toMatch(/[{}[\]]|NaN|undefined| {2}/);
            expect(sentence).toMatch(/[.。]$/);
          }
          expect(text.en).not.toMatch(/[一-鿿]/);
          expect(text.zh).toMatch(/[一-鿿]/);
        }
      }
    }
  });

  it('say how many of how many, and set the company and its own past beside it', () => {
    const { en, zh } = describeFeature(byId('late_rate_91d'), { value: 0.07, counts: [3, 40], own: 0.02, company: 0.05 });
    expect(en).toBe('3 of 40 parcels due in the last 91 days were late (7.5%; the company 5%; this customer a year ago 2%).');
    expect(zh).toBe('近 91 天到期 40 件，延误 3 件（7.5%；公司 5%；该客户一年前 2%）。');
  });

  it('do not say that half of the customers have more than nothing', () => {
    const said = (company: number): string => describeFeature(byId('complaints_364d'), { value: Math.log1p(3), company }).en;
    expect(said(0)).toBe('3 complaints in the last 364 days (at least half of the customers: 0).');
    expect(said(Math.log1p(1))).toBe('3 complaints in the last 364 days (half of the customers more than 1).');
    const late = (company: number): string => describeFeature(byId('overdue_change_14d'), { value: 8, company }).en;
    expect(late(0.8)).toMatch(/half of the customers: above 0\.8 days\./i);
  });

  it('add its own past and the norm where the sentence has no place for them', () => {
    const { en, zh } = describeFeature(byId('price_gap_origin_91d'), { value: Math.log(1.14), own: Math.log(1.03), company: 0 });
    expect(en).toBe(
      'Its prices in the last 91 days are 14% above those of other customers of its main origin. A year ago: +3%; half of the customers: above 0%.',
    );
    expect(zh).toBe('近 91 天价格与同一主要始发地的其他客户相比高 14%。一年前：+3%；客户中位数：0%。');
    expect(describeFeature(byId('open_complaints'), { value: 2, own: 0 }).en).toBe('2 complaints are still open. A year ago: 0.');
    expect(describeFeature(byId('claim_refused_56d'), { value: 1, own: 0, company: 0 }).en).not.toContain('year');
  });

  it('leave out what is not known', () => {
    const { en } = describeFeature(byId('late_rate_91d'), { value: 0.07, counts: [3, 40], own: Number.NaN, company: Number.NaN });
    expect(en).toBe('3 of 40 parcels due in the last 91 days were late (7.5%).');
  });

  it('say plainly that there is nothing to say', () => {
    expect(describeFeature(byId('late_rate_91d'), { value: 0.05, counts: [0, 0] }).en).toBe('No parcel was due in the last 91 days.');
    expect(describeFeature(byId('manager_left_56d'), { value: 0 }).zh).toBe('近 56 天客户经理没有变更。');
    expect(describeFeature(byId('branch'), { value: Number.NaN }).en).toBe('Not known from its shipments.');
  });

  it('turn logarithms back into what people count', () => {
    expect(describeFeature(byId('trend_28d'), { value: Math.log(0.55) }).en).toBe(
      'Shipments in the last 28 days are 45% below the 91 days before, season taken out.',
    );
    expect(describeFeature(byId('trend_28d'), { value: Math.log(0.55), company: Math.log(1.04) }).zh).toBe(
      '剔除季节因素后，近 28 天发货量与此前 91 天相比低 45%（客户中位数：+4%）。',
    );
    expect(describeFeature(byId('revenue_364d'), { value: Math.asinh(12345.4) }).en).toBe(
      'Brought 12,345 of revenue in the last 364 days.',
    );
    expect(describeFeature(byId('gap_surprise'), { value: Math.log(45) }).en).toBe(
      'By its own rhythm, a silence as long as the present one comes 1 in 45 times.',
    );
  });

  it.each([
    ['days', 1, '1 day', '1 天'],
    ['days', 12.4, '12 days', '12 天'],
    ['days', 1000, '2.74 years', '2.74 年'],
    ['hours', 72, '3 days', '3 天'],
    ['share', 0.0012, '0.12%', '0.12%'],
    ['points', -0.03, '3 points below', '低 3 个百分点'],
    ['log_ratio', 0, 'level with', '持平'],
    ['one_in', 99, 'less than 1 in 1,000,000', '不到 1/1,000,000'],
    ['count', 1234567, '1,234,567', '1,234,567'],
    ['number', -0.001, '0', '0'],
  ] as const)('write %s %d as %s', (unit, value, en, zh) => {
    expect([formatValue(unit, value, 'en'), formatValue(unit, value, 'zh')]).toEqual([en, zh]);
  });
});

describe('the list of features', () => {
  it('names each feature once, in snake_case', () => {
    const ids = FEATURES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
  });

  it('is the data dictionary, with sentences free of brackets', () => {
    expect(dictionary().length).toBe(FEATURES.length);
    for (const { sentence } of dictionary()) expect(sentence.en + sentence.zh).not.toMatch(/[[\]]/);
  });

  it('has a sentence in both languages for every reason not to score a customer', () => {
    for (const text of Object.values(ELIGIBILITY_TEXT))
      expect([text.en, text.zh]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/。$/)]);
  });
});
