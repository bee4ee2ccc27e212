import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.env.HOLDFAST_DATA ?? '../shared/data';
export const hasSurvivalData = existsSync(join(root, 'survival_lifelines'));

/** Columns of text of a file of `survival_lifelines`, by name. */
export function columnsOf(name: string): Record<string, string[]> {
  const [header = [], ...rows] = readFileSync(join(root, 'survival_lifelines', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return Object.fromEntries(header.map((column, j) => [column, rows.map((row) => row[j] ?? '')]));
}

/** A column of numbers. */
export function numbers(columns: Record<string, string[]>, name: string): number[] {
  return (columns[name] ?? []).map(Number);
}
