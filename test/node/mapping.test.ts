import { describe, expect, test } from 'vitest';
import { parseMapping } from '../../src/node/mapping.js';
import { readFiles, refusalOf } from './support/folder.js';

const refused = (json: unknown): Promise<{ readonly en: string; readonly zh: string }> =>
  refusalOf(Promise.resolve().then(() => parseMapping(json, 'map.json')));

describe('a mapping file is refused with one sentence that names the place', () => {
  test.each([
    [
      { shipment: {} },
      'map.json: at shipment there must be a table of these, with its columns: customers, shipments, complaints, contacts, invoices, changes, surveys',
    ],
    [
      { shipments: 5 },
      'map.json: at shipments there must be a table of these, with its columns: customers, shipments, complaints, contacts, invoices, changes, surveys',
    ],
    [
      { shipments: { customer_id: 5 } },
      'map.json: at shipments.customer_id there must be a header, { "column": … }, { "const": … } or null',
    ],
    [
      { shipments: { customer_id: { column: 'a', const: 'b' } } },
      'map.json: at shipments.customer_id there must be a header, { "column": … }, { "const": … } or null',
    ],
    [
      { shipments: { customer_id: { colum: 'a' } } },
      'map.json: at shipments.customer_id.colum there must be a header, { "column": … }, { "const": … } or null',
    ],
    [
      { shipments: { shipped_at: { column: 'a', format: 'hh' } } },
      'map.json: at shipments.shipped_at.format there must be a date format such as "d-MMM-yy" or "excel"',
    ],
    [
      { shipments: { status: { column: 'a', values: ['b'] } } },
      'map.json: at shipments.status.values there must be { "word in the file": "word of the schema" }',
    ],
    [
      { shipments: { freight: { column: 'a', lookup: { file: 'b' } } } },
      'map.json: at shipments.freight.lookup[0].key there must be { "file": …, "key": …, "value": … } or a list of these',
    ],
    [{ shipments: { $delimiter: 'abc' } }, 'map.json: at shipments.$delimiter there must be one character, "\\t" or "whitespace"'],
    [{ shipments: [{ $file: 'a' }, { $where: 'b' }] }, 'map.json: at shipments[1].$where there must be { "header": ["value", …] }'],
    [
      [],
      'map.json: at (root) there must be a table of these, with its columns: customers, shipments, complaints, contacts, invoices, changes, surveys',
    ],
  ])('%j', async (json, sentence) => expect((await refused(json)).en).toBe(sentence));

  test('an unknown column is answered with the known ones, in both languages', async () => {
    const { en, zh } = await refused({ contacts: { cust: 'A' } });
    expect(en).toBe('map.json: at contacts.cust there must be a column of contacts: customer_id, at, kind, cost, campaign, arm');
    expect(zh).toBe('map.json：contacts.cust 处应为contacts 的列：customer_id, at, kind, cost, campaign, arm');
  });
});

