import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Issues } from '../../src/history/types.js';
import { writeFileWhole } from '../../src/node/atomicFile.js';
import { loadJson, saveModel } from '../../src/node/jsonFile.js';
import { hashInputs, writeRunRecord } from '../../src/node/runRecord.js';
import { csvCell, tableText } from '../../src/node/tableText.js';
import { writeRejects } from '../../src/node/writeRejects.js';
import { writeTable } from '../../src/node/writeTable.js';
import { folderOf, refusalOf } from './support/folder.js';

const table = {
  length: 3,
  columns: {
    customer_id: ['A', '=1+1', '-5'],
    name: ['a "b", c', '甲\n乙', ''],
    spend: Float64Array.of(1.5, Number.NaN, -5),
    tier: { codes: Int32Array.of(1, 0, 2), levels: ['gold', '@iron'] },
  },
};

describe('a table', () => {
  test('is CSV that Excel opens and does not run', async () => {
    const path = join(folderOf(), 'new', 'out.csv');
    await writeTable(table, path);
    expect(readFileSync(path, 'utf8')).toBe(
      '\ufeffcustomer_id,name,spend,tier\r\nA,"a ""b"", c",1.5,gold\r\n\'=1+1,"甲\n乙",,\r\n\'-5,,-5,\'@iron\r\n',
    );
  });

  test('is JSON or one object a line, missing numbers as null', () => {
    expect(JSON.parse([...tableText(table, 'json')].join(''))).toHaveLength(3);
    expect([...tableText(table, 'ndjson')][1]).toBe('{"customer_id":"=1+1","name":"甲\\n乙","spend":null,"tier":""}\n');
    expect([...tableText({ length: 0, columns: {} }, 'json')].join('')).toBe('[]\n');
  });

  test('is not Parquet yet, and says so', async () => {
    expect(await refusalOf(writeTable(table, join(folderOf(), 'x.parquet'), 'parquet'))).toEqual({
      code: 'usage',
      en: 'Parquet is not written by this version; write csv, json or ndjson',
      zh: '此版本不支持写入 Parquet；请使用 csv、json 或 ndjson',
    });
  });

  test('cell of any text comes back as it was, but for the apostrophe that disarms it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', 'a', '甲', "'") }), (text) => {
        const [[back]] = parse(`${csvCell(text)},x`, { record_delimiter: '\r\n' }) as [[string]];
        expect(back === text || back === `'${text}`).toBe(true);
        expect(/^[=+\-@\t\r]/.test(back)).toBe(false);
      }),
    );
  });
});

describe('a file', () => {
  test('is written whole or not at all: an error or an abort leaves the old one and no temporary', async () => {
    const folder = folderOf({ 'risk.csv': 'old' });
    const path = join(folder, 'risk.csv');
    const broken = async function* () {
      yield 'half';
      throw new Error('power');
    };
    await expect(writeFileWhole(path, broken())).rejects.toThrow('power');
    const controller = new AbortController();
    const aborting = function* () {
      yield 'half';
      controller.abort();
      yield 'more';
    };
    expect((await refusalOf(writeFileWhole(path, aborting(), controller.signal))).code).toBe('aborted');
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['old', ['risk.csv']]);
    await writeFileWhole(path, ['new']);
    expect([readFileSync(path, 'utf8'), readdirSync(folder)]).toEqual(['new', ['risk.csv']]);
  });

  test('that cannot be written ends with a sentence', async () => {
    const folder = folderOf({ 'file.csv': '' });
    expect(await refusalOf(writeFileWhole(join(folder, 'file.csv', 'x.csv'), ['a']))).toEqual({
      code: 'write-failed',
      en: 'DIR/file.csv/x.csv: cannot be written (ENOTDIR); check the folder, its rights and the room on the disk',
      zh: 'DIR/file.csv/x.csv：无法写入（ENOTDIR）；请检查文件夹、权限和磁盘空间',
    });
  });
});

test('rejects are written by table, sorted by file and line, in the language asked for', async () => {
  const issue = {
    severity: 'rejected',
    column: 'shipped_at',
    code: 'bad-cell',
    reason: { en: 'no date', zh: '不是日期' },
    value: '=soon',
  } as const;
  const issues: Issues = {
    tables: {},
    rejected: [
      { ...issue, table: 'shipments', source: 0, line: 9 },
      { ...issue, table: 'complaints', source: 1, line: 2 },
      { ...issue, table: 'shipments', source: 0, line: 3 },
    ],
    warnings: [],
    warningCounts: {},
    sources: ['s.csv', 'c.csv'],
  };
  const folder = folderOf();
  expect(await writeRejects(issues, folder, 'zh')).toEqual([
    join(folder, 'shipments.rejected.csv'),
    join(folder, 'complaints.rejected.csv'),
  ]);
  expect(readFileSync(join(folder, 'shipments.rejected.csv'), 'utf8')).toBe(
    "\ufefffile,line,column,code,reason,value\r\ns.csv,3,shipped_at,bad-cell,不是日期,'=soon\r\ns.csv,9,shipped_at,bad-cell,不是日期,'=soon\r\n",
  );
});

test('run.json is the same bytes again, without time or place', async () => {
  const folder = folderOf({ 'a.csv': 'x\n1\n' });
  const inputs = await hashInputs([join(folder, 'a.csv'), join(folder, 'a.csv')]);
  const hash = 'daff832f802000e645771a60983c76c963f6ee602a6230e45237bd360e91cc1a'; // printf 'x\n1\n' | sha256sum
  expect(inputs).toEqual({ 'a.csv': hash, 'a.csv#2': hash });
  const record = { command: 'score', options: { b: 1, a: [{ d: 1, c: 2 }], unset: undefined }, seed: 7, inputs, rows: {} };
  await writeRunRecord(join(folder, 'run.json'), record);
  const first = readFileSync(join(folder, 'run.json'), 'utf8');
  await writeRunRecord(join(folder, 'run.json'), { ...record, options: { a: [{ c: 2, d: 1 }], b: 1 } });
  expect(readFileSync(join(folder, 'run.json'), 'utf8')).toBe(first);
  expect(first).not.toContain(folder);
  expect(Object.keys(JSON.parse(first) as object)).toEqual(['command', 'holdfast', 'inputs', 'options', 'rows', 'seed']);
});

describe('JSON files', () => {
  test('come back as they went', async () => {
    const path = join(folderOf(), 'model.json');
    await saveModel(path, { weights: [0.1, 1e-300], name: '甲' });
    expect(await loadJson(path)).toEqual({ weights: [0.1, 1e-300], name: '甲' });
    expect(existsSync(path)).toBe(true);
  });

  test('that are none are refused with the place', async () => {
    const folder = folderOf({ 'model.json': '{"a": 1,}' });
    expect(await refusalOf(loadJson(join(folder, 'nothing.json')))).toEqual({
      code: 'no-file',
      en: 'nothing.json: there is no such file; check the path',
      zh: 'nothing.json：没有这个文件；请检查路径',
    });
    const { code, en } = await refusalOf(loadJson(join(folder, 'model.json'), 'bad-model'));
    expect(code).toBe('bad-model');
    expect(en).toMatch(/^model\.json: not JSON \(.*\); correct the file at that place$/);
    writeFileSync(join(folder, 'bom.json'), '\ufeff[1]');
    expect(await loadJson(join(folder, 'bom.json'))).toEqual([1]);
  });
});
