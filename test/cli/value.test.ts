import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folder, holdfast } from './support/run.js';

let cwd: string;
beforeAll(async () => {
  cwd = folder();
  const made = ['simulate', '--customers', '200', '--preset', 'demo', '--seed', '3', '--out', 'company', '--quiet'];
  expect((await holdfast(made, { cwd })).code).toBe(0);
}, 240_000);

const value = (...args: string[]) => holdfast(['value', 'company', ...args], { cwd });

/** The columns of the contract, in its order. */
const HEADER =
  'customer_id,name,annual_sales,lifetime_revenue,contact_cost,service_cost,annual_net_profit,relationship_years,six_step_profit,' +
  'probability_active,expected_shipments,expected_profit,expected_profit_low,expected_profit_high,potential_value,referral_value,value_model';

describe('holdfast value', () => {
  test('writes value.csv with the columns of the contract and run.json, tells what a finance person asks, and gives the same bytes again', async () => {
    const first = await value('--out', 'a');
    expect([first.code, first.stdout]).toEqual([0, '']);
    for (const part of ['worth together', 'The most valuable', 'If more were kept', 'What was assumed', 'one year more'])
      expect(first.stderr).toContain(part);
    expect(first.stderr).not.toMatch(/NaN|undefined|Infinity/);
    await value('--out', 'b', '--quiet');
    for (const name of ['value.csv', 'run.json']) expect(readFileSync(join(cwd, 'b', name))).toEqual(readFileSync(join(cwd, 'a', name)));
    const [header, row = ''] = readFileSync(join(cwd, 'a', 'value.csv'), 'utf8').split('\r\n');
    expect(header).toBe(`\ufeff${HEADER}`);
    expect(row).toMatch(/^C000001,.+,,[a-z-]+$/); // referral value is off: blank
    expect(JSON.parse(readFileSync(join(cwd, 'a', 'run.json'), 'utf8'))).toMatchObject({
      command: 'value',
      options: { horizon: '364', discount: '10%', relationship: 'tenure' },
    });
  });

  test('explains one customer on stdout, and nothing else, where no file is asked for', async () => {
    const { stdout, stderr, code } = await value('--explain', 'C000002');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^How C000002 .*is valued\n/);
    expect(stdout).not.toContain('customer_id,');
    expect(stderr).not.toContain('C000002');
  });

  test('speaks Chinese and explains one customer line by line', async () => {
    const { stderr, code } = await value('--lang', 'zh', '--explain', 'C000002', '--relationship', 'hazard', '--out', 'zh');
    expect(code).toBe(0);
    for (const part of ['全体客户的价值', '1 年销售额：', '6 生命周期利润：', '所用假设']) expect(stderr).toContain(part);
  });

  test('sees only what was known as of a day, over another horizon, with referrals, to stdout', async () => {
    const { stdout, code } = await value(
      '--as-of',
      '2024-07-01',
      '--horizon',
      '182',
      '--discount',
      '0.05',
      '--referrals',
      '--format',
      'ndjson',
    );
    expect(code).toBe(0);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { referral_value: number | null; expected_profit_low: number; expected_profit_high: number });
    expect(rows.length).toBeGreaterThan(150);
    for (const row of rows) {
      expect(row.referral_value).not.toBeNull();
      expect(row.expected_profit_low).toBeLessThanOrEqual(row.expected_profit_high);
    }
  });

  test.each([
    [['--horizon', '27'], /--horizon must be a whole number of days from 28/],
    [['--discount', '120%'], /--discount must be a rate a year/],
    [['--relationship', 'long'], /tenure, retention, hazard/],
    [['--explain', 'nobody'], /There is no customer "nobody"/],
    [['--as-of', '2022-02-01'], /lifetime profit needs 91/],
  ])('%j is refused with a sentence and exit 2', async (args, sentence) => {
    const { code, stderr } = await value(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(sentence);
  });
});
