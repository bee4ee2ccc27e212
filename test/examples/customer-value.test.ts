import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/tree.js';

const PROGRAM = join(ROOT, 'examples/06-customer-value.mjs');
const run = async (...args: string[]) => (await promisify(execFile)(process.execPath, [PROGRAM, ...args], { cwd: ROOT })).stdout;
const folder = () => mkdtempSync(join(tmpdir(), 'holdfast-06-'));

describe('06 customer value', () => {
  test('begins with the shop that lost 25 a week and ends with a value table', async () => {
    const out = folder();
    const text = await run('en', join(ROOT, 'datasets/demo'), out);
    expect(text).toMatch(/12 years = 15,600 of sales\n.*: 8,858\n.*: 8,140, not discounted/);
    expect(text).toContain('five points more: +27.5%');
    expect(text).toMatch(/All together: [\d,]+ \([\d,]+ to [\d,]+\)/);
    expect(text).toMatch(/customers are expected to leave within 52 weeks; that costs [\d,]+/);
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
    expect(readFileSync(join(out, 'value.csv'), 'utf8')).toMatch(/^\ufeffcustomer_id,name,annual_sales,.*,referral_value,value_model\r\n/);
  }, 60_000);

  test('says the same in Chinese', async () => {
    const text = await run('zh', join(ROOT, 'datasets/demo'), folder());
    expect(text).toContain('销售额 15,600');
    expect(text).toContain('1 年销售额：');
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
  }, 60_000);
});
