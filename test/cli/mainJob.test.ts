import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folder, holdfast } from './support/run.js';

/** One small company for the whole file. */
let cwd: string;
beforeAll(async () => {
  cwd = folder();
  expect(
    (await holdfast(['simulate', '--customers', '250', '--preset', 'demo', '--seed', '3', '--out', 'company', '--quiet'], { cwd })).code,
  ).toBe(0);
  expect((await holdfast(['train', 'company', '--model', 'model.json', '--quiet'], { cwd })).code).toBe(0);
}, 240_000);

describe('check, train, score, evaluate', () => {
  test('check tells how each column was understood and what comes next', async () => {
    const { stdout, stderr, code } = await holdfast(['check', 'company'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^shipments +[\d,]+ +[\d,]+ +0 +2022-01-\d\d +2025-06-\d\d +shipments\.csv$/m);
    expect(stderr).toContain('Next: holdfast train company --model model.json');
  });

  test('check --format csv has a row for every column that was understood', async () => {
    const { stdout } = await holdfast(['check', 'company', '--format', 'csv', '--quiet'], { cwd });
    const [header, ...rows] = stdout.trim().split(/\r?\n/);
    expect(header).toBe('table,file,column,header,filled,lowest,highest,examples');
    expect(rows.filter((row) => row.startsWith('shipments,shipments.csv,')).map((row) => row.split(',')[2])).toContain('shipped_at');
  });

  test('check --as-of counts what was there by that day', async () => {
    const { stdout } = await holdfast(['check', 'company', '--format', 'json', '--quiet', '--as-of', '2023-01-02'], { cwd });
    const { as_of, customers } = JSON.parse(stdout);
    expect(as_of).toBe('2023-01-02');
    expect(customers).toBeLessThan(
      JSON.parse((await holdfast(['check', 'company', '--format', 'json', '--quiet'], { cwd })).stdout).customers,
    );
  });

  test('check --format json is JSON whose counts add up', async () => {
    const { stdout } = await holdfast(['check', 'company', '--format', 'json', '--quiet'], { cwd });
    const { counts } = JSON.parse(stdout) as { counts: Record<string, { read: number; kept: number; rejected: number }> };
    expect(Object.keys(counts)).toHaveLength(7);
    for (const { read, kept, rejected } of Object.values(counts)) expect(read).toBe(kept + rejected);
  });

  test('score writes the list, a record of the run, and the same bytes again', async () => {
    const first = await holdfast(['score', 'company', '--model', 'model.json', '--out', 'a'], { cwd });
    expect(first.code).toBe(0);
    expect(first.stdout).toBe('');
    expect(first.stderr).toContain('Early-warning list as of 2025-06-');
    await holdfast(['score', 'company', '--model', 'model.json', '--out', 'b', '--threads', '4'], { cwd });
    for (const name of ['risk.csv', 'run.json']) expect(readFileSync(join(cwd, 'b', name))).toEqual(readFileSync(join(cwd, 'a', name)));
    const list = readFileSync(join(cwd, 'a', 'risk.csv'), 'utf8');
    expect(list.startsWith('\ufeffrank,customer_id,name,account_manager,churn_probability,')).toBe(true);
    const run = JSON.parse(readFileSync(join(cwd, 'a', 'run.json'), 'utf8')) as Record<string, unknown>;
    expect(run['model']).toBe((JSON.parse(readFileSync(join(cwd, 'model.json'), 'utf8')) as { id: string }).id);
    expect(JSON.stringify(run)).not.toContain(cwd);
  });

  test('score to stdout carries the result and nothing else', async () => {
    const { stdout } = await holdfast(['score', 'company', '--model', 'model.json', '--format', 'ndjson', '--explain', '2'], { cwd });
    const rows = stdout.trimEnd().split('\n');
    expect(rows.map((row) => (JSON.parse(row) as { rank: number }).rank)).toEqual(rows.map((_, place) => place + 1));
  });

  test('training again, on two threads, gives the same bytes', async () => {
    await holdfast(['train', 'company', '--model', 'again.json', '--out', 'trained', '--threads', '2', '--quiet'], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, 'trained', 'training.json'), 'utf8'))).toHaveProperty('blocks');
    expect(readFileSync(join(cwd, 'again.json'))).toEqual(readFileSync(join(cwd, 'model.json')));
  });

  test('evaluate says when the first outcomes will be known', async () => {
    const { stdout, code } = await holdfast(['evaluate', 'company', '--model', 'model.json'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/No outcome after training is resolved yet; the first will be on 20\d\d-\d\d-\d\d\./);
  });

  test('evaluate on later outcomes shows what the model lives on, compares an earlier export, and recalibrates', async () => {
    await holdfast(['train', 'company', '--model', 'old.json', '--as-of', '2024-06-10', '--quiet'], { cwd });
    const given = ['evaluate', 'company', '--model', 'old.json', '--recalibrated', 'mended.json', '--earlier', 'company'];
    const { stdout, stderr, code } = await holdfast(given, { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/What the model lives on[^\n]*\n +family +AUC lost\n.*\n +[A-Z][a-z ]+█+/);
    expect(stdout).toMatch(/All \d+ features are as they were\./);
    expect(stderr).toMatch(/Recalibrated from model [0-9a-f]{16} on what became of customers after 2024-06-/);
    expect(stderr).toContain('Next: holdfast score company --model mended.json --out ./risk');
    const mended = JSON.parse(readFileSync(join(cwd, 'mended.json'), 'utf8'));
    expect(mended.card.recalibrated.previousId).toBe(JSON.parse(readFileSync(join(cwd, 'old.json'), 'utf8')).id);
    const list = await holdfast(['score', 'company', '--model', 'mended.json', '--format', 'ndjson'], { cwd });
    expect(JSON.parse(list.stdout.split('\n')[0]!).model_id).toBe(mended.id);
    const zh = await holdfast(['evaluate', 'company', '--model', 'old.json', '--recalibrated', 'old.json', '--lang', 'zh'], { cwd });
    expect([zh.code, zh.stderr]).toEqual([2, expect.stringContaining('请为重新校准的模型指定另一个文件')]);
    expect(zh.stdout).toContain('模型依据什么');
  }, 120_000);

  test('a cutoff before the data that a model was trained on is pointed out: it has seen what was to come', async () => {
    for (const command of ['score', 'evaluate']) {
      const { stderr, code } = await holdfast([command, 'company', '--model', 'model.json', '--as-of', '2024-03-04'], { cwd });
      expect(code).toBe(0);
      expect(stderr).toMatch(/The model was trained on data up to 2025-06-\d\d, later than the cutoff 2024-03-04/);
    }
  });

  test('a model that was touched is refused', async () => {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(join(cwd, 'touched.json'), readFileSync(join(cwd, 'model.json'), 'utf8').replace('"horizonDays":91', '"horizonDays":90'));
    const { stderr, code } = await holdfast(['score', 'company', '--model', 'touched.json'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/this model was changed after it was trained/);
  });

  test('an interrupted run exits with 130 and leaves no model behind', async () => {
    const { existsSync } = await import('node:fs');
    const ran = await holdfast(['train', 'company', '--model', 'never.json', '--log-json'], {
      cwd,
      interruptOn: /"stage":"panel"|"stage":"features"|"stage":"choose"/,
    });
    expect(ran.code).toBe(130);
    expect(existsSync(join(cwd, 'never.json'))).toBe(false);
  });

  test('--log-json writes nothing but JSON lines to stderr', async () => {
    const { stderr } = await holdfast(['score', 'company', '--model', 'model.json', '--out', 'c', '--log-json'], { cwd });
    for (const line of stderr.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
  });
});
