import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folder, holdfast } from './support/run.js';

let cwd: string;
beforeAll(async () => {
  cwd = folder();
  const made = ['simulate', '--customers', '250', '--preset', 'demo', '--seed', '3', '--out', 'company', '--quiet'];
  expect((await holdfast(made, { cwd })).code).toBe(0);
}, 240_000);

const churn = (...args: string[]) => holdfast(['churn', 'company', ...args], { cwd });
const HEADER =
  '\ufeffperiod_start,period_end,group_by,group,definition,customers_at_start,lost,returned,churn_rate,churn_rate_low,churn_rate_high,annual_churn_rate,half_life_years,return_rate,second_shipment_rate,win_back_rate,save_rate,profit_lost';

describe('holdfast churn', () => {
  test('writes churn.csv, losses.csv, silent.csv and run.json, tells what a manager asks, and gives the same bytes again', async () => {
    const first = await churn('--every', 'quarter', '--by', 'tier', '--out', 'a');
    expect([first.code, first.stdout]).toEqual([0, '']);
    for (const part of [
      'Churn by quarter',
      'not known yet',
      'the textbook says 5',
      'By group',
      'Lost since',
      'When customers leave',
      'not cause',
      'Said / inferred',
      'Silent customers',
    ])
      expect(first.stderr).toContain(part);
    await churn('--every', 'quarter', '--by', 'tier', '--out', 'b', '--quiet');
    for (const name of ['churn.csv', 'losses.csv', 'silent.csv', 'run.json'])
      expect(readFileSync(join(cwd, 'b', name))).toEqual(readFileSync(join(cwd, 'a', name)));
    const lines = readFileSync(join(cwd, 'a', 'churn.csv'), 'utf8').split(/\r?\n/);
    expect(lines[0]).toBe(HEADER);
    // The last quarter is not known yet: blank, not 0.
    expect(lines.find((line) => line.startsWith('2025-01-01,2025-03-31,all'))).toMatch(
      /^[^,]*,[^,]*,all,all,inactive\+removed,\d+,,,,,,,,/,
    );
    expect(readFileSync(join(cwd, 'a', 'losses.csv'), 'utf8')).toContain(
      '\ufefftype,cause,cause_side,tier,account_manager,exit_to,customers,profit_lost,share,asked_share',
    );
    expect(readFileSync(join(cwd, 'a', 'silent.csv'), 'utf8')).toContain(
      '\ufeffcustomer_id,name,failures_91d,complaints_91d,expected_complaints,silence_probability,tier,churn_probability',
    );
    expect(JSON.parse(readFileSync(join(cwd, 'a', 'run.json'), 'utf8'))).toMatchObject({
      command: 'churn',
      options: { every: 'quarter', by: 'tier', definition: 'inactive,removed', measure: 'customers', level: 0.9 },
    });
  });

  test('speaks Chinese, counts parents and profit when asked', async () => {
    const { stderr } = await churn('--lang', 'zh', '--by', 'parent,city', '--measure', 'profit', '--every', 'quarter', '--out', 'zh');
    const text = stderr.replace(/\s+/g, '');
    for (const part of ['按季度统计', '按上级客户合并', '按利润占比', '尚无法确定', '教材的说法是5年', '沉默客户'])
      expect(text).toContain(part);
    expect(stderr).not.toMatch(/profit lost|textbook/);
  });

  test('to stdout gives the table and nothing else', async () => {
    const { stdout } = await churn('--format', 'ndjson', '--definition', 'removed', '--as-of', '2025-01-01');
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { definition: string; period_end: string; lost: number | null });
    expect(rows.length).toBeGreaterThan(30);
    for (const { definition, period_end } of rows) expect([definition, period_end < '2025-01-01']).toEqual(['removed', true]);
  });

  test.each([
    [['--level', '2'], /--level must lie between 0 and 1/],
    [['--window', '0'], /--window must be/],
    [['--by', 'branch'], /name customer or parent, and at most one of tier/],
    [['--by', 'tier,city'], /at most one of/],
    [['--definition', 'lost'], /use one or several of inactive, removed/],
    [['--every', 'day'], /week, month, quarter/],
  ])('%j is refused with a sentence and exit 2', async (args, sentence) => {
    const { code, stderr } = await churn(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
  });
});
