import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readHistory } from '../../src/node/readHistory.js';
import { folderOf, readFiles, refusalOf } from './support/folder.js';

const HEADER = 'customer_id,shipped_at,freight,status\n';
const GOOD = `${HEADER}A,2026-01-02,12.50,delivered\nB,2026-01-03,8,delivered\n`;
const rowsOf = (count: number, row = 'A,2026-01-02,12.50,delivered\n'): string => row.repeat(count);

describe('a file that cannot be read ends with one sentence', () => {
  test('no such folder or file', async () => {
    expect(await refusalOf(readHistory('nowhere/exports'))).toMatchInlineSnapshot(`
      {
        "code": "no-file",
        "en": "nowhere/exports: there is no such file or folder; check the path",
        "zh": "nowhere/exports：没有这个文件或文件夹；请检查路径",
      }
    `);
    expect(await refusalOf(readHistory({ shipments: 'nowhere.csv' }))).toMatchInlineSnapshot(`
      {
        "code": "no-file",
        "en": "nowhere.csv: there is no such file; check the path",
        "zh": "nowhere.csv：没有这个文件；请检查路径",
      }
    `);
  });

  test('a folder where a file should be', async () => {
    const folder = folderOf({ 'shipments.csv': GOOD });
    mkdirSync(join(folder, 'old'));
    expect(await refusalOf(readHistory({ shipments: join(folder, 'old') }))).toMatchInlineSnapshot(`
      {
        "code": "unreadable-file",
        "en": "old: cannot be read (EISDIR); check that it is a file and that you may read it",
        "zh": "old：无法读取（EISDIR）；请确认它是文件且您有读取权限",
      }
    `);
  });

  test.skipIf(process.getuid?.() === 0)('a file that may not be read', async () => {
    const folder = folderOf({ 'shipments.csv': GOOD });
    chmodSync(join(folder, 'shipments.csv'), 0);
    expect((await refusalOf(readHistory(folder))).en).toBe(
      'shipments.csv: cannot be read (EACCES); check that it is a file and that you may read it',
    );
  });

  test('an empty file, and one with blank lines only', async () => {
    expect(await refusalOf(readFiles({ 'shipments.csv': '' }))).toMatchInlineSnapshot(`
      {
        "code": "empty-file",
        "en": "shipments.csv: the file is empty; export it again, or leave it out",
        "zh": "shipments.csv：文件为空；请重新导出，或不要提供此文件",
      }
    `);
    expect((await refusalOf(readFiles({ 'shipments.csv': '\n\n  \n' }))).code).toBe('empty-file');
    expect((await refusalOf(readFiles({ 'shipments.csv': '\ufeff' }))).code).toBe('empty-file');
    expect((await refusalOf(readFiles({ 'shipments.csv.gz': gzipSync('') }))).code).toBe('empty-file');
  });

  test('a workbook that was named .csv, and other binary files', async () => {
    expect(await refusalOf(readFiles({ 'shipments.csv': Buffer.from('504b0304140000000800', 'hex') }))).toMatchInlineSnapshot(`
      {
        "code": "binary-file",
        "en": "shipments.csv: this is an Excel workbook or zip archive, not a text table; save it as CSV (UTF-8) and give that file",
        "zh": "shipments.csv：这是 Excel 工作簿或 zip 压缩包，不是文本表格；请另存为 CSV（UTF-8）后再使用",
      }
    `);
    expect(await refusalOf(readFiles({ 'shipments.csv': Buffer.from('cafe00babe0000', 'hex') }))).toMatchInlineSnapshot(`
      {
        "code": "binary-file",
        "en": "shipments.csv, line 1: this is not a text file; save the table as CSV (UTF-8) and give that file",
        "zh": "shipments.csv 第 1 行：这不是文本文件；请将表格另存为 CSV（UTF-8）后再使用",
      }
    `);
  });

  test('a header whose quotes do not close', async () => {
    expect(await refusalOf(readFiles({ 'shipments.csv': '"customer_id,shipped_at\nA,2026-01-02\n' }))).toEqual({
      code: 'unreadable-file',
      en: 'shipments.csv, line 1: a quote in the header opens a cell and does not close it; correct this line',
      zh: 'shipments.csv 第 1 行：表头中有引号打开了单元格但没有关闭；请更正该行',
    });
  });

  test('a damaged gzip file', async () => {
    const packed = gzipSync(GOOD);
    expect(await refusalOf(readFiles({ 'shipments.csv.gz': packed.subarray(0, packed.length - 12) }))).toMatchInlineSnapshot(`
      {
        "code": "broken-gzip",
        "en": "shipments.csv.gz: the gzip file is damaged or cut short; copy or export it again",
        "zh": "shipments.csv.gz：gzip 文件已损坏或不完整；请重新复制或导出",
      }
    `);
  });

  test('a line longer than 1 MiB', async () => {
    const long = `${HEADER}${rowsOf(2)}A,2026-01-02,${'9'.repeat(1 << 20)},delivered\n`;
    expect(await refusalOf(readFiles({ 'shipments.csv': long }))).toMatchInlineSnapshot(`
      {
        "code": "line-too-long",
        "en": "shipments.csv, line 4: the line is longer than 1 MiB; this is not a table of text, or line ends are missing: look at the file around this line and export it again",
        "zh": "shipments.csv 第 4 行：该行超过 1 MiB；文件可能不是文本表格，或缺少换行符：请查看该行附近的内容并重新导出",
      }
    `);
    expect((await refusalOf(readFiles({ 'shipments.csv': `${HEADER}A,2026-01-02,"${'9'.repeat(1 << 20)}` }))).code).toBe('line-too-long');
  });

  test('no table of shipments', async () => {
    expect(
      await refusalOf(readFiles({ 'waves.csv': GOOD, 'complaints.csv': 'complaint_id,customer_id,opened_at\n' })),
    ).toMatchInlineSnapshot(`
      {
        "code": "missing-table",
        "en": "DIR: no table of shipments; found: complaints.csv, waves.csv; name the file shipments.csv, or say in a mapping file which it is: { "shipments": { "$file": "complaints.csv" } }",
        "zh": "DIR：没有运单表；现有文件：complaints.csv、waves.csv；请将文件命名为 shipments.csv（或 运单.csv），或在映射文件中指明：{ "shipments": { "$file": "complaints.csv" } }",
      }
    `);
    expect(await refusalOf(readFiles({}))).toMatchInlineSnapshot(`
      {
        "code": "missing-table",
        "en": "DIR: no table of shipments; name the file shipments.csv, or say in a mapping file which it is: { "shipments": { "$file": "waybills.csv" } }",
        "zh": "DIR：没有运单表；请将文件命名为 shipments.csv（或 运单.csv），或在映射文件中指明：{ "shipments": { "$file": "waybills.csv" } }",
      }
    `);
  });

  test('a missing column', async () => {
    expect(await refusalOf(readFiles({ 'shipments.csv': 'who,when,freight\nA,2026-01-02,5\n' }))).toMatchInlineSnapshot(`
      {
        "code": "missing-column",
        "en": "shipments.csv: no column for customer_id, shipped_at; found: who, when, freight; rename the column, or name it in a mapping file, like { "shipments": { "customer_id": "who" } }; a file without a header line takes "$header": [names]",
        "zh": "shipments.csv：缺少 customer_id（客户编号）、shipped_at（寄件时间） 列；现有列：who、when、freight；请修改列名，或在映射文件中指明，例如 { "shipments": { "customer_id": "who" } }；没有表头的文件请写 "$header": [列名]",
      }
    `);
  });

  test('two columns that could be the same', async () => {
    expect(await refusalOf(readFiles({ 'shipments.csv': 'customer_id,shipped_at,费用,金额\nA,2026-01-02,5,6\n' }))).toMatchInlineSnapshot(`
      {
        "code": "duplicate-column",
        "en": "shipments.csv: 2 columns could be freight: "费用", "金额"; rename all but one, or say which in a mapping file: { "shipments": { "freight": "费用" } }",
        "zh": "shipments.csv：有 2 列都可能是 freight："费用"、"金额"；请只保留一个名称，或在映射文件中指明：{ "shipments": { "freight": "费用" } }",
      }
    `);
  });

  test('the better name wins over a synonym', async () => {
    const { report } = await readFiles({ 'shipments.csv': 'customer_id,shipped_at,金额,运费,amount,Freight\nA,2026-01-02,5,6,7,8\n' });
    const file = report.tables.find(({ table }) => table === 'shipments')?.files[0];
    expect(file?.columns.find(({ column }) => column === 'freight')?.header).toBe('Freight');
    expect(file?.unknownHeaders).toEqual(['金额', '运费', 'amount']);
  });
});

