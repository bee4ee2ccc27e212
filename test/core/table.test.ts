import { describe, expect, test } from 'vitest';
import { cell, rows } from '../../src/core/table.js';

const table = {
  length: 3,
  columns: {
    customer_id: ['a', 'b', ''],
    branch: { codes: Int32Array.of(2, 0, 1), levels: ['North', 'South'] },
    pieces: Int32Array.of(1, 2, 3),
    spend: Float64Array.of(1.5, Number.NaN, 0),
  },
};

describe('cell', () => {
  test('reads text, categories and numbers', () => {
    expect([
      cell(table.columns.customer_id, 1),
      cell(table.columns.branch, 0),
      cell(table.columns.pieces, 2),
      cell(table.columns.spend, 0),
    ]).toEqual(['b', 'South', 3, 1.5]);
  });

  test('missing is the empty text for code 0 and NaN for numbers', () => {
    expect(cell(table.columns.branch, 1)).toBe('');
    expect(cell(table.columns.spend, 1)).toBeNaN();
  });
});

describe('rows', () => {
  test('gives one object a row, columns in their order', () => {
    const all = [...rows(table)];
    expect(all[0]).toEqual({ customer_id: 'a', branch: 'South', pieces: 1, spend: 1.5 });
    expect(all[2]).toEqual({ customer_id: '', branch: 'North', pieces: 3, spend: 0 });
    expect(Object.keys(all[0] ?? {})).toEqual(['customer_id', 'branch', 'pieces', 'spend']);
  });

  test('gives as many rows as the table has, none for an empty one', () => {
    expect([...rows(table)]).toHaveLength(3);
    expect([...rows({ length: 0, columns: { customer_id: [] } })]).toEqual([]);
  });

  test('is lazy: the first row costs one object', () => {
    expect(rows({ length: 2 ** 40, columns: { day: Int32Array.of(7) } }).next().value).toEqual({ day: 7 });
  });
});
