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

const classify = (...args: string[]) => holdfast(['classify', 'company', ...args], { cwd });
const HEADER =
  '\ufeffcustomer_id,name,left_on,definition,type,cause,cause_side,probability,evidence_1,evidence_2,evidence_3,evidence_against';

describe('holdfast classify', () => {
  test('writes types.csv and run.json, tells what a manager asks, and gives the same bytes again', async () => {
    const first = await classify('--out', 'a');
    expect([first.code, first.stdout]).toEqual([0, '']);
    for (const part of [
      'Why customers left',
      'chose to leave (deliberate)',
      'What speaks most often',
      'What they said',
      'The last that left',
    ])
      expect(first.stderr).toContain(part);
    await classify('--out', 'b', '--quiet');
    for (const name of ['types.csv', 'run.json']) expect(readFileSync(join(cwd, 'b', name))).toEqual(readFileSync(join(cwd, 'a', name)));
    expect(readFileSync(join(cwd, 'a', 'types.csv'), 'utf8').split(/\r?\n/)[0]).toBe(HEADER);
    expect(JSON.parse(readFileSync(join(cwd, 'a', 'run.json'), 'utf8'))).toMatchObject({
      command: 'classify',
      options: { by: 'customer', exitReasons: 'use' },
    });
  });

  test('speaks Chinese in its summary and in its evidence, and can leave the exit reasons aside', async () => {
    const { stderr } = await classify('--lang', 'zh', '--exit-reasons', 'ignore', '--out', 'zh');
    for (const part of ['流失原因', '蓄意流失 (deliberate)', '没有客户说明流失原因', '最近流失的客户']) expect(stderr).toContain(part);
    const csv = readFileSync(join(cwd, 'zh', 'types.csv'), 'utf8');
    expect(csv).toMatch(/离开前/);
    expect(csv).not.toMatch(/记录的流失原因/);
  });

  test('takes the words of your own exit reasons, by parent too', async () => {
    writeFileSync(join(cwd, 'reasons.json'), JSON.stringify({ price: '', service_quality: 'trust' }));
    const { code, stdout } = await classify('--reasons', 'reasons.json', '--by', 'parent', '--format', 'ndjson');
    expect(code).toBe(0);
    expect(stdout).toContain('The reason on record is claims and promises not kept (“service_quality”).');
    expect(stdout).not.toContain('The reason on record is price');
  });

  test.each([
    [['--reasons', 'list.json'], /list\.json is no table of exit reasons; write/],
    [['--reasons', 'number.json'], /no table of exit reasons \(at "R07"\)/],
    [['--reasons', 'weather.json'], /"R07" is mapped to "weather", which is no cause/],
    [['--exit-reasons', 'half'], /use, ignore/],
    [['--as-of', '2019-01-01'], /first shipment/],
  ])('%j is refused with a sentence and exit 2', async (args, sentence) => {
    writeFileSync(join(cwd, 'list.json'), '["price"]');
    writeFileSync(join(cwd, 'number.json'), '{ "R07": 7 }');
    writeFileSync(join(cwd, 'weather.json'), '{ "R07": "weather" }');
    const { code, stderr } = await classify(...args);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });
});
