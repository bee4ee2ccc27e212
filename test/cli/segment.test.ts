import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folder, holdfast } from './support/run.js';

let cwd: string;
beforeAll(async () => {
  cwd = folder();
  const made = ['simulate', '--customers', '250', '--preset', 'demo', '--seed', '3', '--out', 'company', '--quiet'];
  expect((await holdfast(made, { cwd })).code).toBe(0);
}, 240_000);

const segment = (...args: string[]) => holdfast(['segment', 'company', ...args], { cwd });

describe('holdfast segment', () => {
  test('writes segments.csv, migration.csv and run.json, tells what a manager asks, and gives the same bytes again', async () => {
    const first = await segment('--previous', '2025-03-01', '--out', 'a');
    expect([first.code, first.stdout]).toEqual([0, '']);
    for (const part of [
      'Who carries us',
      'The pyramid',
      'ABC by profit',
      'RFM segments',
      'Where customers stand',
      'Since 2025-03-01',
      'Why revenue changed',
    ])
      expect(first.stderr).toContain(part);
    await segment('--previous', '2025-03-01', '--out', 'b', '--quiet');
    for (const name of ['segments.csv', 'migration.csv', 'run.json'])
      expect(readFileSync(join(cwd, 'b', name))).toEqual(readFileSync(join(cwd, 'a', name)));
    expect(readFileSync(join(cwd, 'a', 'segments.csv'), 'utf8').startsWith('\ufeffcustomer_id,name,days_since_last_shipment,')).toBe(true);
    expect(JSON.parse(readFileSync(join(cwd, 'a', 'run.json'), 'utf8'))).toMatchObject({
      command: 'segment',
      options: { previous: '2025-03-01', abcBy: 'profit' },
    });
  });

  test('speaks Chinese, and counts by shipments and by parent when asked', async () => {
    const { stderr } = await segment('--lang', 'zh', '--abc-by', 'shipments', '--by', 'parent', '--out', 'zh');
    for (const part of ['谁在支撑公司', '客户金字塔', 'ABC 分类（按票数）', '已汇总到上级', '收入为何变动']) expect(stderr).toContain(part);
    expect(stderr).not.toContain('profit');
  });

  test('to stdout gives the table and nothing else', async () => {
    const { stdout } = await segment('--format', 'ndjson', '--window', 'all', '--bins', '3', '--score', 'rfm-r');
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { r_score: number | null });
    expect(rows.length).toBeGreaterThan(200);
    for (const { r_score } of rows) expect(r_score === null || (r_score >= 1 && r_score <= 3)).toBe(true);
  });

  test('takes rules of your own and says what is odd about them', async () => {
    writeFileSync(
      join(cwd, 'rules.json'),
      JSON.stringify([
        { id: 'good', r: [3, 5] },
        { id: 'best', r: [5, 5] },
      ]),
    );
    const { stderr, code } = await segment('--rules', 'rules.json', '--out', 'rules');
    expect(code).toBe(0);
    expect(stderr).toContain('"best" can never win');
    expect(readFileSync(join(cwd, 'rules', 'segments.csv'), 'utf8')).toMatch(/,good,/);
  });

  test.each([
    [['--previous', '2031-01-01'], /--previous 2031-01-01 must lie after the first shipment/],
    [['--previous', 'yesterday'], /is not a date/],
    [['--bins', '11'], /--bins must be a whole number from 2 to 10/],
    [['--window', '0'], /--window must be/],
    [['--by', 'branch'], /customer, parent/],
    [['--rules', 'bad.json'], /no table of segment rules \(at 0\.r\)/],
    [['--rules', 'upside.json'], /r must be \[lowest, highest\]/],
  ])('%j is refused with a sentence and exit 2', async (args, sentence) => {
    writeFileSync(join(cwd, 'bad.json'), JSON.stringify([{ id: 'x', r: 'high' }]));
    writeFileSync(join(cwd, 'upside.json'), JSON.stringify([{ id: 'x', r: [5, 1] }]));
    const { code, stderr } = await segment(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
  });
});
