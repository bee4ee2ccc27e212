import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/tree.js';

const CDNOW = join(process.env['HOLDFAST_DATA'] ?? join(ROOT, '../shared/data'), 'cdnow');
const run = async (...args: string[]) =>
  (await promisify(execFile)(process.execPath, [join(ROOT, 'examples/05-segments.mjs'), ...args], { cwd: ROOT })).stdout;
const folder = () => mkdtempSync(join(tmpdir(), 'holdfast-05-'));

describe('05 segments', () => {
  test.skipIf(!existsSync(CDNOW))(
    'walks CDNOW: concentration, named segments, cohorts, purchases',
    async () => {
      const text = await run('en', CDNOW, folder());
      expect(text).toContain('23570 customers, 1997-01-01 to 1998-06-30');
      expect(text).toContain('The best 20% bring 68%');
      // All cohorts begin whole; 12,054 of 23,570 never came back, 51 % of them for certain by the end.
      expect(text.match(/^ {2}1997-0[123] +\d+ +100% /gm)).toHaveLength(3);
      expect(text).toContain('after purchase 2: 11516 customers');
    },
    120_000,
  );

  test('walks the bundled company without CDNOW, in Chinese, and writes what it found', async () => {
    const out = folder();
    const text = await run('zh', 'nowhere', out);
    expect(text).toContain('略过 CDNOW');
    expect(text).toMatch(/铂金客户 +16 个客户/);
    expect(text).not.toMatch(/undefined|NaN|Infinity/);
    expect(readFileSync(join(out, 'segments.csv'), 'utf8')).toMatch(/^\ufeffcustomer_id,name,.*,previous_tier\r\n/);
    expect(readFileSync(join(out, 'migration.csv'), 'utf8').split('\r\n')).toHaveLength(1 + 7 * 8 + 1);
  }, 120_000);
});
