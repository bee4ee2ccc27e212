import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/tree.js';

const PROGRAM = join(ROOT, 'examples/07-why-they-left.mjs');
const run = async (...args: string[]) => (await promisify(execFile)(process.execPath, [PROGRAM, ...args], { cwd: ROOT })).stdout;
const folder = () => mkdtempSync(join(tmpdir(), 'holdfast-07-'));

describe('07 why they left', () => {
  test('goes from the rate of leaving to its kinds, moments and silence, and writes what it found', async () => {
    const out = folder();
    const text = await run('en', join(ROOT, 'datasets/demo'), out);
    expect(text).toMatch(/^[\d.]+% of the customers leave in a year; half are gone in [\d.]+ years\.$/m);
    const shares = [...text.matchAll(/^ {2}[a-z ]+: (\d+)%$/gm)].map(([, share]) => Number(share));
    expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThanOrEqual(2);
    expect(text).toMatch(/price_rise: -?[\d.]+ \(-?[\d.]+ … -?[\d.]+\)/);
    expect(text).toContain("'换一家' ] price finances");
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
    for (const [name, header] of [
      ['types', 'customer_id,name,left_on,definition,type,cause,'],
      ['losses', 'type,cause,cause_side,tier,'],
      ['churn', 'period_start,period_end,group_by,group,definition,'],
    ])
      expect(readFileSync(join(out, `${name}.csv`), 'utf8').startsWith(`\ufeff${header}`)).toBe(true);
  }, 60_000);

  test('says the same in Chinese', async () => {
    const text = await run('zh', join(ROOT, 'datasets/demo'), folder());
    expect(text).toContain('蓄意流失');
    expect(text).toMatch(/年流失一半。/);
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
  }, 60_000);
});
