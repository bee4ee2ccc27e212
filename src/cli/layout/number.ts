import type { Lang } from '../../index.js';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const twoDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** A minus sign that is as wide as a digit; none before a zero. */
function signed(text: string): string {
  return text.replace(/^-(?=0*\.?0*$)/, '').replace(/^-/, '−');
}

/** A count with thousands separators; '–' for NaN. */
export function count(value: number): string {
  return Number.isNaN(value) ? '–' : signed(grouped.format(value));
}

/** "1 customer", "1,500 customers". */
export function countOf(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A fraction as a percentage with `decimals` digits; '–' for NaN. */
export function percent(fraction: number, decimals = 0): string {
  return Number.isNaN(fraction) ? '–' : `${signed((fraction * 100).toFixed(decimals))}%`;
}

/** An amount of money without a currency sign, in whole units above 100. */
export function money(amount: number): string {
  if (Number.isNaN(amount)) return '–';
  return signed(Math.abs(amount) >= 100 ? grouped.format(amount) : twoDigits.format(amount));
}

/** Bytes as kB or MB. */
export function bytes(size: number): string {
  return size < 1e6 ? `${(size / 1e3).toFixed(0)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}

/** Seconds for people. */
export function seconds(milliseconds: number, lang: Lang): string {
  const value = (milliseconds / 1000).toFixed(1);
  return lang === 'zh' ? `${value} 秒` : `${value} s`;
}

const BARS = '▁▂▃▄▅▆▇█';

/** A row of small bars, one a value, the largest full. */
export function sparkline(values: readonly number[]): string {
  const top = Math.max(...values, 0);
  if (!(top > 0)) return '';
  return values.map((value) => BARS[Math.min(7, Math.max(0, Math.ceil((8 * value) / top) - 1))]).join('');
}

/** A horizontal bar of `width` columns, filled to `fraction`. */
export function bar(fraction: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
