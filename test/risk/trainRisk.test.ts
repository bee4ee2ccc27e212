import { beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/core/table.js';
import type { History } from '../../src/history/index.js';
import { canonicalJson } from '../../src/risk/canonicalJson.js';
import {
  evaluateRisk,
  parseRiskModel,
  type RiskModel,
  type RiskReport,
  scoreByRhythm,
  scoreRisk,
  trainRisk,
} from '../../src/risk/index.js';
import { companyRows, historyOf, type Tables } from './company.js';

let tables: Tables;
let history: History;
let model: RiskModel;
let report: RiskReport;
const AS_OF = '2025-06-02';
const LEARNERS = ['gap_surprise', 'stumps', 'boosting_4'];

beforeAll(async () => {
  tables = await companyRows({ customers: 500, months: 54, seed: 3 });
  history = await historyOf(tables);
  ({ model, report } = await trainRisk(history, { asOf: AS_OF, seeds: 3, learners: LEARNERS }));
}, 120_000);

describe('trainRisk', () => {
  it('reports every candidate on a block later than all it was fitted to, and what was left out', () => {
    const block = (name: string) => report.blocks.find((candidate) => candidate.name === name);
    expect(report.candidates.map(({ name }) => name)).toEqual(LEARNERS);
    expect(report.candidates.filter(({ chosen }) => chosen).map(({ name }) => name)).toEqual([report.chosen]);
    expect(Date.parse(block('test')?.from ?? '') - Date.parse(block('refit')?.to ?? '')).toBeGreaterThanOrEqual(273 * 86_400_000);
    expect(Date.parse(AS_OF) - Date.parse(block('all')?.to ?? '')).toBe(273 * 86_400_000);
    expect(block('all')?.customers.already_gone).toBeGreaterThan(0);
    expect(report.undatedFeatures).toContain('days_to_contract_end');
    expect(model.model.features.map(({ id }) => id)).not.toContain('days_to_contract_end');
  });

  it('gives every measure with an interval, and finds leavers in later data', () => {
    for (const { estimate, low, high } of Object.values(report.evaluation)) {
      expect(estimate).not.toBeNull();
      expect(low).toBeLessThan(high ?? Number.NaN);
    }
    expect(report.evaluation.auc.estimate).toBeGreaterThan(0.5);
  });

  it('never chooses a learner behind the best baseline', () => {
    const chosen = report.candidates.find((candidate) => candidate.chosen);
    const baseline = Math.min(...report.candidates.filter(({ isBaseline }) => isBaseline).map(({ validationLoss }) => validationLoss ?? 0));
    expect(chosen?.validationLoss).toBeLessThanOrEqual(baseline);
  });

  it('is plain JSON that reads back as the same model', async () => {
    expect(await parseRiskModel(JSON.stringify(model))).toEqual(model);
    expect(model.card.report).toEqual(report);
  });

  it('says from which day on training is possible', async () => {
    await expect(trainRisk(history, { asOf: '2023-06-30' })).rejects.toMatchObject({ code: 'too-little-history' });
  });

  it('names the learners there are when asked for another', async () => {
    await expect(trainRisk(history, { learners: ['deep'] })).rejects.toThrow('"deep" is no learner; choose from days_since_last_shipment');
  });

  it('stops when it is asked to', async () => {
    const abort = new AbortController();
    const onProgress = () => abort.abort();
    await expect(trainRisk(history, { onProgress, signal: abort.signal })).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('time travel', () => {
  it('gives the same bytes whatever became known on or after asOf, and in whatever order the rows came', { timeout: 120_000 }, async () => {
    const others = await trainRisk(await historyOf(knownBefore(tables, AS_OF)), {
      asOf: AS_OF,
      seeds: 3,
      learners: LEARNERS,
    });
    expect(others.model.id).toBe(model.id);
    expect(canonicalJson(others.model)).toBe(canonicalJson(model));
  });

  it('changes no score either', async () => {
    const later = await historyOf(knownBefore(tables, '2025-09-01'));
    const columns = (from: History) => ({ ...scoreRisk(model, from.at('2025-09-01')).columns });
    const [now, then] = [columns(history), columns(later)];
    for (const name of [
      'customer_id',
      'churn_probability',
      'churn_probability_low',
      'expected_profit_at_stake',
      'reason_1',
      'reason_3',
    ] as const)
      expect(now[name]).toEqual(then[name]);
  });
});

/** The rows that were known before a day, turned round, with what became known later changed or gone; undated master data stay. */
function knownBefore(all: Tables, day: string): Tables {
  const before = (value: unknown): boolean => String(value) < day;
  const dates: Record<string, string> = {
    shipments: 'shipped_at',
    complaints: 'opened_at',
    contacts: 'at',
    invoices: 'issued_on',
    changes: 'changed_on',
    surveys: 'answered_on',
  };
  const cut = Object.entries(all).map(([table, list]) => {
    const date = dates[table];
    const kept = date === undefined ? list : list.filter((row) => before(row[date]));
    return [table, [...kept].reverse().map((row) => withoutLater(table, row, before))];
  });
  return Object.fromEntries(cut);
}

function withoutLater(table: string, row: Readonly<Record<string, unknown>>, before: (value: unknown) => boolean): Record<string, unknown> {
  const changed: Record<string, unknown> = { ...row };
  if (table === 'shipments' && row['delivered_at'] && !before(row['delivered_at']))
    Object.assign(changed, { delivered_at: '', status: '', status_at: '' });
  if (table === 'shipments' && row['status_at'] && !before(row['status_at'])) Object.assign(changed, { status: '', status_at: '' });
  if (table === 'invoices' && row['paid_on'] && !before(row['paid_on'])) changed['paid_on'] = '';
  if (table === 'complaints' && row['resolved_at'] && !before(row['resolved_at']))
    Object.assign(changed, { resolved_at: '', outcome: '', compensation: '', satisfaction: '' });
  if (table === 'complaints' && row['responded_at'] && !before(row['responded_at'])) changed['responded_at'] = '';
  if (table === 'complaints' && row['reopened_at'] && !before(row['reopened_at'])) changed['reopened_at'] = '';
  if (table === 'customers' && row['closed_on'] && !before(row['closed_on']))
    Object.assign(changed, { closed_on: '', closed_by: '', exit_reason: '', exit_to: '' });
  return changed;
}

describe('scoreRisk', () => {
  it('lists every customer that has shipped, once: by profit at stake, those it cannot score last with the reason', () => {
    const snapshot = history.at('2026-01-01');
    const list = [...rows(scoreRisk(model, snapshot))];
    expect(list.map(({ customer_id }) => customer_id).sort()).toEqual(
      [...snapshot.indices].map((index) => history.customers.ids[index]).sort(),
    );
    const scored = list.filter(({ churn_probability }) => !Number.isNaN(churn_probability));
    expect(list.slice(0, scored.length)).toEqual(scored);
    expect(scored.map((row) => row.expected_profit_at_stake)).toEqual(
      scored.map((row) => row.expected_profit_at_stake).sort((a, b) => b - a),
    );
    expect(list.map(({ rank }) => rank)).toEqual(list.map((_, place) => place + 1));
    for (const row of list.slice(scored.length)) {
      expect(row.reason_1).not.toBe('');
      expect(row).toMatchObject({ risk_band: '', reason_2: '', probability_active: Number.NaN });
    }
  });

  it('gives each probability an interval that holds it, and the id and day it was made with', () => {
    for (const row of rows(scoreRisk(model, history.at('2026-01-01'), { explain: 0 }))) {
      expect(row).toMatchObject({ model_id: model.id, as_of: '2026-01-01' });
      if (Number.isNaN(row.churn_probability)) continue;
      expect(row.churn_probability_low).toBeLessThan(row.churn_probability);
      expect(row.churn_probability_high).toBeGreaterThan(row.churn_probability);
    }
  });

  it('tells reasons for the rows asked for, in the language asked for', () => {
    const snapshot = history.at('2026-01-01');
    const reasons = (explain: number, lang: 'en' | 'zh') => scoreRisk(model, snapshot, { explain, lang }).columns.reason_1;
    const scored = scoreRisk(model, snapshot).columns.churn_probability.filter((p) => !Number.isNaN(p)).length;
    expect(
      reasons(5, 'en')
        .slice(5, scored)
        .every((reason) => reason === ''),
    ).toBe(true);
    expect(
      reasons(5, 'en')
        .slice(0, 5)
        .some((reason) => /\d/.test(reason)),
    ).toBe(true);
    expect(
      reasons(5, 'zh')
        .slice(0, 5)
        .some((reason) => /[一-鿿].*。$/.test(reason)),
    ).toBe(true);
  });

  it('refuses data that lack what the model was trained with, and names it', async () => {
    const { shipments, customers } = tables;
    const poor = await historyOf({ shipments: shipments ?? [], customers: customers ?? [] });
    expect(() => scoreRisk(model, poor.at('2026-01-01'))).toThrow(
      /the model was trained with .*complaints.*, which these data do not have/,
    );
  });
});

describe('scoreByRhythm', () => {
  it('ranks without a model and claims no probability', () => {
    const list = [...rows(scoreByRhythm(history.at('2022-09-01')))];
    expect(list.every(({ churn_probability, model_id }) => Number.isNaN(churn_probability) && model_id === 'rhythm')).toBe(true);
    expect(list[0]?.reason_1).toMatch(/^Last shipped \d+ days ago; .* No model was used\.$/);
    expect(list.at(-1)?.risk_band).toBe('');
  });
});

describe('evaluateRisk', () => {
  it('judges on cutoffs after training only, and shows drift', async () => {
    const result = await evaluateRisk(model, history);
    expect(result.cutoffs.length).toBeGreaterThan(0);
    expect(result.cutoffs.every((cutoff) => cutoff >= AS_OF)).toBe(true);
    expect(result.customers.censored).toBe(0);
    expect(result.evaluation?.auc.estimate).toBeGreaterThan(0.55);
    expect(result.drift.map(({ psi }) => psi)).toEqual(result.drift.map(({ psi }) => psi).sort((a, b) => b - a));
    expect(result.drift.every(({ psi, expectedPsi }) => psi >= 0 && expectedPsi >= 0)).toBe(true);
  });

  it('says when outcomes will be known while there are none', async () => {
    const result = await evaluateRisk(model, history, { asOf: '2025-12-01' });
    expect(result).toMatchObject({ evaluation: null, cutoffs: [], firstPossible: '2026-03-02' });
    expect(result.drift.length).toBeGreaterThan(10);
  });
});
