import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { formatDay } from '../../src/core/day.js';
import { historyFrom } from '../../src/history/index.js';
import { reduce } from '../../src/history/reduce/reduce.js';
import { SCHEMA, tableSchema } from '../../src/history/schema.js';
import { simulate, simulatedRows, simulatedSources, simulatedText } from '../../src/simulate/index.js';

const company = await simulate({ customers: 120, months: 24, seed: 3, preset: 'demo' });
const tableOf = (name: (typeof SCHEMA)[number]['name']) => [...simulatedRows(company, name)];

test('columns and rows make the same history', async () => {
  const fromColumns = await reduce(simulatedSources(company));
  const fromRows = await historyFrom(Object.fromEntries(SCHEMA.map(({ name }) => [name, tableOf(name)])));
  expect(fromColumns.issues.rejected).toEqual([]);
  expect(fromRows.issues.rejected).toEqual([]);
  expect(fromRows.history.rowCounts).toEqual(fromColumns.history.rowCounts);
  const [a, b] = [fromColumns.history, fromRows.history].map((history) => history.at(history.endDay));
  expect(b!.customers.ids).toEqual(a!.customers.ids);
  for (const index of a!.indices) {
    const [x, y] = [a!.view(index), b!.view(index)];
    for (const measure of ['shipments', 'freight', 'late', 'late_minutes', 'damaged', 'grams'] as const)
      expect(y.total(measure)).toBe(x.total(measure));
    expect([y.complaints.count, y.invoices.count, y.changes.count]).toEqual([x.complaints.count, x.invoices.count, x.changes.count]);
  }
});

test('a source gives the same rows whenever it is read', () => {
  const [, shipments] = simulatedSources(company);
  const weights = (): number[] =>
    [...(shipments!.batches(() => undefined) as Iterable<{ length: number; columns: Record<string, unknown> }>)].map(
      ({ length, columns }) => (columns['weight_kg'] as Float64Array).slice(0, length).reduce((a, b) => a + b, length),
    );
  expect(weights()).toEqual(weights());
});

test('keys are unique, and complaints name waybills that exist', () => {
  const waybills = new Set(tableOf('shipments').map(({ waybill_no }) => waybill_no));
  expect(waybills.size).toBe(tableOf('shipments').length);
  const complaints = tableOf('complaints');
  expect(new Set(complaints.map(({ complaint_id }) => complaint_id)).size).toBe(complaints.length);
  for (const { waybill_no } of complaints) expect(waybill_no === '' || waybills.has(waybill_no!)).toBe(true);
});

test('nothing in the records is later than the export, except what is due or runs on', () => {
  const end = formatDay(company.world.endDay);
  const later = new Set(['promised_at', 'due_on', 'contract_end']);
  for (const { name, columns } of SCHEMA)
    for (const row of simulatedRows(company, name))
      for (const column of columns)
        if ((column.kind === 'date' || column.kind === 'instant') && !later.has(column.name))
          expect(String(row[column.name] ?? '') < end).toBe(true);
});

test('parcels are delivered after they were sent, complaints answered after they were opened', () => {
  for (const { shipped_at, delivered_at } of tableOf('shipments')) expect(delivered_at === '' || delivered_at! > shipped_at!).toBe(true);
  for (const { opened_at, responded_at, resolved_at, reopened_at } of tableOf('complaints')) {
    expect(responded_at === '' || responded_at! >= opened_at!).toBe(true);
    expect(resolved_at === '' || resolved_at! > opened_at!).toBe(true);
    expect(reopened_at === '' || reopened_at! > resolved_at!).toBe(true);
  }
});

test('the text of a table holds its rows, in English or in Chinese', async () => {
  const parsed = parse([...simulatedText(company, 'complaints')].join(''), { columns: true }) as Record<string, string>[];
  expect(parsed).toEqual(
    tableOf('complaints').map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))),
  );
  const chinese = await simulate({ customers: 120, months: 24, seed: 3, preset: 'demo', language: 'zh' });
  const [header, first] = parse([...simulatedText(chinese, 'shipments')].join(''), { to: 2 }) as string[][];
  expect(header!.slice(0, 3)).toEqual(['运单号', '客户编号', '寄件时间']);
  expect(first![header!.indexOf('状态')]).toBe('已签收');
  const [zh, en] = [chinese, company].map((each) => [...simulatedRows(each, 'shipments')]);
  expect(zh!.map(({ freight, shipped_at }) => [freight, shipped_at])).toEqual(en!.map(({ freight, shipped_at }) => [freight, shipped_at]));
});

test('every column of the simulation is one of the schema', () => {
  for (const { table, columns } of simulatedSources(company))
    expect(tableSchema(table).columns.map(({ name }) => name)).toEqual(expect.arrayContaining([...columns]));
});
