import { beforeAll, describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/core/day.js';
import type { History, Row } from '../../../src/history/index.js';
import { evaluateRisk, type RiskModel, trainRisk } from '../../../src/risk/index.js';
import { inputAlarms } from '../../../src/risk/monitoring/inputAlarms.js';
import { companyRows, historyOf, type Tables } from '../company.js';

let tables: Tables;
let history: History;
let model: RiskModel;
const DAYS_SINCE_TRAINING = 420;

beforeAll(async () => {
  tables = await companyRows({ customers: 300, months: 54, seed: 6 });
  history = await historyOf(tables);
  const asOf = history.endDay - DAYS_SINCE_TRAINING;
  ({ model } = await trainRisk(history, { asOf, learners: ['gap_surprise', 'logistic'], seeds: 1 }));
}, 120_000);

/** The company with the rows of a table's last 40 days changed. */
async function broken(table: keyof Tables, date: string, change: (row: Row) => Row[]): Promise<History> {
  const from = formatDay(history.endDay - 40);
  const rows = (tables[table] ?? []).flatMap((row) => (String(row[date]) >= from ? change(row) : [row]));
  return historyOf({ ...tables, [table]: rows });
}
const times =
  (column: string, factor: number) =>
  (row: Row): Row[] => [{ ...row, [column]: row[column] ? String(Number(row[column]) * factor) : '' }];

const asFen = times('freight', 100);

describe('inputs', () => {
  it('raise no alarm in two years of a company that runs on', () => {
    for (let month = 0; month < 24; month++) expect(inputAlarms(history.at(history.endDay - 28 * month))).toEqual([]);
  });

  it.each([
    ['freight 15 % dearer', times('freight', 1.15), 'shipments.freight', 'price'],
    ['grams for kilograms', times('weight_kg', 1000), 'shipments.weight_kg', 'unit'],
    ['fen for yuan', asFen, 'shipments.freight', 'unit'],
    ['no promised time', (row: Row): Row[] => [{ ...row, promised_at: '' }], 'shipments.promised_at', 'missing'],
    ['no branch', (row: Row): Row[] => [{ ...row, branch: '' }], 'shipments.branch', 'missing'],
  ])('name %s', async (_, change, subject, kind) => {
    const found = inputAlarms((await broken('shipments', 'shipped_at', change)).at(history.endDay));
    expect(found.map(({ table, column, kind: what }) => [`${table}.${column}`, what])).toContainEqual([subject, kind]);
    const { text, since } = found.find(({ table, column }) => `${table}.${column}` === subject)!;
    expect(text.en).toContain(subject);
    expect(text.zh).toContain(since);
    if (change === asFen) expect([text.en, text.zh].join()).toMatch(/about 100 times larger.*约为以前的 100 倍/);
  });

  it('notice a table that no longer comes', async () => {
    const found = inputAlarms((await broken('invoices', 'issued_on', () => [])).at(history.endDay));
    expect(found.map(({ table, kind }) => [table, kind])).toEqual([['invoices', 'missing']]);
  });
});

describe('evaluateRisk', () => {
  it('keeps a model in quiet months, with outcomes and before there are any', { timeout: 60_000 }, async () => {
    for (const days of [60, 200, 420]) {
      const { verdict, alarms, evaluation } = await evaluateRisk(model, history, { asOf: history.endDay - DAYS_SINCE_TRAINING + days });
      expect([verdict.action, alarms]).toEqual(['keep', []]);
      expect(evaluation === null).toBe(days < 273);
    }
  });

  it('tells the repair of a broken input before anything else, and watches a price', async () => {
    const grams = await evaluateRisk(model, await broken('shipments', 'shipped_at', times('weight_kg', 1000)), { asOf: history.endDay });
    expect(grams.verdict.action).toBe('repair');
    expect(grams.verdict.reason.en).toContain('shipments.weight_kg');
    const dear = await evaluateRisk(model, await broken('shipments', 'shipped_at', times('freight', 1.15)), { asOf: history.endDay });
    expect(dear.verdict.action).toBe('keep');
    expect(dear.verdict.reason.en).toMatch(/But watch: .* cost customers 1\d% more/);
  });

  it('counts each cohort as the whole does, and every leaver once among the branches', async () => {
    const { cohorts, customers, branches, cutoffs, gap, expected, surrogate } = await evaluateRisk(model, history);
    expect(cohorts.map(({ cutoff }) => cutoff)).toEqual(cutoffs);
    expect(cohorts.reduce((sum, { left }) => sum + left, 0)).toBe(customers.left);
    expect(cohorts.reduce((sum, one) => sum + one.customers, 0)).toBe(customers.left + customers.stayed);
    const company = branches.find(({ branch }) => branch === '');
    expect(company?.expected).toBeCloseTo((company!.left * cohorts.reduce((sum, one) => sum + one.expected, 0)) / customers.left, 8);
    expect(gap!.largest).toBeLessThan(1);
    expect(expected!.auc.low).toBeLessThan(expected!.auc.high);
    expect(surrogate!.flagged).toBeGreaterThan(0);
  });

  it('tells how far down the list contacting pays, on the terms given', async () => {
    const { profit } = await evaluateRisk(model, history, { acceptance: 0.9, offerShare: 0.02, contactCost: 0.5 });
    expect(profit?.terms).toEqual({ acceptance: 0.9, offerShare: 0.02, contactCost: 0.5 });
    expect(profit!.today.contacted).toBeGreaterThan(0);
    expect(profit!.today.expectedGain).toBeGreaterThanOrEqual(profit!.today.everybody);
    expect(profit!.past!.best).toBeGreaterThanOrEqual(profit!.past!.gain.estimate!);
    expect(profit!.text.en).toMatch(/^Sorted by expected gain, contact the first \d+ of \d+ customers: expected gain [\d,.]+;/);
    expect(profit!.text.zh).toContain('按预期收益排序');
    const none = await evaluateRisk(model, history, { contactCost: 1e9 });
    expect(none.profit!.text.en).toMatch(/^On these terms no contact is expected to earn what it costs/);
    await expect(evaluateRisk(model, history, { acceptance: 4 })).rejects.toMatchObject({ code: 'bad-parameter' });
  });
});
