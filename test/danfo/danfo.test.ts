import * as dfd from 'danfojs-node';
import { describe, expect, test } from 'vitest';
import { fromDataFrame } from '../../src/danfo/fromDataFrame.js';
import { toDataFrame } from '../../src/danfo/toDataFrame.js';

const table = {
  length: 3,
  columns: {
    customer_id: ['a', 'b', ''],
    branch: { codes: Int32Array.of(2, 0, 2), levels: ['North', 'South'] },
    pieces: Int32Array.of(1, 2, 3),
    spend: Float64Array.of(0.1, Number.NaN, 123456.789012),
  },
};

describe('toDataFrame with the real danfojs-node', () => {
  test('keeps names, order, values and finds missing cells', () => {
    const frame = toDataFrame(dfd, table);
    expect(frame.columns).toEqual(['customer_id', 'branch', 'pieces', 'spend']);
    expect(frame.shape).toEqual([3, 4]);
    expect(frame.dtypes).toEqual(['string', 'string', 'int32', 'float32']);
    expect(frame.column('spend').values).toEqual([0.1, Number.NaN, 123456.789012]);
    expect(frame.isNa().values).toEqual([
      [false, false, false, false],
      [false, true, false, true],
      [true, false, false, false],
    ]);
  });

  test('groups as danfojs does', () => {
    const sums = toDataFrame(dfd, { length: 3, columns: { tier: ['gold', 'iron', 'gold'], profit: Float64Array.of(1, 2, 3) } })
      .groupby(['tier'])
      .col(['profit'])
      .sum();
    expect(fromDataFrame(sums)).toEqual({ length: 2, columns: { tier: ['gold', 'iron'], profit_sum: Float64Array.of(4, 2) } });
  });

  test('a table without rows keeps its columns', () => {
    const frame = toDataFrame(dfd, { length: 0, columns: { customer_id: [], spend: new Float64Array(0) } });
    expect([frame.shape, frame.columns]).toEqual([
      [0, 2],
      ['customer_id', 'spend'],
    ]);
    expect(fromDataFrame(frame).length).toBe(0);
  });

  test('a column of empty texts stays text', () => {
    const back = fromDataFrame(toDataFrame(dfd, { length: 2, columns: { name: ['', ''] } }));
    expect(back.columns['name']).toEqual(['', '']);
  });
});

describe('fromDataFrame with the real danfojs-node', () => {
  test('gives back what toDataFrame took: categories as texts, whole numbers as numbers', () => {
    const { columns, length } = fromDataFrame(toDataFrame(dfd, table));
    expect(length).toBe(3);
    expect(columns).toEqual({
      customer_id: ['a', 'b', ''],
      branch: ['South', '', 'South'],
      pieces: Float64Array.of(1, 2, 3),
      spend: Float64Array.of(0.1, Number.NaN, 123456.789012),
    });
  });

  test('true and false become 1 and 0, undefined becomes missing', () => {
    const frame = new dfd.DataFrame({ late: [true, false, true], note: [undefined, 'x', null] });
    expect(fromDataFrame(frame).columns).toEqual({ late: Float64Array.of(1, 0, 1), note: ['', 'x', ''] });
  });

  test('refuses a Series with bad-parameter', () => {
    const series = new dfd.Series([1, 2]);
    expect(() => fromDataFrame(series as unknown as dfd.DataFrame)).toThrow('this is no danfojs DataFrame');
  });

  test('refuses text in a number column, naming column and row', () => {
    const frame = { columns: ['spend'], shape: [2, 1], dtypes: ['float32'], getColumnData: [[1, 'many']] };
    expect(() => fromDataFrame(frame)).toThrow('column "spend", row 1: "many" is no number');
  });

  test('refuses two columns of one name', () => {
    const frame = { columns: ['a', 'a'], shape: [1, 2], dtypes: ['int32', 'int32'], getColumnData: [[1], [2]] };
    expect(() => fromDataFrame(frame)).toThrow(expect.objectContaining({ code: 'duplicate-column' }));
  });
});
