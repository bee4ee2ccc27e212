import { describe, expect, test } from 'vitest';
import { nastyFile } from './support/nastyFile.js';
import { outcomeOf } from './support/readBytes.js';

const FILES = Number(process.env['HOLDFAST_FUZZ_FILES'] ?? 5_000);
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
  }, 600_000);
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
