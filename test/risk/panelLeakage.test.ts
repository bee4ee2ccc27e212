import { beforeAll, describe, expect, it } from 'vitest';
import { dayOf, formatDay } from '../../src/core/day.js';
import type { ForwardPlan } from '../../src/risk/forwardPlan.js';
import type { RiskModel } from '../../src/risk/index.js';
import { parseRiskModel, trainRisk } from '../../src/risk/index.js';
import { panelLeakage } from '../../src/risk/panelLeakage.js';
import type { LeakageReport } from '../../src/risk/report.js';
import type { TrainingPanel } from '../../src/risk/trainingPanel.js';
import { companyRows, historyOf, type Tables } from './company.js';

/** A clerk who, once a customer has gone, enters a change of contact person and dates it back to before its last shipments. */
function withBackdatedChanges(tables: Tables): Tables {
  const last = new Map<string, string>();
  for (const { customer_id, shipped_at } of tables.shipments ?? []) {
    const [id, day] = [String(customer_id), String(shipped_at).slice(0, 10)];
    if (day > (last.get(id) ?? '')) last.set(id, day);
  }
  const end = [...last.values()].reduce((a, b) => (a > b ? a : b));
  const changes = [...last]
    .filter(([, day]) => dayOf(day) < dayOf(end) - 120)
    .map(([customer_id, day]) => ({
      customer_id,
      changed_on: formatDay(dayOf(day) - 95),
      field: 'contact_person',
      old_value: 'a',
      new_value: 'b',
    }));
  return { ...tables, changes: [...(tables.changes ?? []), ...changes] };
}

const options = { learners: ['gap_surprise', 'logistic'], seeds: 1 };
let tables: Tables;
let clean: RiskModel;

beforeAll(async () => {
  tables = await companyRows({ customers: 400, months: 42, seed: 8 });
  clean = (await trainRisk(await historyOf(tables), options)).model;
}, 120_000);

describe('leakage in training', () => {
  it('names none on a company whose rows are dated by what happened', () => {
    const { leakage } = clean.card.report;
    expect(leakage?.left).toBeGreaterThanOrEqual(20);
    expect(leakage?.suspects).toEqual([]);
    expect(leakage?.text.en).toMatch(/^No sign of leakage: none of \d+ features/);
  });

  it('names the feature that rows dated backwards teach, its columns and what to do', async () => {
    const { model, report } = await trainRisk(await historyOf(withBackdatedChanges(tables)), options);
    expect(report.leakage?.suspects.map(({ name, kind }) => [name, kind])).toEqual([['contact_person_changed_182d', 'separates']]);
    const { text } = report.leakage!.suspects[0]!;
    expect(text.en).toMatch(/contact_person_changed_182d \(made from changes\): alone it parts leavers from stayers with AUC 0\.[89]/);
    expect(text.zh).toContain('（来自 changes）');
    expect(report.leakage?.text.en).toContain('1 of');
    expect(await parseRiskModel(JSON.stringify(model))).toEqual(model);
  }, 60_000);

  it('suspects a gap only where leaving is ten times as common, or as rare, without a value', () => {
    const reportOf = (oneIn: number): LeakageReport => {
      const rows = 4000;
      const outcome = Uint8Array.from({ length: rows }, (_, row) => (row % (row < 400 ? 3 : oneIn) === 0 ? 1 : 0));
      const values = Float64Array.from({ length: rows }, (_, row) => (row < 400 ? Number.NaN : row % 7));
      const keys = Int32Array.from({ length: rows }, (_, row) => row);
      const panel = {
        table: { cutoff: new Int32Array(rows).fill(100), customer: keys },
        outcome,
        matrix: { length: rows, features: [{ name: 'tenure_days', values }] },
        rowKeys: { high: keys, low: keys },
      } as unknown as TrainingPanel;
      return panelLeakage(panel, { fit: [100], refit: [] } as unknown as ForwardPlan, 91);
    };
    expect(reportOf(15).suspects).toEqual([]);
    expect(reportOf(60).suspects.map(({ text }) => text.en)).toEqual([
      expect.stringMatching(/^tenure_days.*: leaving is 20 times as common where it has no value \(400 rows\)/),
    ]);
  });

  it('says so where leavers are too few to tell', async () => {
    const { report } = await trainRisk(await historyOf(await companyRows({ customers: 120, months: 42, seed: 1 })), options);
    expect(report.leakage).toMatchObject({
      suspects: [],
      text: { en: expect.stringMatching(/^Leakage was not looked for: \d+ customers/) },
    });
  }, 60_000);
});
