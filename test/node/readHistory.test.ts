import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readHistory } from '../../src/node/readHistory.js';
import { folderOf, readFiles, refusalOf } from './support/folder.js';

const DATA = process.env['HOLDFAST_DATA'] ?? new URL('../../../shared/data/', import.meta.url).pathname;
const mappingOf = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../examples/mappings/${name}.json`, import.meta.url), 'utf8'));
const SHIPMENTS = 'customer_id,shipped_at,freight\nA,2026-01-02,5\n';

describe('tables in a folder', () => {
  test('are found by name, synonym and year, packed or not; what no table uses is listed', async () => {
    const { report } = await readFiles({
      '运单_2025.csv': SHIPMENTS,
      '运单_2026.csv.gz': gzipSync(SHIPMENTS.replace('A', 'B')),
      '投诉.tsv': '投诉单号\t客户编号\t投诉时间\nK1\tA\t2026-01-03\n',
      'Customers.CSV': 'customer_id;name\nA;Ann\n',
      'truth.csv': 'a\n1\n',
      'shipments.rejected.csv': SHIPMENTS,
      '.hidden.csv': SHIPMENTS,
    });
    expect(report.tables.map(({ table, files }) => [table, ...files.map(({ file, delimiter }) => `${file} ${delimiter}`)])).toEqual([
      ['customers', 'Customers.CSV ;'],
      ['shipments', '运单_2025.csv ,', '运单_2026.csv.gz ,'],
      ['complaints', '投诉.tsv \t'],
      ['contacts'],
      ['invoices'],
      ['changes'],
      ['surveys'],
    ]);
    expect(report.unusedFiles).toEqual(['truth.csv']);
  });

  test('of the table’s own name are taken before synonyms', async () => {
    const { report } = await readFiles({ 'orders.csv': 'x\n1\n', 'shipments.csv': SHIPMENTS });
    expect(report.unusedFiles).toEqual(['orders.csv']);
  });

  test('may have titles and blank lines above the header, and any line ends', async () => {
    const { history, report } = await readFiles({
      'shipments.csv': '\n运单明细 2026\r\n\r\n客户编号,寄件时间,件数\rA,2026-01-02,2\r\n\nB,2026-01-03,1\n,,\n',
    });
    expect(history.customers.ids).toEqual(['A', 'B']);
    expect(report.tables[1]?.files[0]).toMatchObject({ titleLines: 1, blankLines: 4, rowsRead: 2 });
  });

  test('where no line can be the header, the widest of the first is shown, not the title above it', async () => {
    const { en } = await refusalOf(readFiles({ 'shipments.csv': '运单明细 2026\n导出,2026-02-01\n货主,寄件时间,件数\nA,2026-01-02,2\n' }));
    expect(en).toMatch(/^shipments\.csv: no column for customer_id; found: 货主, 寄件时间, 件数; /);
  });

  test('one file alone is a table of shipments', async () => {
    const folder = folderOf({ 'anything.csv': SHIPMENTS });
    expect((await readHistory(join(folder, 'anything.csv'))).history.rowCounts.shipments).toBe(1);
  });
});

test('the report says how each column was understood and what the missing ones cost', async () => {
  const { report } = await readFiles({
    'shipments.csv': '客户编号,Shipped_At,运费,件数,城区\nA,2026-01-02 08:15,5.5,,x\nB,2026-02-03,-1,3,y\n',
  });
  const shipments = report.tables[1];
  expect(shipments).toMatchObject({ read: 2, kept: 2, rejected: 0, firstDate: '2026-01-02', lastDate: '2026-02-03' });
  expect(shipments?.files[0]?.columns).toEqual([
    { column: 'customer_id', header: '客户编号', kind: 'id', filled: 1, min: '', max: '', examples: ['A', 'B'], dateOrder: undefined },
    {
      column: 'shipped_at',
      header: 'Shipped_At',
      kind: 'instant',
      filled: 1,
      min: '2026-01-02 08:15',
      max: '2026-02-03 00:00',
      examples: ['2026-01-02 08:15', '2026-02-03'],
      dateOrder: undefined,
    },
    { column: 'pieces', header: '件数', kind: 'count', filled: 0.5, min: '3', max: '3', examples: ['3'], dateOrder: undefined },
    { column: 'freight', header: '运费', kind: 'money', filled: 1, min: '-1', max: '5.5', examples: ['5.5', '-1'], dateOrder: undefined },
  ]);
  expect(shipments?.files[0]?.unknownHeaders).toEqual(['城区']);
  expect(shipments?.missing.find(({ column }) => column === 'delivered_at')?.without?.en).toBe(
    'transit times and lateness cannot be measured',
  );
  expect(report.tables[2]?.without?.en).toMatch(/^no complaint features/);
});

test('times with a zone are brought to the time zone of the run, times without one stand', async () => {
  const file = { 'shipments.csv': 'customer_id,shipped_at\nA,2026-01-01T20:00:00Z\n' };
  expect((await readFiles(file)).report.tables[1]?.firstDate).toBe('2026-01-02');
  expect((await readFiles(file, { timeZone: 'America/New_York' })).report.tables[1]?.firstDate).toBe('2026-01-01');
  await expect(readFiles({ 'shipments.csv': SHIPMENTS }, { timeZone: 'Mars/Base' })).rejects.toMatchObject({ code: 'bad-parameter' });
  await expect(readFiles(file, { maxRejected: 5 })).rejects.toMatchObject({ code: 'bad-parameter' });
});

test('an abort ends the reading', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(readFiles({ 'shipments.csv': SHIPMENTS }, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' });
});

describe('exports that no one here made', () => {
  test.skipIf(!existsSync(join(DATA, 'cdnow')))('CDNOW is read by its mapping, by both readers alike', async () => {
    const read = await readHistory(join(DATA, 'cdnow'), { mapping: mappingOf('cdnow') });
    expect(read.issues.tables.shipments).toEqual({ read: 69_659, kept: 69_659, rejected: 0 });
    expect(read.history.customers.ids.length).toBe(23_570);
    const twin = await readHistory(join(DATA, 'cdnow'), { mapping: mappingOf('cdnow'), engine: 'csv-parse' });
    expect(twin.report).toEqual(read.report);
    expect(totals(twin.history)).toEqual(totals(read.history));
  });

  test.skipIf(!existsSync(join(DATA, 'cdnow')))('the CDNOW sample, which has no header, is read with names from the mapping', async () => {
    const mapping = {
      shipments: {
        $file: 'CDNOW_sample.txt',
        $delimiter: 'whitespace',
        $header: ['customer_id', 'sample', 'shipped_at', 'pieces', 'freight'],
      },
    };
    const { history, issues } = await readHistory(join(DATA, 'cdnow'), { mapping });
    expect(issues.tables.shipments).toEqual({ read: 6_919, kept: 6_919, rejected: 0 });
    expect(history.customers.ids.length).toBe(2_357);
  });

  test.skipIf(!existsSync(join(DATA, 'olist_sample_4000_reviews')))('Olist is read by its mapping, by both readers alike', async () => {
    const folder = join(DATA, 'olist_sample_4000_reviews');
    const read = await readHistory(folder, { mapping: mappingOf('olist') });
    expect(read.issues.tables).toEqual({
      shipments: { read: 3_960, kept: 3_960, rejected: 0 },
      complaints: { read: 591, kept: 591, rejected: 0 },
    });
    const twin = await readHistory(folder, { mapping: mappingOf('olist'), engine: 'csv-parse' });
    expect(twin.report).toEqual(read.report);
    expect(totals(twin.history)).toEqual(totals(read.history));
  });
});

function totals(history: Awaited<ReturnType<typeof readHistory>>['history']): unknown {
  const snapshot = history.at(history.endDay);
  return Array.from(snapshot.indices, (index) => {
    const view = snapshot.view(index);
    return [view.id, view.total('shipments'), view.total('freight'), view.total('late'), view.complaints.count];
  });
}

test('a file read by name may lie in a folder with others of no use', async () => {
  const folder = folderOf({ 'a.csv': SHIPMENTS });
  mkdirSync(join(folder, 'old'));
  writeFileSync(join(folder, 'old', 'shipments.csv'), SHIPMENTS);
  expect(readdirSync(folder)).toEqual(['a.csv', 'old']);
  expect(
    (await readHistory({ shipments: [join(folder, 'a.csv'), join(folder, 'old', 'shipments.csv')] })).history.rowCounts.shipments,
  ).toBe(2);
});
