import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gapLimitDays, rhythm, silenceSurprise } from '../../src/account/index.js';
import { every, snapshotOfDays } from './fakeSnapshot.js';

describe('rhythm', () => {
  it('counts gaps and exposure over the 364 days up to the last shipment day', () => {
    const view = snapshotOfDays([[600, ...every(7, 1000, 11)]], 1100).view(0);
    expect(rhythm(view)).toEqual({ lastDay: 1070, gapCount: 10, exposureDays: 70, currentGap: 30 });
  });

  it('keeps the look-back at the last shipment day however long ago that was', () => {
    expect(rhythm(snapshotOfDays([every(7, 1000, 11)], 3000).view(0)).gapCount).toBe(10);
  });

  it('writes into the object it is given', () => {
    const out = { lastDay: 0, gapCount: 0, exposureDays: 0, currentGap: 0 };
    expect(rhythm(snapshotOfDays([[1000, 1010]], 1020).view(0), out)).toBe(out);
  });

  it('is surprised by as many nats as the limit of the same chance needs', () => {
    const own = { lastDay: 0, gapCount: 20, exposureDays: 350, currentGap: 0 };
    const currentGap = gapLimitDays(20, 350, 1e-3);
    expect(silenceSurprise({ ...own, currentGap })).toBeCloseTo(Math.log(1000), 10);
  });

  it('clips limits to 28 and 182 days', () => {
    expect(gapLimitDays(200, 350, 1e-3)).toBe(28);
    expect(gapLimitDays(0, 0, 1e-3)).toBe(182);
  });

  const reference = `${process.env.HOLDFAST_DATA ?? '../shared/data'}/../reference/science.json`;
  const oracle = readIfThere(reference);
  it.skipIf(oracle === undefined)('gives the published gap limits (needs the reference folder)', () => {
    for (const { m, exposure, eps, tau } of oracle ?? []) {
      const days = Math.min(Math.max(7 * tau, 28), 182);
      expect(gapLimitDays(m, 7 * exposure, eps)).toBeCloseTo(days, 9);
    }
  });
});

function readIfThere(path: string): { m: number; exposure: number; eps: number; tau: number }[] | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).lomax_gap;
  } catch {
    return undefined;
  }
}
