import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../src/core/random.js';
import { leakageSuspects, rewrittenColumns } from '../../src/evaluate/index.js';

const n = 2000;
const truth = Array.from({ length: n }, (_, row) => (uniformAt(1, 1, row) < 0.08 ? 1 : 0));
const honest = Array.from({ length: 30 }, (_, column) => ({
  name: `honest_${column}`,
  values: truth.map((left, row) => (uniformAt(2, column, row, 1) < 0.1 ? Number.NaN : uniformAt(2, column, row) + 0.15 * left)),
}));

describe('leakage', () => {
  it('names a column that parts the outcomes alone, in either direction, and categories that do', () => {
    const columns = [
      ...honest,
      { name: 'days_to_closing', values: truth.map((left, row) => uniformAt(3, 1, row) - left) },
      { name: 'status_code', values: truth.map((left, row) => (left === 1 ? 3 : 1 + Math.floor(2 * uniformAt(3, 2, row)))), categories: 3 },
    ];
    expect(
      leakageSuspects(columns, truth)
        .map(({ name, kind }) => `${name} ${kind}`)
        .sort(),
    ).toEqual(['days_to_closing separates', 'status_code separates']);
  });
  it('names a column that is filled only once the outcome is known', () => {
    const columns = [
      ...honest,
      { name: 'exit_interview', values: truth.map((left, row) => (left === 1 && uniformAt(3, 3, row) < 0.7 ? 1 : Number.NaN)) },
    ];
    const [suspect, ...others] = leakageSuspects(columns, truth);
    expect(others).toEqual([]);
    expect(suspect).toMatchObject({ name: 'exit_interview', kind: 'missing' });
    expect(suspect!.size).toBeLessThan(1 / 3);
  });
  it('names a column whose absence tells who stays, by how far their number is from chance', () => {
    // 800 rows, one in ten an event: none among the 400 without a value.
    const left = Array.from({ length: 800 }, (_, row) => (row >= 400 && row % 5 === 0 ? 1 : 0));
    const column = { name: 'filled_for_leavers', values: left.map((_, row) => (row < 400 ? Number.NaN : row % 7)) };
    expect(leakageSuspects([column], left)).toMatchObject([{ name: 'filled_for_leavers', kind: 'missing', rows: 400 }]);
    // 18 events where 6 are expected: three times as many, and within six deviations.
    const few = Array.from({ length: 6060 }, (_, row) => (row < 60 ? (row < 18 ? 1 : 0) : row % 10 === 0 ? 1 : 0));
    const rare = { name: 'rare', values: few.map((_, row) => (row < 60 ? Number.NaN : row % 7)) };
    expect(leakageSuspects([rare], few, { rateLimit: 2 })).toEqual([]);
  });
  it('names none of thirty honest columns, nor any where all rows of a category are one', () => {
    expect(leakageSuspects(honest, truth)).toEqual([]);
    const ids = truth.map((_, row) => 1 + row);
    expect(leakageSuspects([{ name: 'id', values: ids, categories: n }], truth)).toEqual([]);
  });
  it('names a column written into the past, and one that has gone', () => {
    const later = honest
      .slice(1)
      .map((column, at) => (at === 3 ? { ...column, values: column.values.map((value, row) => (row < 100 ? 7 : value)) } : column));
    const found = rewrittenColumns(honest, later);
    expect(found.map(({ name }) => name)).toEqual(['honest_0', 'honest_4']);
    expect(found[1]!.size).toBeCloseTo(0.05, 14);
    expect(rewrittenColumns(honest, honest)).toEqual([]);
  });
  it('refuses limits that make no sense and columns of another length', () => {
    expect(() => leakageSuspects(honest, truth, { aucLimit: 0.4 })).toThrow(expect.objectContaining({ code: 'bad-parameter' }));
    expect(() => leakageSuspects([{ name: 'short', values: [1] }], truth)).toThrow(expect.objectContaining({ code: 'length-mismatch' }));
    expect(() =>
      leakageSuspects(
        honest,
        truth.map(() => 0),
      ),
    ).toThrow(expect.objectContaining({ code: 'too-few-events' }));
  });
});