describe('dates', () => {
  test('that can be read two ways are refused with a sentence that says how to name the format', async () => {
    expect(await refusalOf(readFiles({ 'shipments.csv': `${HEADER}A,03/04/2024,5,\nB,05/06/2024,5,\n` }))).toMatchInlineSnapshot(`
      {
        "code": "ambiguous-date",
        "en": "shipments, column "shipped_at": dates such as 03/04/2024 can be read day first or month first, and no value of the column settles it; name the format in a mapping file, for example { "shipments": { "shipped_at": { "column": "shipped_at", "format": "d/M/yyyy" } } } (or "M/d/yyyy")",
        "zh": "shipments 的“shipped_at”列：03/04/2024 这样的日期可以理解为日在前或月在前，该列没有能够判定的取值；请在映射文件中写明格式，例如 { "shipments": { "shipped_at": { "column": "shipped_at", "format": "d/M/yyyy" } } }（或 "M/d/yyyy"）",
      }
    `);
  });

  test('that contradict each other are refused with both places', async () => {
    expect(
      await refusalOf(readFiles({ 'shipments.csv': `${HEADER}A,13/04/2024,5,\nB,03/04/2024,5,\nC,04/13/2024,5,\n` })),
    ).toMatchInlineSnapshot(`
      {
        "code": "ambiguous-date",
        "en": "shipments, column "shipped_at": dates are written in different orders: 13/04/2024 on line 2, 04/13/2024 on line 4; name the format in a mapping file, for example { "shipments": { "shipped_at": { "column": "shipped_at", "format": "d/M/yyyy" } } } (or "M/d/yyyy")",
        "zh": "shipments 的“shipped_at”列：同一列的日期写法次序不一：第 2 行为 13/04/2024，第 4 行为 04/13/2024；请在映射文件中写明格式，例如 { "shipments": { "shipped_at": { "column": "shipped_at", "format": "d/M/yyyy" } } }（或 "M/d/yyyy"）",
      }
    `);
  });

  test('are settled for a whole column by those that are not ambiguous, wherever they stand', async () => {
    const { history, report } = await readFiles({ 'shipments.csv': `${HEADER}${rowsOf(40, 'A,03/04/2024,5,\n')}B,25/04/2024,5,\n` });
    expect(history.firstDay).toBe(Date.UTC(2024, 3, 3) / 86_400_000);
    expect(report.tables[1]?.files[0]?.columns.find(({ column }) => column === 'shipped_at')?.dateOrder).toBe('dmy');
    const american = await readFiles({ 'shipments.csv': `${HEADER}${rowsOf(40, 'A,03/04/2024,5,\n')}B,04/25/2024,5,\n` });
    expect(american.history.firstDay).toBe(Date.UTC(2024, 2, 4) / 86_400_000);
  });

  test('of one file are settled by another file of the same table', async () => {
    const { history } = await readFiles({
      'shipments_2024-01.csv': `${HEADER}A,03/04/2024,5,\n`,
      'shipments_2024-02.csv': `${HEADER}A,13/04/2024,5,\n`,
    });
    expect(history.firstDay).toBe(Date.UTC(2024, 3, 3) / 86_400_000);
  });

  test('that are the same either way are no question', async () => {
    const { history } = await readFiles({ 'shipments.csv': `${HEADER}A,03/03/2024,5,\n` });
    expect(history.firstDay).toBe(Date.UTC(2024, 2, 3) / 86_400_000);
  });

  test('in a column whose format the mapping names are read by it alone', async () => {
    const mapping = { shipments: { shipped_at: { column: 'shipped_at', format: 'd/M/yyyy' } } };
    const { history } = await readFiles({ 'shipments.csv': `${HEADER}A,03/04/2024,5,\n` }, { mapping });
    expect(history.firstDay).toBe(Date.UTC(2024, 3, 3) / 86_400_000);
  });
});

