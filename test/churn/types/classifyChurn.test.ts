import { beforeAll, describe, expect, it, test } from 'vitest';
import { classifyChurn, likelyTypes } from '../../../src/churn/index.js';
import { dayOf, formatDay } from '../../../src/core/day.js';
import { cell, rows } from '../../../src/core/table.js';
import { type History, historyFrom, type Row, type RowTables, reduce } from '../../../src/history/index.js';
import { type Simulation, simulate, simulatedRows, simulatedSources } from '../../../src/simulate/index.js';

const START = dayOf('2025-01-06');
const weekly = (customer_id: string, weeks: number, more: object = {}) =>
  Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(START + 7 * week), ...more }));
const on = (day: number): string => formatDay(START + day);
const historyOf = async (tables: RowTables): Promise<History> => (await historyFrom(tables)).history;
const stays = weekly('stays', 100);
/** Weekly, then every third week until its last shipment in week 39: no sudden stop, nothing amiss. */
const fading = (customer_id: string) => weekly(customer_id, 40).filter((_, week) => week < 27 || week % 3 === 0);

describe('kinds and causes of leaving', () => {
  it('a closure by the carrier beats a stated cause that does not fit, and says so', async () => {
    const history = await historyOf({
      shipments: [...weekly('gone', 40), ...stays],
      customers: [{ customer_id: 'gone', closed_on: on(290), closed_by: 'carrier', exit_reason: '价格太高', name: '甲' }],
    });
    const { types, report } = classifyChurn(history, { at: '2026-06-01' });
    expect([...rows(types)]).toMatchObject([
      { customer_id: 'gone', name: '甲', left_on: on(274), definition: 'removed', type: 'carrier_initiated' },
    ]);
    expect(types.columns.evidence_1[0]).toBe(`We closed its account on ${on(290)}.`);
    expect(types.columns.evidence_against[0]).toBe(
      'The reason on record is price (“价格太高”), which does not fit who closed the account.',
    );
    expect(report.reasons.contradictory).toBe(1);
  });

  it('takes a stated cause for what it is worth, and reasons it cannot read for none', async () => {
    const closed = (customer_id: string, exit_reason: string) => ({ customer_id, closed_on: on(290), closed_by: 'customer', exit_reason });
    const history = await historyOf({
      shipments: [...fading('a'), ...fading('b'), ...fading('c'), ...stays],
      customers: [closed('a', 'relocation'), closed('b', 'Q17'), closed('c', 'Q18')],
    });
    const { types, report } = classifyChurn(history, { at: '2026-06-01', reasons: { q18: 'need_ended' } });
    expect([...rows(types)].map(({ type, cause }) => [type, cause])).toEqual([
      ['unintentional', 'relocation'],
      ['unknown', ''],
      ['unintentional', 'need_ended'],
    ]);
    expect(report.reasons).toMatchObject({ stated: 2, unread: 1, unreadWords: ['Q17'] });
    const ignored = classifyChurn(history, { at: '2026-06-01', exitReasons: 'ignore' });
    expect([...rows(ignored.types)].map(({ type }) => type)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('knows nothing of a closure before its day', async () => {
    const history = await historyOf({
      shipments: [...fading('gone'), ...stays],
      customers: [{ customer_id: 'gone', closed_on: '2026-05-20', closed_by: 'carrier', exit_reason: 'fraud', exit_to: '顺丰' }],
    });
    const before = classifyChurn(history, { at: '2026-05-20' });
    expect([...rows(before.types)]).toMatchObject([{ definition: 'inactive', type: 'unknown' }]);
    expect(cell(classifyChurn(history, { at: '2026-05-21' }).types.columns.definition, 0)).toBe('removed');
  });

  it('does not list who came back or is still within its rhythm', async () => {
    const back = [...weekly('back', 40), { customer_id: 'back', shipped_at: on(600) }];
    const history = await historyOf({ shipments: [...back, ...stays, ...weekly('late', 97)] });
    expect(classifyChurn(history, { at: on(700) }).types.length).toBe(0);
  });

  test.each([
    [{ at: 'soon' }, 'bad-date'],
    [{ at: '2024-01-01' }, 'no-rows'],
    [{ at: '2026-06-01', levels: { type: 1.2 } }, 'bad-parameter'],
    [{ at: '2026-06-01', reasons: { x: 'weather' as never } }, 'bad-parameter'],
    [{ at: '2026-06-01', rule: { kind: 'fixed', days: -1 } as const }, 'bad-parameter'],
  ])('%j is refused with %s', async (options, code) => {
    const history = await historyOf({ shipments: stays });
    expect(() => classifyChurn(history, options)).toThrow(expect.objectContaining({ code }));
  });

  it('of those still here refuses customers that had not shipped yet', async () => {
    const history = await historyOf({ shipments: stays });
    expect(() => likelyTypes(history.at('2026-01-01'), { customers: [7] })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
  });
});

describe('against the simulator’s truth', () => {
  let company: Simulation;
  let history: History;
  beforeAll(async () => {
    company = await simulate({ customers: 600, months: 42, seed: 9, preset: 'realistic', language: 'zh' });
    ({ history } = await reduce(simulatedSources(company)));
  }, 120_000);

  it('gets the type right in at least 78 of 100 cases without any exit reason', () => {
    const { columns } = company.truth;
    const truth = new Map(columns.customer_id.map((id, row) => [id, columns.type[row]!]));
    const { probabilities, types } = classifyChurn(history, { at: history.endDay, exitReasons: 'ignore' });
    const { stated_cause: _, ...byCause } = probabilities.columns;
    let [right, all] = [0, 0];
    for (let row = 0; row < types.length; row++) {
      const type = truth.get(types.columns.customer_id[row]!);
      if (type === '') continue;
      const places = Object.values(byCause).map((column) => column[row]!);
      const sums = [places.slice(0, 3), places.slice(3, 9), places.slice(9)].map((part) => part.reduce((a, b) => a + b, 0));
      all++;
      if (['unintentional', 'deliberate', 'carrier_initiated'][sums.indexOf(Math.max(...sums))] === type) right++;
    }
    expect(all).toBeGreaterThan(200);
    expect(right / all).toBeGreaterThanOrEqual(0.78);
  });
});

describe('time and order', () => {
  const at = '2023-12-04';
  const tables = (['customers', 'shipments', 'complaints', 'contacts', 'invoices', 'changes'] as const).slice();
  let base: Record<(typeof tables)[number], Row[]>;
  beforeAll(async () => {
    const company = await simulate({ customers: 150, months: 30, seed: 4, preset: 'demo' });
    base = Object.fromEntries(tables.map((table) => [table, [...simulatedRows(company, table)]])) as typeof base;
  }, 60_000);

  it('nothing that became known on or after the day changes anything', async () => {
    const ids = base.customers.map(({ customer_id }) => String(customer_id));
    const later = {
      customers: base.customers.map((row) =>
        row['closed_on'] ? row : { ...row, closed_on: at, closed_by: 'carrier', exit_reason: 'fraud', exit_to: 'Rival' },
      ),
      shipments: ids.map((customer_id) => ({
        customer_id,
        shipped_at: `${at} 08:00`,
        freight: 9,
        product: 'new',
        waybill_no: `L${customer_id}`,
      })),
      complaints: ids.map((customer_id) => ({
        complaint_id: `L${customer_id}`,
        customer_id,
        opened_at: `${at} 08:00`,
        category: 'price',
        text: 'bankrupt',
      })),
      contacts: ids.map((customer_id) => ({ customer_id, at: `${at} 08:00`, kind: 'visit' })),
      invoices: ids.map((customer_id) => ({ customer_id, issued_on: at, due_on: at, amount: 10 })),
      changes: ids.map((customer_id) => ({ customer_id, changed_on: at, field: 'address', new_value: 'Elsewhere' })),
    };
    const more = {
      ...base,
      ...Object.fromEntries(tables.map((table) => [table, [...base[table], ...later[table]]])),
      customers: later.customers,
    };
    const [a, b] = [classifyChurn(await historyOf(base), { at }), classifyChurn(await historyOf(more), { at })];
    expect(a.types.length).toBeGreaterThan(20);
    expect(b.types).toEqual(a.types);
    expect(b.probabilities).toEqual(a.probabilities);
  });

  it('the order of the rows does not matter, and the same question has the same answer', async () => {
    const turned = Object.fromEntries(tables.map((table) => [table, base[table].toReversed()]));
    const [a, b] = [classifyChurn(await historyOf(base), { at }), classifyChurn(await historyOf(turned), { at })];
    expect(b.types).toEqual(a.types);
    expect(b.model).toEqual(a.model);
  });
});
