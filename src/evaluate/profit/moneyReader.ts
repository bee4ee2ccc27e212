import { ensure } from '../../core/errors.js';
import { ensureLength } from '../scoredRows.js';

/**
 * Money by row, from a number for all n rows or a column of them.
 *
 * @param least - smallest amount allowed; default any finite one
 * @throws HoldfastError `length-mismatch`, `bad-parameter`
 */
export function moneyReader(
  name: string,
  given: number | ArrayLike<number>,
  n: number,
  least: number = Number.NEGATIVE_INFINITY,
): (row: number) => number {
  if (typeof given === 'number') {
    ensureMoney(name, '', given, least);
    return () => given;
  }
  ensureLength(name, given.length, n);
  for (let row = 0; row < n; row++) ensureMoney(name, `[${row}]`, given[row]!, least);
  return (row) => given[row]!;
}

function ensureMoney(name: string, place: string, value: number, least: number): void {
  ensure(Number.isFinite(value) && value >= least, 'bad-parameter', () => ({
    en: `${name}${place} is ${value}; it must be a finite number${least === 0 ? ', 0 or more' : ''}`,
    zh: `${name}${place} 为 ${value}；应为${least === 0 ? '不小于 0 的' : ''}有限数`,
  }));
}