describe('rows and cells', () => {
  test('of every wrong kind are rejected with line, column and reason; the rest is kept, and nothing is uncounted', async () => {
    const wrong = [
      ',2026-01-02,5,',
      'A,soon,5,',
      'A,2026-01-02,5',
      'A,2026-01-02,5,"delivered',
      'A,2026-01-02,5,deliv\0ered',
      '"A,2026-01-02,5,',
    ];
    const { issues } = await readFiles({ 'shipments.csv': `${GOOD}${wrong.join('\n')}\n${rowsOf(200)}` });
    expect(issues.tables.shipments).toEqual({ read: 208, kept: 202, rejected: 6 });
    expect(
      issues.rejected.map(({ line, column, code, reason, value }) => [line, column, code, reason.en, reason.zh, value]),
    ).toMatchInlineSnapshot(`
      [
        [
          4,
          "customer_id",
          "missing-cell",
          "customer_id is empty, and a row cannot be used without it",
          "customer_id 为空，缺少它该行无法使用",
          "",
        ],
        [
          5,
          "shipped_at",
          "bad-cell",
          "shipped_at is not a date; if it is one, name its format in the mapping file",
          "shipped_at 不是日期；如果是，请在映射文件中写明其格式",
          "soon",
        ],
        [
          6,
          "",
          "ragged-row",
          "the row has 3 cells, the header has 4",
          "该行有 3 个单元格，表头有 4 个",
          "",
        ],
        [
          7,
          "",
          "quote-not-closed",
          "a quote opens a cell and does not close it before a delimiter or the end of a line; reading went on at the next line",
          "引号打开了单元格，但没有在分隔符或行尾之前正确关闭；已从下一行继续读取",
          "",
        ],
        [
          8,
          "",
          "nul-byte",
          "the row holds a NUL byte, which is not text",
          "该行含有 NUL 字节，不是文本",
          "",
        ],
        [
          9,
          "",
          "quote-not-closed",
          "a quote opens a cell and does not close it before a delimiter or the end of a line; reading went on at the next line",
          "引号打开了单元格，但没有在分隔符或行尾之前正确关闭；已从下一行继续读取",
          "",
        ],
      ]
    `);
  });

  test('optional cells that are not understood become missing and are counted by column', async () => {
    const { issues } = await readFiles({
      'shipments.csv':
        'customer_id,shipped_at,freight,status,pieces,weight_kg,promised_at\nA,2026-01-02,much,lost in space,1.5,-2,tomorrow\nB,2026-01-02,1,ok,1,2,2026-01-05\n',
      'complaints.csv': 'complaint_id,customer_id,opened_at,satisfaction\nK1,A,2026-01-03,9\n',
    });
    expect(issues.rejected).toEqual([]);
    expect(issues.warningCounts).toMatchObject({
      'shipments.freight.bad-cell': 1,
      'shipments.status.bad-cell': 1,
      'shipments.pieces.bad-cell': 1,
      'shipments.weight_kg.bad-cell': 1,
      'shipments.promised_at.bad-cell': 1,
      'complaints.satisfaction.bad-cell': 1,
    });
    expect(
      issues.warnings.filter(({ code }) => code === 'bad-cell').map(({ column, reason, value }) => [column, reason.en, reason.zh, value]),
    ).toMatchInlineSnapshot(`
      [
        [
          "pieces",
          "pieces is not a whole number of 0 or more",
          "pieces 不是大于等于 0 的整数",
          "1.5",
        ],
        [
          "weight_kg",
          "weight_kg is not a weight of 0 kg or more",
          "weight_kg 不是大于等于 0 的重量（千克）",
          "-2",
        ],
        [
          "freight",
          "freight is not an amount of money",
          "freight 不是金额",
          "much",
        ],
        [
          "promised_at",
          "promised_at is not a date; if it is one, name its format in the mapping file",
          "promised_at 不是日期；如果是，请在映射文件中写明其格式",
          "tomorrow",
        ],
        [
          "status",
          "status is none of: delivered, returned, lost, damaged, short, misdelivered, cancelled, in_transit; map it under "values"",
          "status 不在取值 delivered, returned, lost, damaged, short, misdelivered, cancelled, in_transit 之中；请在映射文件的 "values" 中对应",
          "lost in space",
        ],
        [
          "satisfaction",
          "satisfaction is not a number from 1 to 5",
          "satisfaction 不是 1 到 5 之间的数",
          "9",
        ],
      ]
    `);
  });

  test('more rejects than allowed end the reading, and the error carries them', async () => {
    const files = { 'shipments.csv': `${GOOD}${rowsOf(18)}A,soon,5,\nA,later,5,\n` };
    const error = await readFiles(files).catch((thrown: unknown) => thrown);
    expect(await refusalOf(Promise.reject(error))).toMatchInlineSnapshot(`
      {
        "code": "too-many-rejected",
        "en": "shipments: 2 of 22 rows were rejected, more than 5% allows; the first is shipments.csv, line 22: shipped_at is not a date; if it is one, name its format in the mapping file; correct the export, or allow more with --max-rejected",
        "zh": "shipments：22 行中有 2 行被拒收，超过允许的 5%；第一处在 shipments.csv 第 22 行：shipped_at 不是日期；如果是，请在映射文件中写明其格式；请更正导出数据，或用 --max-rejected 放宽",
      }
    `);
    expect((error as { issues: { rejected: unknown[] } }).issues.rejected).toHaveLength(2);
    const allowed = await readFiles(files, { maxRejected: 0.1 });
    expect(allowed.issues.tables.shipments).toEqual({ read: 22, kept: 20, rejected: 2 });
  });

  test('when all rows are rejected the rejects are the message, not the lack of rows', async () => {
    const { code, en } = await refusalOf(readFiles({ 'shipments.csv': `${HEADER}A,soon,5,\n` }));
    expect(code).toBe('too-many-rejected');
    expect(en).toMatch(/^shipments: 1 of 1 rows was rejected, more than 5% allows;/);
    const twice = { 'shipments.csv': GOOD, 'customers.csv': 'customer_id,name\nA,first\nB,second\nA,second\nB,first\n' };
    expect((await refusalOf(readFiles(twice))).en).toMatch(/the first is customers\.csv, line 3: another row has the same key/);
  });
});

