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

const CALIBRATION_END = dayFromParts(1997, 9, 30);

/** Days on which each customer of the sample bought, each once, ascending. */
function purchaseDays(): number[][] {
  const days = new Map<string, Set<number>>();
  for (const [id = '', , date = ''] of lines('CDNOW_sample.txt')) {
    const day = dayFromParts(Number(date.slice(0, 4)), Number(date.slice(4, 6)), Number(date.slice(6, 8)));
    days.set(id, (days.get(id) ?? new Set()).add(day));
  }
  return [...days.values()].map((set) => [...set].sort((one, other) => one - other));
}

/** The same customers from their purchases up to 1997-09-30, one a day; times in exact weeks. */
export function cdnowExact(): RepeatHistory {
  return historyOf(
    purchaseDays().map((all) => {
      const [first = NaN, ...repeats] = all.filter((day) => day <= CALIBRATION_END);
      return [repeats.length, ((repeats.at(-1) ?? first) - first) / 7, (CALIBRATION_END - first) / 7];
    }),
  );
}

/** First purchases and repeats in weeks since the first day of the data, and repeats of each customer in the 39 weeks after calibration. */
export function cdnowWeeks(): { joinWeeks: number[]; repeatWeeks: number[]; later: number[]; fittedUntil: number } {
  const days = purchaseDays();
  const begin = Math.min(...days.flat());
  const week = (day: number): number => (day - begin) / 7;
  return {
    joinWeeks: days.map(([first = NaN]) => week(first)),
    repeatWeeks: days.flatMap((all) => all.slice(1).map(week)),
    later: days.map((all) => all.filter((day) => day > CALIBRATION_END).length),
    fittedUntil: week(CALIBRATION_END),
  };
}

/** Repeats of each customer of the published summary, and money a repeat purchase (0 where there was none). */
export function cdnowSpendOfAll(): (readonly [x: number, meanSpend: number])[] {
  const rows = lines('cdnow_customers_summary_with_transactions.csv').slice(1);
  return rows.map((row) => [Number(row[1]), Number(row[4])] as const);
}

/** The repeaters among them. */
export function cdnowSpend(): { shipmentCount: number[]; meanSpend: number[] } {
  const rows = cdnowSpendOfAll().filter(([x]) => x > 0);
  return { shipmentCount: rows.map(([x]) => x), meanSpend: rows.map(([, mean]) => mean) };
}
