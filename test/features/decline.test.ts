import { describe, expect, it } from 'vitest';
import { newDecline, readDecline } from '../../src/features/decline.js';
import { customerSeason, seasonsOf } from '../../src/features/season.js';
import { volumeSlope, volumeTrend } from '../../src/features/volume.js';
import { newWeeks, type Weeks } from '../../src/features/weeks.js';

/** Weeks of a customer whose shipments in block k are `of(k)`, without a season. */
function weeksOf(of: (block: number) => number, base: number, season: (block: number) => number = () => 1): Weeks {
  const weeks = newWeeks();
  weeks.tenureBlocks = 104;
  weeks.base = base;
  weeks.raw = weeks.raw.map((_, block) => of(block));
  weeks.season = weeks.season.map((_, block) => season(block));
  weeks.adjusted = weeks.raw.map((shipments, block) => shipments / season(block));
  return weeks;
}

function declineOf(weeks: Weeks) {
  const decline = newDecline();
  readDecline(weeks, decline);
  return decline;
}

describe('signs of decline', () => {
  it('find a decline that began eight weeks ago, and about when it began', () => {
    const falling = declineOf(weeksOf((block) => (block < 8 ? 20 * (1 - (0.8 * (8 - block)) / 10) : 20), 20));
    const steady = declineOf(weeksOf(() => 20, 20));
    expect([6, 8]).toContain(falling.rampWeeks);
    expect(falling.rampEvidence).toBeGreaterThan(2.5);
    expect(steady.rampEvidence).toBeLessThan(0);
    expect(steady.cusumMax).toBe(0);
    expect(falling.cusumLast).toBe(falling.cusumMax);
  });

  it('see no decline in a quiet season', () => {
    const festival = (block: number): number => (block < 2 ? 0.3 : 1);
    const blind = declineOf(weeksOf((block) => 20 * festival(block), 20));
    const seeing = declineOf(weeksOf((block) => 20 * festival(block), 20, festival));
    expect(blind.rampEvidence).toBeGreaterThan(2);
    expect(seeing.rampEvidence).toBeLessThan(0);
  });

  it('remember the deepest run after it is over', () => {
    const recovered = declineOf(weeksOf((block) => (block >= 8 && block < 14 ? 2 : 20), 20));
    expect(recovered.cusumMax).toBeGreaterThan(5);
    expect(recovered.cusumLast).toBeLessThan(recovered.cusumMax);
  });

  it('are NaN without a base rate', () => {
    const { rampEvidence, rampWeeks, cusumMax, cusumLast } = declineOf(weeksOf(() => 3, Number.NaN));
    expect([rampEvidence, rampWeeks, cusumMax, cusumLast]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it('level recent weeks the more the shorter the half-life', () => {
    const { levels } = declineOf(weeksOf((block) => (block < 4 ? 0 : 10), 10));
    expect([...levels]).toEqual([...levels].sort((a, b) => a - b));
    // Half-life 2: weights 2^(−k/2); the share of those from block 4 on is 2^(−2) = 1/4 but for the blocks past 104.
    expect(levels[0]).toBeCloseTo(Math.log(2.5 + 0.25), 10);
  });
});

describe('trends', () => {
  it('compare with the weeks before, and need four of them', () => {
    const weeks = weeksOf((block) => (block < 4 ? 5 : 10), 10);
    expect(volumeTrend(weeks, 4, 13)).toBeCloseTo(Math.log(5.25 / 10.25), 12);
    weeks.tenureBlocks = 7;
    expect(volumeTrend(weeks, 4, 13)).toBeNaN();
  });

  it('have a slope of 26 times the weekly change of the logarithm', () => {
    expect(volumeSlope(weeksOf((block) => Math.expm1(5 - 0.1 * block), 10))).toBeCloseTo(2.6, 10);
  });
});

describe("a customer's own season", () => {
  const season = (block: number): number => (block % 26 === 3 ? 2 : block % 26 === 10 ? 0.3 : 1);
  const seasons = seasonsOf({ volumeSeason: season });

  it('follows the company where the customer does', () => {
    const own = customerSeason(
      seasons,
      Float64Array.from({ length: 104 }, (_, block) => 50 * season(block)),
      104,
    );
    expect(own[3]).toBeCloseTo(2, 10);
    expect(own[10]).toBeCloseTo(0.3, 10);
  });

  it('is flat in busy weeks for one that ships alike in them', () => {
    const own = customerSeason(
      seasons,
      Float64Array.from({ length: 104 }, (_, block) => 50 * Math.min(season(block), 1)),
      104,
    );
    expect(own[3]).toBe(1);
    expect(own[10]).toBeCloseTo(0.3, 10);
  });

  it('is the middle of what is possible for one that is not known', () => {
    const own = customerSeason(seasons, new Float64Array(104), 104);
    expect(own[3]).toBeCloseTo(Math.exp(0.7 * Math.log(2)), 10);
  });
});
