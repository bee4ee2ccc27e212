import { describe, expect, test } from 'vitest';
import { nastyFile } from './support/nastyFile.js';
import { outcomeOf, readBytes } from './support/readBytes.js';

const FILES = Number(process.env['HOLDFAST_FUZZ_FILES'] ?? 5_000);
const MIB = 1 << 20;
const FIRST = Number(process.env['HOLDFAST_FUZZ_FIRST'] ?? 1);

describe('the byte reader and its twin, csv-parse', () => {
  test(`say the same of ${FILES} nasty files: rows, lines, rejects, warnings, errors`, async () => {
    const seen = { errors: 0, rows: 0, rejected: 0, warnings: 0, codes: new Set<string>() };
    for (let seed = FIRST; seed < FIRST + FILES; seed++) {
      const { bytes, chunkBytes } = nastyFile(seed);
      const fast = await outcomeOf(bytes, { engine: 'bytes', chunkBytes });
      const slow = await outcomeOf(bytes, { engine: 'csv-parse' });
      if (JSON.stringify(fast) !== JSON.stringify(slow))
        expect(fast, `seed ${seed}: ${JSON.stringify(bytes.toString('latin1'))}`).toEqual(slow);
      note(seen, fast);
    }
    console.log(JSON.stringify({ ...seen, codes: [...seen.codes].sort() }));
    expect(seen.rows).toBeGreaterThan(FILES / 2);
    expect(seen.rejected).toBeGreaterThan(FILES / 4);
  }, 900_000);

  const limits: readonly (readonly [name: string, outcome: string, body: string])[] = [
    ['a cell of 1 MiB in quotes that ends with its line', 'kept', `A,2026-01-02,"${'x'.repeat(MIB - 15)}"\n`],
    ['one byte more', 'line-too-long', `A,2026-01-02,"${'x'.repeat(MIB - 14)}"\n`],
    ['a plain line of 1 MiB', 'kept', `A,2026-01-02,${'x'.repeat(MIB - 13)}\n`],
    ['a plain line of 1 MiB and a byte', 'line-too-long', `A,2026-01-02,${'x'.repeat(MIB - 12)}\n`],
    ['a record within quotes of 1 MiB over many lines', 'kept', `A,2026-01-02,"${'x'.repeat(999)}\n${'y'.repeat(MIB - 1015)}"\n`],
    ['one byte more over many lines', 'quote-not-closed', `A,2026-01-02,"${'x'.repeat(999)}\n${'y'.repeat(MIB - 1014)}"\n`],
    ['999 line ends within quotes', 'kept', `A,2026-01-02,"${'x\r\n'.repeat(999)}"\n`],
    ['1,000 line ends within quotes', 'quote-not-closed', `A,2026-01-02,"${'x\n'.repeat(1000)}"\n`],
    ['a quote that never closes before 3 MiB of rows', 'quote-not-closed', `A,2026-01-02,"x\n${'B,2026-01-03,y\n'.repeat(220_000)}`],
    [
      'a quote that never closes, and then a line too long',
      'line-too-long',
      `A,2026-01-02,"x\n${'B,2026-01-03,y\n'.repeat(90_000)}${'z'.repeat(MIB + 1)}`,
    ],
    ['a last line too long without an end', 'line-too-long', `A,2026-01-02,x\n${'z'.repeat(MIB + 1)}`],
  ];
  test.each(limits)('say the same of %s: %s', async (_, expected, body) => {
    const bytes = Buffer.from(`customer_id,shipped_at,product\nA,2026-01-01,x\n${body}`);
    const slow = await outcomeOf(bytes, { engine: 'csv-parse', batchRows: 16_384 });
    for (const chunkBytes of [100_003, 1 << 20]) expect(await outcomeOf(bytes, { chunkBytes, batchRows: 16_384 })).toEqual(slow);
    const { code, issues, rows } = slow as { code?: string; issues?: { code: string }[]; rows?: unknown[][] };
    expect(code ?? issues?.[0]?.code ?? (rows?.[1]?.[0] === 3 ? 'kept' : 'lost')).toBe(expected);
  });

  test('a quote that does not close costs its own row only', async () => {
    const read = await readBytes(Buffer.from(`customer_id,shipped_at,product\nA,2026-01-02,"x\n${'B,2026-01-03,y\n'.repeat(300_000)}`), {
      batchRows: 16_384,
    });
    expect(read.rows.length).toBe(300_000);
    expect(read.issues.map(({ line, code }) => [line, code])).toEqual([[2, 'quote-not-closed']]);
  });
});

function note(seen: { errors: number; rows: number; rejected: number; warnings: number; codes: Set<string> }, outcome: unknown): void {
  const { rows, issues, code } = outcome as { rows?: unknown[]; issues?: { severity: string; code: string }[]; code?: string };
  if (code !== undefined) seen.codes.add(code);
  if (rows === undefined || issues === undefined) {
    seen.errors++;
    return;
  }
  seen.rows += rows.length;
  for (const issue of issues) {
    seen.codes.add(issue.code);
    if (issue.severity === 'rejected') seen.rejected++;
    else seen.warnings++;
  }
}
