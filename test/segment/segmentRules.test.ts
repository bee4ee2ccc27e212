import { describe, expect, it } from 'vitest';
import { checkSegmentRules, type SegmentRule, segmentRules } from '../../src/segment/index.js';
import { segmentCodes } from '../../src/segment/segmentRules.js';
import { errorCode } from './support.js';

describe('the default named segments', () => {
  it.each([2, 3, 4, 5, 6, 7, 8, 9, 10])('leave no gap and no rule out of reach with %i bins', (bins) => {
    const { report } = checkSegmentRules(segmentRules(bins), bins);
    expect(report.gaps).toEqual({ cells: 0, examples: [] });
    expect(report.unreachable).toEqual([]);
  });
  it('have names in both languages', () => {
    for (const { title } of segmentRules(5))
      expect([title?.en, title?.zh]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/[一-龥]/)]);
  });
});

describe('a table of rules', () => {
  const rules: SegmentRule[] = [
    { id: 'good', r: [3, 5] },
    { id: 'best', r: [5, 5], f: [5, 5] },
    { id: 'rich', m: [4, 5] },
  ];
  const table = checkSegmentRules(rules, 5);
  it('lets the first match win and the rest be others', () => {
    expect([...segmentCodes(table, Int32Array.of(5, 1, 1), Int32Array.of(5, 1, 1), Int32Array.of(5, 5, 1))]).toEqual([1, 3, 4]);
  });
  it('is reported on: overlaps, gaps, rules that cannot win', () => {
    expect(table.report.unreachable).toEqual(['best']);
    expect(table.report.gaps).toEqual({ cells: 2 * 5 * 3, examples: ['1-1-1', '1-1-2', '1-1-3', '1-2-1', '1-2-2'] });
    expect(table.report.overlaps).toEqual([
      { first: 'good', second: 'best', cells: 5, example: '5-5-1' },
      { first: 'good', second: 'rich', cells: 30, example: '3-1-4' },
      { first: 'best', second: 'rich', cells: 2, example: '5-5-4' },
    ]);
  });
  it.each([
    ['empty', []],
    ['with a name twice', [{ id: 'a' }, { id: 'a' }]],
    ['with a range upside down', [{ id: 'a', r: [5, 1] }]],
    ['with a score beyond the bins', [{ id: 'a', f: [1, 6] }]],
    ['with half a score', [{ id: 'a', m: [1.5, 2] }]],
  ] as [string, SegmentRule[]][])('is refused %s', (_, bad) => expect(errorCode(() => checkSegmentRules(bad, 5))).toBe('bad-parameter'));
});
