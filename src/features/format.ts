import type { Lang } from '../core/text.js';
import { LEVEL_FLOOR } from './decline.js';
import type { FeatureUnit } from './feature.js';

/** Rarer than this is written as "less than". */
const RAREST = 1_000_000;

/** Writes a feature's value as a person would say it, inside its sentence. `value` must be a number; `level` is the text of a category. */
export function formatValue(unit: FeatureUnit, value: number, lang: Lang, level = ''): string {
  switch (unit) {
    case 'log_count':
      return decimals(Math.expm1(value));
    case 'log_rate':
      return decimals(Math.max(Math.exp(value) - LEVEL_FLOOR, 0));
    case 'share':
      return percent(value);
    case 'points':
      return direction(Math.round(value * 1000) / 10, 'points', lang);
    case 'log_ratio':
      return direction(Math.round(100 * Math.expm1(value)), 'percent', lang);
    case 'days':
      return quantity(value, 'day', lang);
    case 'log_days':
      return quantity(Math.expm1(value), 'day', lang);
    case 'weeks':
      return quantity(value, 'week', lang);
    case 'hours':
      return Math.abs(value) < 48 ? quantity(value, 'hour', lang) : quantity(value / 24, 'day', lang);
    case 'asinh_money':
      return decimals(Math.sinh(value));
    case 'one_in':
      return oneIn(value, lang);
    case 'level':
      return level;
    default:
      return decimals(value);
  }
}

/** The same for a norm set beside the value: differences are written with their sign. */
export function formatNorm(unit: FeatureUnit, value: number, lang: Lang): string {
  if (unit === 'log_ratio') return signed(Math.round(100 * Math.expm1(value)), '%');
  if (unit === 'points') return signed(Math.round(value * 1000) / 10, lang === 'en' ? ' points' : ' 个百分点');
  return formatValue(unit, value, lang);
}

/** A share as percent, with more digits the smaller it is. */
export function percent(share: number): string {
  return `${decimals(100 * share)}%`;
}

/** Up to three meaningful digits, thousands separated: 12,345; 123; 45.3; 1.25; 0.04. */
export function decimals(value: number): string {
  const size = Math.abs(value);
  const places = size >= 100 ? 0 : size >= 10 ? 1 : 2;
  const text = places > 0 ? value.toFixed(places).replace(/\.?0+$/, '') : value.toFixed(0);
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return (fraction === undefined ? grouped : `${grouped}.${fraction}`).replace(/^-0$/, '0').replace('-', '−');
}

const UNITS = { day: '天', week: '周', hour: '小时' } as const;

function quantity(value: number, unit: keyof typeof UNITS, lang: Lang): string {
  if (unit === 'day' && value >= 730) return lang === 'en' ? `${decimals(value / 365.25)} years` : `${decimals(value / 365.25)} 年`;
  const rounded = unit === 'hour' || Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value);
  return lang === 'en' ? `${decimals(rounded)} ${unit}${rounded === 1 ? '' : 's'}` : `${decimals(rounded)} ${UNITS[unit]}`;
}

function direction(amount: number, what: 'percent' | 'points', lang: Lang): string {
  const size = decimals(Math.abs(amount));
  if (lang === 'zh') {
    if (amount === 0) return '持平';
    return `${amount > 0 ? '高' : '低'} ${size}${what === 'percent' ? '%' : ' 个百分点'}`;
  }
  if (amount === 0) return 'level with';
  return `${size}${what === 'percent' ? '%' : Math.abs(amount) === 1 ? ' point' : ' points'} ${amount > 0 ? 'above' : 'below'}`;
}

function signed(amount: number, unit: string): string {
  return `${amount > 0 ? '+' : ''}${decimals(amount)}${unit}`;
}

function oneIn(nats: number, lang: Lang): string {
  const times = Math.exp(Math.max(nats, 0));
  const rare = times > RAREST;
  const shown = decimals(rare ? RAREST : times < 10 ? Math.round(times * 10) / 10 : Math.round(times));
  if (lang === 'zh') return `${rare ? '不到 ' : ''}1/${shown}`;
  return `${rare ? 'less than ' : ''}1 in ${shown}`;
}
