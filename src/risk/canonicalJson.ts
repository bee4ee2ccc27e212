import { ensure } from '../core/errors.js';

/**
 * JSON text that is the same for equal values: keys sorted, no spaces, `undefined` members left out. The text a model id is the hash of.
 *
 * @throws HoldfastError `bad-parameter` for a number that JSON cannot hold (NaN, ±Infinity), and for functions and symbols
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') return finiteNumber(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  ensure(typeof value === 'object', 'bad-parameter', () => ({
    en: `a ${typeof value} cannot be written as JSON; keep plain data only`,
    zh: `${typeof value} 类型无法写成 JSON；请只保存普通数据`,
  }));
  const members = Object.entries(value as object).filter(([, member]) => member !== undefined);
  return `{${members
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
    .join(',')}}`;
}

function finiteNumber(value: number): string {
  ensure(Number.isFinite(value), 'bad-parameter', () => ({
    en: `${value} cannot be written as JSON; a missing number is null there`,
    zh: `${value} 无法写成 JSON；缺失的数应写为 null`,
  }));
  return JSON.stringify(value);
}
