import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readHistory } from '../../src/node/index.js';
import { ROOT } from '../support/tree.js';

const DATASETS = join(ROOT, 'datasets');

test('the bundled data are what their command makes, byte for byte once unpacked', async () => {
  const out = mkdtempSync(join(tmpdir(), 'holdfast-datasets-'));
  await promisify(execFile)(process.execPath, [join(ROOT, 'examples/make-datasets.mjs'), out], { cwd: ROOT });
  const files = (readdirSync(DATASETS, { recursive: true }) as string[]).filter((name) => /\.(gz|csv|md)$/.test(name)).sort();
  expect((readdirSync(out, { recursive: true }) as string[]).filter((name) => /\.(gz|csv|md)$/.test(name)).sort()).toEqual(files);
  for (const name of files) expect(bytes(join(out, name)).equals(bytes(join(DATASETS, name))), name).toBe(true);
}, 120_000);

test('the bundled data stay below 5 MB', () => {
  const files = (readdirSync(DATASETS, { recursive: true }) as string[]).filter((name) => /\.(gz|csv|md)$/.test(name));
  expect(files.reduce((sum, name) => sum + readFileSync(join(DATASETS, name)).length, 0)).toBeLessThan(5e6);
});

test('of the dirty export exactly the rows are rejected that its README counts as unusable', async () => {
  const { issues } = await readHistory(join(DATASETS, 'demo-zh-gbk-dirty'));
  const unusable = [
    'row without a customer',
    'row without a date',
    'row with a cell too few',
    'row with a cell too many',
    'waybill again with another freight',
  ];
  const readme = readFileSync(join(DATASETS, 'README.md'), 'utf8');
  const counted = (file: string, names: readonly string[]): number =>
    [...readme.matchAll(/^\| `(\w+)\.csv` \| (.+) \| ([\d,]+) \|$/gm)]
      .filter((m) => m[1] === file && names.includes(m[2]!))
      .reduce((sum, m) => sum + Number(m[3]!.replace(',', '')), 0);
  expect(issues.tables.shipments?.rejected).toBe(counted('shipments', unusable));
  expect(issues.tables.complaints?.rejected).toBe(counted('complaints', unusable));
  expect(issues.warningCounts['shipments.customer_id.unknown-customer'] ?? 0).toBeGreaterThan(0);
  expect(issues.warningCounts['shipments.status.bad-cell']).toBe(counted('shipments', ['unknown status']));
  expect(issues.warningCounts['shipments.freight.bad-cell']).toBe(counted('shipments', ['word in a number']));
});

function bytes(path: string): Buffer {
  return path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path);
}
