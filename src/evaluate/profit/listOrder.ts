import { ensure } from '../../core/errors.js';
import { denseRank } from '../../math/denseRank.js';
import { ensureLength } from '../scoredRows.js';

/**
 * Rows from the highest score to the lowest, equal scores in the order given; O(n).
 *
 * @throws HoldfastError `no-rows`, `length-mismatch`, `bad-parameter` for a score or gain that is no number
 */
export function listOrder(score: ArrayLike<number>, gains: ArrayLike<number>): Int32Array {
  ensure(score.length > 0, 'no-rows', () => ({ en: 'The list holds nobody; pass at least one row.', zh: '名单为空；请至少传入一行。' }));
  ensureLength('gains', gains.length, score.length);
  for (const [name, column] of [
    ['score', score],
    ['gains', gains],
  ] as const)
    for (let row = 0; row < column.length; row++)
      ensure(!Number.isNaN(column[row]!), 'bad-parameter', () => ({
        en: `Row ${row} of ${name} is NaN; leave out rows that have no ${name}`,
        zh: `${name} 的第 ${row} 行不是数值；没有该值的行请先去掉`,
      }));
  const { ranks, count } = denseRank(score instanceof Float64Array ? score : Float64Array.from(score));
  const next = new Int32Array(count + 1);
  for (let row = 0; row < ranks.length; row++) next[count - ranks[row]!]!++;
  for (let place = 1; place <= count; place++) next[place]! += next[place - 1]!;
  const order = new Int32Array(ranks.length);
  for (let row = 0; row < ranks.length; row++) order[next[count - 1 - ranks[row]!]!++] = row;
  return order;
}
