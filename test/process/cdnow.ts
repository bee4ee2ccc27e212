import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayFromParts } from '../../src/core/day.js';
import type { RepeatHistory } from '../../src/process/index.js';

const folder = join(process.env.HOLDFAST_DATA ?? '../shared/data', 'cdnow');

/** False where the public data are not at hand; tests then skip and say so. */
export const hasCdnow = existsSync(folder);

const lines = (name: string): string[][] =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/[\s,]+/));

function historyOf(rows: readonly (readonly number[])[]): RepeatHistory {
  const column = (at: number): number[] => rows.map((row) => row[at] ?? Number.NaN);
  return { repeatCount: column(0), firstToLastDays: column(1), observedDays: column(2) };
}

/** The published summary: 2,357 customers, times in weeks rounded to 0.01. */
export function cdnowSummary(): RepeatHistory {
  return historyOf(
    lines('cdnow_customers_summary.csv')
      .slice(1)
      .map((row) => row.slice(1).map(Number)),
  );
}

/** The same customers from their purchases up to 1997-09-30, one a day; times in exact weeks. */
export function cdnowExact(): RepeatHistory {
  const end = dayFromParts(1997, 9, 30);
  const days = new Map<string, Set<number>>();
  for (const [id = '', , date = ''] of lines('CDNOW_sample.txt')) {
    const day = dayFromParts(Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6, 8)));
    if (day <= end) days.set(id, (days.get(id) ?? new Set()).add(day));
  }
  return historyOf(
    [...days.values()].map((set) => {
      const first = Math.min(...set);
      return [set.size - 1, (Math.max(...set) - first) / 7, (end - first) / 7];
    }),
  );
}
