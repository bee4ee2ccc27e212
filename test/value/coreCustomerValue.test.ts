import { describe, expect, test } from 'vitest';
import { coreCustomerValue, explainCustomerValue, perceivedValue, referralValue } from '../../src/value/index.js';
import { dayText, errorCode, history, randomShipments } from './support.js';

const weekly = (customer_id: string, from: number, to: number, freight = 25, cost = 20) =>
  Array.from({ length: Math.ceil((to - from) / 7) }, (_, week) => ({ customer_id, shipped_at: dayText(from + 7 * week), freight, cost }));

describe('the six steps', () => {
  test('follow from one another to the cent', async () => {
    const tables = {
      shipments: [...weekly('a', 0, 728), ...weekly('b', 500, 728, 40, 30)],
      contacts: [
        { customer_id: 'a', at: dayText(600), kind: 'visit', cost: 120 },
        { customer_id: 'a', at: dayText(610), kind: 'call' },
      ],
      complaints: [{ complaint_id: 'k', customer_id: 'a', opened_at: dayText(620), resolved_at: dayText(622), compensation: 30 }],
    };
    const { columns } = coreCustomerValue((await history(tables)).at(dayText(728)));
    expect(columns.customer_id).toEqual(['a', 'b']);
    expect(columns.annual_sales[0]).toBe(1300);
    expect(columns.contact_cost[0]).toBe(180);
    expect(columns.service_cost[0]).toBe(45);
    expect(columns.annual_net_profit[0]).toBeCloseTo(1300 * 0.2 - 180 - 45, 9);
    expect(columns.relationship_years[0]).toBe(2);
    for (const row of [0, 1]) {
      const [sales, rate, contact, service] = [columns.annual_sales, columns.margin_rate, columns.contact_cost, columns.service_cost].map(
        (of) => of[row]!,
      ) as [number, number, number, number];
      expect(columns.annual_net_profit[row]).toBeCloseTo(sales * rate - contact - service, 9);
      expect(columns.lifetime_revenue[row]).toBeCloseTo(sales * columns.relationship_years[row]!, 9);
      expect(columns.six_step_profit[row]).toBeCloseTo(columns.annual_net_profit[row]! * columns.relationship_years[row]!, 9);
    }
    // 33 weeks of 40 in 228 days, scaled up to 364.
    expect(columns.annual_sales[1]).toBeCloseTo((33 * 40 * 364) / 228, 9);
  });

  test('print contacts and claims each in its place, and a loss with its sign', async () => {
    const tables = {
      shipments: weekly('shop', 0, 728),
      contacts: [{ customer_id: 'shop', at: dayText(600), kind: 'visit', cost: 400 }],
      complaints: [{ complaint_id: 'k', customer_id: 'shop', opened_at: dayText(620) }],
    };
    const lines = explainCustomerValue(coreCustomerValue((await history(tables)).at(dayText(728))), 'shop').map(({ text }) => text.en);
    expect(lines[2]).toBe('3 Cost a year: contacts 400.00 + complaints and claims 15.00 = 415.00');
    expect(lines[3]).toBe('4 Annual net profit: 1,300.00 × margin 20.0% = 260.00; less 415.00 = −155.00');
  });

  test('leave a customer of less than 91 days blank, and say so', async () => {
    const table = coreCustomerValue(
      (await history({ shipments: [...weekly('new', 650, 728), ...weekly('old', 0, 728)] })).at(dayText(728)),
    );
    expect(table.columns.annual_sales[0]).toBeNaN();
    expect(table.columns.six_step_profit[0]).toBeNaN();
    expect(explainCustomerValue(table, 'new')[0]?.text.zh).toContain('不足 91 天');
    expect(errorCode(() => explainCustomerValue(table, 'nobody'))).toBe('bad-parameter');
  });

  test('print the chain line by line, in both languages, with the numbers of the table', async () => {
    const table = coreCustomerValue((await history({ shipments: weekly('shop', 0, 728) })).at(dayText(728)));
    expect(explainCustomerValue(table, 'shop').map(({ text }) => text.en)).toEqual([
      '1 Annual sales: 52.0 shipments × 25.00 each = 1,300.00',
      '2 Lifetime revenue: 1,300.00 × 2.00 years = 2,600.00',
      '3 Cost a year: contacts 0.00 + complaints and claims 0.00 = 0.00',
      '4 Annual net profit: 1,300.00 × margin 20.0% = 260.00; less 0.00 = 260.00',
      '5 Relationship: 2.00 years, since its first shipment',
      '6 Lifetime profit: 260.00 × 2.00 years = 520.00, not discounted',
    ]);
    expect(explainCustomerValue(table, 'shop')[5]?.text.zh).toBe('6 生命周期利润：260.00 × 2.00 年 = 520.00，未折现');
  });

  test('take the length of the relationship from one rate for all, warning that it is one', async () => {
    const at = (await history({ shipments: weekly('shop', 0, 728) })).at(dayText(728));
    const table = coreCustomerValue(at, { relationship: 'retention', retentionRate: 0.8 });
    expect(table.columns.relationship_years[0]).toBeCloseTo(5, 12);
    expect(table.warnings[0]?.en).toContain('one average r for all');
    expect(errorCode(() => coreCustomerValue(at, { relationship: 'retention', retentionRate: 1 }))).toBe('bad-parameter');
    expect(errorCode(() => coreCustomerValue(at, { relationship: 'retention' }))).toBe('too-little-history');
    expect(errorCode(() => coreCustomerValue(at, { relationship: 'long' as 'tenure' }))).toBe('bad-parameter');
  });

  test('see how long customers stay: longer for old ones than one rate says', async () => {
    const at = (await history({ shipments: randomShipments(400, 1500) })).at(dayText(1500));
    const one = coreCustomerValue(at, { relationship: 'retention' });
    const law = coreCustomerValue(at, { relationship: 'hazard' });
    expect(one.retentionRate).toBeGreaterThan(0.4);
    expect(one.retentionRate).toBeLessThan(0.95);
    const tenure = coreCustomerValue(at).columns.relationship_years;
    law.columns.relationship_years.forEach((years, row) => expect(years).toBeGreaterThan(tenure[row]!));
    expect(Math.max(...law.columns.relationship_years)).toBeGreaterThan(one.columns.relationship_years[0]!);
  });

  test('need freight', async () => {
    const at = (await history({ shipments: [{ customer_id: 'a', shipped_at: dayText(0) }] })).at(dayText(1));
    expect(errorCode(() => coreCustomerValue(at))).toBe('missing-column');
  });
});