describe('encodings', () => {
  const chinese = '客户编号,寄件时间,运费\n';
  /** 客户编号,寄件时间,运费 and 客户甲 in GBK. */
  const gbkHeader = Buffer.from('bfcdbba7b1e0bac52cbcc4bcfecab1bce42cd4cbb7d10a', 'hex');
  const gbkName = Buffer.from('bfcdbba7bcd7', 'hex');

  test('GBK is found, read and reported', async () => {
    const file = Buffer.concat([gbkHeader, gbkName, Buffer.from(',2026-01-02,5\n')]);
    const { history, report } = await readFiles({ 'shipments.csv': file });
    expect(history.customers.ids).toEqual(['客户甲']);
    expect(report.tables[1]?.files[0]?.encoding).toBe('gb18030');
  });

  test('a file that is UTF-8 for a megabyte and then is not is GB18030 from its first byte', async () => {
    const file = Buffer.concat([
      Buffer.from(`customer_id,shipped_at\n${rowsOf(100_000, 'A,2026-01-02\n')}`),
      gbkName,
      Buffer.from(',2026-01-02\n'),
    ]);
    const { history, report } = await readFiles({ 'shipments.csv': file });
    expect(history.customers.ids).toEqual(['A', '客户甲']);
    expect(report.tables[1]?.files[0]?.encoding).toBe('gb18030');
  });

  test('UTF-16 and UTF-8 with a byte order mark', async () => {
    for (const [encoding, bytes] of [
      ['utf-16le', Buffer.from(`\ufeff${chinese}客户甲,2026-01-02,5\n`, 'utf16le')],
      ['utf-16be', Buffer.from(`\ufeff${chinese}客户甲,2026-01-02,5\n`, 'utf16le').swap16()],
      ['utf-8', Buffer.from(`\ufeff${chinese}客户甲,2026-01-02,5\n`)],
    ] as const) {
      const { history, report } = await readFiles({ 'shipments.csv': bytes });
      expect(history.customers.ids).toEqual(['客户甲']);
      expect(report.tables[1]?.files[0]?.encoding).toBe(encoding);
    }
  });
});
