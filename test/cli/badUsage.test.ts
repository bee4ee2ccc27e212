import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, holdfast } from './support/run.js';

describe('wrong use is one sentence, and exit code 2', () => {
  const cases: readonly [title: string, args: readonly string[], stderr: RegExp][] = [
    ['no data named', ['check'], /^Name the folder that holds your tables/],
    ['no data named, in Chinese', ['check', '--lang', 'zh'], /^请给出存放数据表的文件夹/],
    ['a folder that is not there', ['check', 'nowhere'], /^nowhere: there is no such file or folder; check the path\n$/],
    ['an unknown command', ['frobnicate'], /^error: unknown command 'frobnicate'\nSee: holdfast --help\n$/],
    [
      'an unknown option, in Chinese',
      ['check', '--lang', 'zh', '--foo'],
      /^错误：没有选项 --foo\n用法见：holdfast check --help --lang zh\n$/,
    ],
    ['a day the calendar does not have', ['check', '.', '--as-of', '2024-02-30'], /Write it as YYYY-MM-DD, for example 2026-06-30/],
    ['a zone that does not exist', ['check', '.', '--time-zone', 'Mars/Base'], /There is no such time zone; for example Asia\/Shanghai/],
    ['a share above 1', ['check', '.', '--max-rejected', '7'], /It must be from 0 to 1, or a percentage such as 5%/],
    ['a model that is not there', ['score', '.', '--model', 'm.json'], /^m\.json: there is no such file; check the path\n$/],
    ['simulate without a folder', ['simulate'], /^Name the folder to write to: --out FOLDER\.\n$/],
    ['a workbook as the result', ['check', '.', '--out', 'r.xlsx'], /^--out r\.xlsx: results are not written as \.xlsx; end it in \.csv/],
    ['train without a model path', ['train', '.'], /required option '--model <file>' not specified/],
  ];
  test.each(cases)('%s', async (_, args, stderr) => {
    const ran = await holdfast(args, { cwd: folder() });
    expect(ran.stderr).toMatch(stderr);
    expect(ran.stdout).toBe('');
    expect(ran.code).toBe(2);
  });

  test('a table without rows is refused by name', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'empty'));
    writeFileSync(join(cwd, 'empty', 'shipments.csv'), 'customer_id,shipped_at\n');
    const ran = await holdfast(['check', 'empty'], { cwd });
    expect(ran).toEqual({
      code: 2,
      stdout: '',
      stderr: 'empty holds no shipment; export the shipments again, with rows below the header.\n',
    });
  });

  test('a result is never written over the data it comes from', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'data'));
    const rows = 'customer_id,shipped_at\nA,2026-01-02\nA,2026-02-02\n';
    writeFileSync(join(cwd, 'data', 'shipments.csv'), rows);
    for (const args of [
      ['score', 'data', '--out', 'data/shipments.csv'],
      ['train', 'data', '--model', 'data/../data/shipments.csv'],
    ]) {
      const ran = await holdfast(args, { cwd });
      expect(ran.stderr).toMatch(/shipments\.csv is one of the files read here \(--(out|model)\).*name another file\.\n$/);
      expect(ran.code).toBe(2);
    }
    expect(readFileSync(join(cwd, 'data', 'shipments.csv'), 'utf8')).toBe(rows);
  });

  test('a cutoff long after the last shipment is pointed out, for then silence is only the end of the data', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'shipments.csv'), 'customer_id,shipped_at\nA,2026-01-02\nA,2026-02-02\n');
    const late = await holdfast(['score', '.', '--as-of', '2026-03-05'], { cwd });
    expect(late.stderr).toMatch(
      /^The last shipment is of 2026-02-02, and --as-of 2026-03-05 is 31 days later: every customer looks silent/,
    );
    expect(late.code).toBe(0);
    const near = await holdfast(['score', '.', '--as-of', '2026-02-16'], { cwd });
    expect(near.stderr).not.toMatch(/The last shipment/);
  });

  test('too many rejected rows: exit code 3, the rejects are written, the old result stays', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, 'data'));
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'out', 'risk.csv'), 'yesterday');
    writeFileSync(join(cwd, 'data', 'shipments.csv'), 'customer_id,shipped_at\nA,2024-01-01\n,2024-01-02\nB,soon\n');
    const ran = await holdfast(['score', 'data', '--out', 'out'], { cwd });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toMatch(/shipments: 2 of 3 rows were rejected, more than 5% allows/);
    const { readFileSync, readdirSync } = await import('node:fs');
    expect(readFileSync(join(cwd, 'out', 'risk.csv'), 'utf8')).toBe('yesterday');
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['risk.csv', 'shipments.rejected.csv']);
  });
});

describe('help and version', () => {
  test('help shows an example for every command', async () => {
    for (const command of ['demo', 'check', 'train', 'score', 'evaluate', 'simulate']) {
      const { stdout, code } = await holdfast([command, '--help']);
      expect(stdout).toContain(`holdfast ${command}`);
      expect(stdout).toContain('Example:');
      expect(code).toBe(0);
    }
  });

  test('help speaks Chinese with --lang zh', async () => {
    const { stdout } = await holdfast(['--help', '--lang', 'zh']);
    expect(stdout).toContain('用法：');
    expect(stdout).toContain('流失预警名单');
  });

  test('--version prints the version of the package', async () => {
    const { stdout, code } = await holdfast(['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(code).toBe(0);
  });
});