describe('value to the customer and by its word', () => {
  test('who complains, waits and pays more is served worse', async () => {
    const lane = (customer_id: string, freight: number) =>
      Array.from({ length: 60 }, (_, k) => ({
        customer_id,
        shipped_at: dayText(300 + k),
        freight,
        product: 'std',
        origin: 'a',
        destination: 'b',
        weight_kg: 1,
      }));
    const complaints = Array.from({ length: 6 }, (_, k) => ({ complaint_id: `k${k}`, customer_id: 'dear', opened_at: dayText(330 + k) }));
    const at = (await history({ shipments: [...lane('cheap', 9), ...lane('dear', 12)], complaints })).at(dayText(364));
    const { columns } = perceivedValue(at);
    expect(columns.price_index[0]!).toBeLessThan(0);
    expect(columns.price_index[1]!).toBeGreaterThan(0);
    expect(columns.effort[1]!).toBeGreaterThan(columns.effort[0]!);
    expect(columns.failure_rate[0]).toBeNaN();
    expect(columns.perceived_value[0]!).toBeGreaterThan(columns.perceived_value[1]!);
    const priceOnly = perceivedValue(at, { weights: { service: 0, price: 1, effort: 0 } }).columns.perceived_value;
    expect([...priceOnly]).toEqual([1, -1].map((value) => expect.closeTo(value, 9)));
    expect(errorCode(() => perceivedValue(at, { weights: { service: -1, price: 1, effort: 0 } }))).toBe('bad-parameter');
  });

  test('effort counts complaints of the year and the weeks waited for an answer, drawn towards the usual as by 50 shipments', async () => {
    const shipments = ['a', 'b'].flatMap((id) => Array.from({ length: 50 }, (_, k) => ({ customer_id: id, shipped_at: dayText(400 + k) })));
    const complaints = [
      { complaint_id: 'old', customer_id: 'a', opened_at: dayText(20), resolved_at: dayText(90) },
      { complaint_id: 'new', customer_id: 'a', opened_at: dayText(500), resolved_at: dayText(514) },
    ];
    const { effort } = perceivedValue((await history({ shipments, complaints })).at(dayText(600))).columns;
    // One complaint and two weeks, per 100 of its 50 shipments; 3 a shipment are usual.
    expect([...effort]).toEqual([(300 + 50 * 3) / 100, (0 + 50 * 3) / 100]);
  });

  test('referrals are worth what they bring, and nothing without the column', async () => {
    const customers = [{ customer_id: 'a' }, { customer_id: 'b', referred_by: 'a' }, { customer_id: 'c', referred_by: 'a' }];
    const shipments = ['a', 'b', 'c'].map((customer_id) => ({ customer_id, shipped_at: dayText(0), freight: 1 }));
    const at = (await history({ customers, shipments })).at(dayText(364));
    // Two referrals by three customers in a year each; a: (2 + 2 · 2/3) ÷ (1 + 2) a year.
    const [a, b] = referralValue(at, { newCustomerValue: 300, years: 1, annualDiscountRate: 0, reward: 30 });
    expect(a).toBeCloseTo((10 / 9) * 270, 9);
    expect(b).toBeCloseTo((4 / 9) * 270, 9);
    // Money of a year comes at its end, and a referred customer is worth 1.5 of another.
    const later = referralValue(at, { newCustomerValue: 300, years: 2, annualDiscountRate: 0.1, reward: 30, uplift: 1.5 });
    expect(later[0]).toBeCloseTo((10 / 9) * (450 - 30) * (1 / 1.1 + 1 / 1.21), 9);
    const without = (await history({ shipments })).at(dayText(364));
    expect(errorCode(() => referralValue(without, { newCustomerValue: 300 }))).toBe('missing-column');
  });
});
