import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from '../support/tree.js';

const run = promisify(execFile);
const example = (name: string, ...args: string[]) => run(process.execPath, [join(ROOT, 'examples', name), ...args], { cwd: ROOT });

test('01 reads a folder, trains, and writes a list that begins with what is most at stake', async () => {
  const out = mkdtempSync(join(tmpdir(), 'holdfast-01-'));
  const { stdout } = await example('01-early-warning-from-csv.mjs', join(ROOT, 'datasets/demo'), out);
  expect(stdout).toMatch(/^shipments: (\d+) rows read, \1 kept, 0 rejected$/m);
  expect(stdout).toMatch(/^AUC 0\.\d{3} \(90% interval 0\.\d{3} to 0\.\d{3}\), lift in the top 10%: \d\.\d$/m);
  expect(readFileSync(join(out, 'risk.csv'), 'utf8').split('\r\n')[1]).toMatch(/^1,C\d{6}/);
}, 240_000);

test('02 finds more leavers among the tenth most at risk than among all', async () => {
  const { stdout } = await example('02-own-rows.mjs');
  const [, top, all] = /left within 91 days: ([\d.]+)% of the tenth most at risk, ([\d.]+)% of all/.exec(stdout) ?? [];
  expect(Number(top)).toBeGreaterThan(1.5 * Number(all));
}, 240_000);

test('03 trains on the first night, only scores on the second, and logs JSON lines', async () => {
  const out = mkdtempSync(join(tmpdir(), 'holdfast-03-'));
  const events = async (): Promise<{ event: string }[]> =>
    (await example('03-nightly-batch.mjs', join(ROOT, 'datasets/demo'), out)).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
  const first = (await events()).map(({ event }) => event);
  const list = readFileSync(join(out, 'risk.csv'));
  const second = (await events()).map(({ event }) => event);
  expect(first).toContain('trained');
  expect(second).not.toContain('trained');
  expect(second.at(-1)).toBe('done');
  expect(readFileSync(join(out, 'risk.csv'))).toEqual(list);
}, 240_000);

test('03 stopped by its clock exits with 130', async () => {
  const out = mkdtempSync(join(tmpdir(), 'holdfast-03-'));
  await expect(example('03-nightly-batch.mjs', join(ROOT, 'datasets/demo'), out, '--minutes', '0.00001')).rejects.toMatchObject({
    code: 130,
  });
}, 60_000);
