import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { formatDay } from '../../src/core/day.js';
import { type History, historyFrom, type RowTables, type Snapshot } from '../../src/history/index.js';

export const DATA = process.env['HOLDFAST_DATA'] ?? '../shared/data';
export const hasData = existsSync(DATA);

/** A JSON file of the reference folder beside the data. */
export function reference<T>(name: string): T {
  return JSON.parse(readFileSync(join(DATA, '../reference', name), 'utf8')) as T;
}

/** Rows of a small gzipped CSV without quotes, as records. */
export function gzRows(...path: string[]): Record<string, string>[] {
  const [header = '', ...lines] = gunzipSync(readFileSync(join(DATA, ...path)))
    .toString('utf8')
    .trim()
    .split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, at) => [names[at] ?? '', value])));
}

export async function history(tables: RowTables): Promise<History> {
  return (await historyFrom(tables)).history;
}

export async function snapshotOf(tables: RowTables, cutoff: string | number): Promise<Snapshot> {
  return (await history(tables)).at(cutoff);
}

/** Shipments of one customer, one on each day given, as offsets from 2025-01-01. */
export function shipments(
  customer_id: string,
  days: readonly number[],
  freight: number | ((at: number) => number) = 10,
): { customer_id: string; shipped_at: string; freight: number }[] {
  return days.map((day, at) => ({ customer_id, shipped_at: dayText(day), freight: typeof freight === 'number' ? freight : freight(at) }));
}

/** ISO date of an offset from 2025-01-01. */
export function dayText(day: number): string {
  return formatDay(20_089 + day);
}

/** Offsets `from`, `from + step`, … below `to`. */
export function every(step: number, from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, at) => from + step * at);
}

/** Text of a coded column. */
export function texts({ codes, levels }: { readonly codes: Int32Array; readonly levels: readonly string[] }): string[] {
  return [...codes].map((code) => levels[code - 1] ?? '');
}

export function errorCode(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}
