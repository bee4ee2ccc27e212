import { describe, expect, it } from 'vitest';
import { competitors, complaintCategory, findCues, leaveIntent } from '../../src/text/index.js';

const MEGABYTE = 1_000_000;
const LENGTH = 200_000;
const filled = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}

const listen = (text: string): void => {
  findCues(text);
  complaintCategory(text);
  leaveIntent(text);
  competitors(text);
};

/** Texts made to be slow: nested repeats, near misses, gaps that never close, negators without end, one endless word. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['one character', 'a'],
  ['near misses', 'refuse refuse deny '],
  ['gaps that never close', '客户经理'],
  ['negators', '不没无未别'],
  ['English negators', 'not never no '],
  ['exceptions', 'not only 不仅'],
  ['cues side by side', '太慢太贵'],
  ['praise side by side', '态度很好'],
  ['stems', 'damagedamage'],
  ['blanks', ' \t'],
  ['apostrophes', "'’"],
  ['lone surrogates', '\ud800'],
  ['emoji', '😡👍🏽'],
  ['marks', 'e\u0301'],
  ['ligatures', 'ﬁㄱ㎏'],
  ['all at once', "not 不late太慢, ﬁ don't 换一家 UPS。"],
];

describe('long texts', () => {
  listen('warm up');
  it.each(HOSTILE)('%s: ten times the text takes about ten times the time', (_, piece) => {
    const tenth = filled(piece, LENGTH / 10);
    listen(tenth);
    const small = Math.max(
      0.005,
      cpuSeconds(() => listen(tenth)),
    );
    const whole = cpuSeconds(() => listen(filled(piece, LENGTH)));
    expect(whole).toBeLessThan(3);
    // Quadratic would be a hundred times.
    expect(whole / small).toBeLessThan(45);
  });

  it('a megabyte of all at once is read in seconds', () => {
    const [, piece] = HOSTILE.at(-1)!;
    expect(cpuSeconds(() => listen(filled(piece, MEGABYTE)))).toBeLessThan(10);
  });
});
