import { describe, expect, it } from 'vitest';
import { clumpiness, regularity } from '../../src/features/index.js';
import { medianGap } from '../../src/features/rhythm.js';
import { every, snapshotOfDays } from '../account/fakeSnapshot.js';

describe('clumpiness', () => {
  it('gives the values of the published R code', () => {
    expect(clumpiness([3, 4, 9, 10, 15], 20)).toBeCloseTo(0.10186184593930903, 12);
    expect(clumpiness([5, 7, 9, 10, 11], 20)).toBeCloseTo(0.2003246902967778, 12);
  });

  it('is 0 for events equally spaced and NaN for none', () => {
    expect(clumpiness([7, 14], 20)).toBeCloseTo(0, 12);
    expect(clumpiness([], 20)).toBeNaN();
  });
});

describe('regularity', () => {
  it('is at its cap for a clockwork and near 1 for random gaps', () => {
    expect(regularity(snapshotOfDays([every(7, 1000, 40)], 1300).view(0))).toBe(20);
    // Gaps of an exponential law with mean 1000 / 40, at its quantiles in a shuffled order.
    const gaps = Array.from({ length: 39 }, (_, at) => Math.max(1, Math.round(-8 * Math.log(1 - (((at * 17) % 39) + 0.5) / 39))));
    const days = gaps.reduce<number[]>((all, gap) => [...all, all[all.length - 1]! + gap], [1000]);
    const k = regularity(snapshotOfDays([days], 1350).view(0));
    expect(k).toBeGreaterThan(0.5);
    expect(k).toBeLessThan(2.5);
  });

  it('is NaN below three pairs of gaps', () => {
    expect(regularity(snapshotOfDays([every(7, 1000, 4)], 1300).view(0))).toBeNaN();
  });
});

describe('medianGap', () => {
  it('is the middle gap, or the mean of the two middle ones', () => {
    expect(medianGap(snapshotOfDays([[1000, 1001, 1004, 1014]], 1020).view(0))).toBe(3);
    expect(medianGap(snapshotOfDays([[1000, 1001, 1004, 1014, 1050]], 1060).view(0))).toBe(6.5);
    expect(medianGap(snapshotOfDays([[1000]], 1020).view(0))).toBeNaN();
  });

  it('forgets the customer before', () => {
    const snapshot = snapshotOfDays([every(2, 1000, 50), every(9, 1000, 9)], 1100);
    medianGap(snapshot.view(0));
    expect(medianGap(snapshot.view(1))).toBe(9);
  });
});
