import { formatDay } from '../core/day.js';
import { type Column, cell } from '../core/table.js';
import type { Simulation } from './simulate.js';
import { csvCell } from './tableText.js';

/**
 * The truth as the text of a CSV file: dates as dates, money to the cent, other numbers to four decimals, '' where it did not happen.
 *
 * @param simulation - from {@link simulate}
 * @returns a header line and one line a customer number, LF line ends; what the columns hold: {@link TruthTable}
 * @remarks O(customers).
 * @example
 * ```ts
 * const [header, first] = truthText(await simulate({ customers: 60, months: 12, preset: 'demo' })).split('\n');
 * header.split(',').slice(0, 5); // => ['customer_id', 'same_as', 'segment', 'type', 'cause']
 * first.split(',')[0]; // => 'C000001'
 * ```
 */
export function truthText({ truth }: Simulation): string {
  const entries: [string, Column][] = Object.entries(truth.columns);
  const lines = [entries.map(([name]) => name).join(',')];
  for (let row = 0; row < truth.length; row++)
    lines.push(entries.map(([name, column]) => csvCell(written(name, cell(column, row)))).join(','));
  return `${lines.join('\n')}\n`;
}

function written(name: string, value: string | number): string | number {
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return '';
  if (name.endsWith('_on')) return formatDay(value);
  return name.endsWith('_profit') ? Math.round(value * 100) / 100 : Math.round(value * 10_000) / 10_000;
}