describe('a mapping', () => {
  test('gives headers, formats, words, constants and products', async () => {
    const mapping = {
      shipments: {
        $file: 'lines.csv',
        customer_id: 'Project Code',
        shipped_at: { column: 'PO Sent', format: 'd-MMM-yy' },
        status: { column: '状态', values: { 完结: 'delivered' } },
        product: { const: 'air' },
        freight: { column: 'Quantity', times: 'UnitPrice' },
      },
    };
    const { history, issues, report } = await readFiles(
      { 'lines.csv': 'Project Code,PO Sent,状态,Quantity,UnitPrice\nP1,2-Jun-06,完结,3,1.25\nP1,3-Jun-06,怪,,1.25\n' },
      { mapping },
    );
    const view = history.at('2006-07-01').view(0);
    expect([view.id, view.total('shipments'), view.total('freight')]).toEqual(['P1', 2, 37_500]);
    expect(issues.warningCounts).toMatchObject({ 'shipments.status.bad-cell': 1 });
    expect(report.tables[1]?.files[0]?.columns.map(({ column, header }) => `${column} ← ${header}`)).toEqual([
      'customer_id ← Project Code',
      'shipped_at ← PO Sent',
      'product ← = air',
      'freight ← Quantity × UnitPrice',
      'status ← 状态',
    ]);
  });

  test('takes some rows of a file for one table and others for another', async () => {
    const mapping = {
      shipments: { $file: 'log.csv', $where: { type: ['ship', 'send'] }, customer_id: 'who', shipped_at: 'when' },
      complaints: { $file: 'log.csv', $where: { type: ['complaint'] }, customer_id: 'who', opened_at: 'when', complaint_id: 'nr' },
    };
    const log = 'type,who,when,nr\nship,A,2026-01-01,1\ncomplaint,A,2026-01-02,2\nsend,B,2026-01-03,3\nother,B,2026-01-03,4\n';
    const { issues, report } = await readFiles({ 'log.csv': log }, { mapping });
    expect(issues.tables).toMatchObject({ shipments: { read: 2, kept: 2 }, complaints: { read: 1, kept: 1 } });
    expect(report.tables.flatMap(({ files }) => files.map(({ otherRows }) => otherRows))).toEqual([2, 3]);
  });

  test('joins other files: a chain of keys, and sums', async () => {
    const customerId = {
      column: 'order',
      lookup: [
        { file: 'orders.csv', key: 'id', value: 'account' },
        { file: 'accounts.csv', key: 'account', value: 'person' },
      ],
    };
    const mapping = {
      shipments: {
        $file: 'parcels.csv',
        customer_id: customerId,
        freight: { column: 'order', lookup: { file: 'items.csv', key: 'order', value: 'price', sum: true } },
      },
    };
    const files = {
      'parcels.csv': 'order,shipped_at\no1,2026-01-01\no2,2026-01-02\n',
      'orders.csv': 'id,account\no1,a1\no2,a2\n',
      'accounts.csv': 'account,person\na1,Ann\na2,Ann\n',
      'items.csv': 'order,price\no1,0.10\no1,0.20\no2,5\no2,much\no2\n',
    };
    const { history, report } = await readFiles(files, { mapping });
    expect(report.lookups.at(-1)).toEqual({ file: 'items.csv', key: 'order', value: 'price', rows: 5, unusedRows: 2 });
    const view = history.at('2026-02-01').view(0);
    expect([history.customers.ids, view.total('freight')]).toEqual([['Ann'], 53_000]);
  });

  test('reads cells that stand apart by blanks, with names for a file that has no header', async () => {
    const mapping = {
      shipments: { $file: 'log.txt', $delimiter: 'whitespace', $header: ['customer_id', 'shipped_at', 'pieces', 'freight'] },
    };
    const { history } = await readFiles({ 'log.txt': ' 00004  19970101  2   29.33\r\n 00004\t19970118  2   29.73 \r\n' }, { mapping });
    expect(history.at('1998-01-01').view(0).total('freight')).toBe(590_600);
  });

  test('of null leaves a table out', async () => {
    const files = { 'shipments.csv': 'customer_id,shipped_at\nA,2026-01-01\n', 'customers.csv': 'a,b\n1,2\n' };
    expect((await refusalOf(readFiles(files))).code).toBe('missing-column');
    expect((await readFiles(files, { mapping: { customers: null } })).report.unusedFiles).toEqual(['customers.csv']);
  });

  test('that names what is not there is refused', async () => {
    const shipments = 'customer_id,shipped_at\nA,2026-01-01\n';
    expect((await refusalOf(readFiles({ 'shipments.csv': shipments }, { mapping: { shipments: { freight: 'Fracht' } } }))).en).toBe(
      'shipments.csv: the mapping of shipments.freight names "Fracht", which is not a column of this file; it has: customer_id, shipped_at',
    );
    expect((await refusalOf(readFiles({ 'shipments.csv': shipments }, { mapping: { shipments: { $file: 'log.csv' } } }))).en).toBe(
      'the mapping of shipments.$file names log.csv, which is not in DIR; there are: shipments.csv',
    );
    const lookup = { freight: { column: 'customer_id', lookup: { file: 'shipments.csv', key: 'nr', value: 'x' } } };
    expect((await refusalOf(readFiles({ 'shipments.csv': shipments }, { mapping: { shipments: lookup } }))).en).toBe(
      'shipments.csv: the mapping looks up "nr", which is not a column of this file; it has: customer_id, shipped_at',
    );
  });
});
