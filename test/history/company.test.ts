import { describe, expect, it, vi } from 'vitest';
import { formatInstant } from '../../src/core/day.js';
import { uniformAt } from '../../src/core/random.js';
import { historyFrom, type Row } from '../../src/history/index.js';

vi.setConfig({ testTimeout: 60_000 });

interface Sent {
  readonly customer: number;
  readonly day: number;
}

const FIRST = 20_003;
const DAYS = 900;

/** Forty customers that come and go, one of them a whale, with a quiet fortnight each year. */
function sentRows(): Sent[] {
  const rows: Sent[] = [];
  for (let customer = 0; customer < 40; customer++) {
    const from = customer < 20 ? 0 : Math.floor(uniformAt(3, 1, customer) * 500);
    const to = customer % 3 === 0 ? from + 300 : DAYS;
    for (let day = from; day < Math.min(to, DAYS); day++) {
      const quiet = day % 365 >= 40 && day % 365 < 54;
      if (uniformAt(3, 2, customer, day) > (quiet ? 0.04 : 0.2)) continue;
      for (let n = 0; n < (customer === 7 ? 30 : 1); n++) rows.push({ customer, day: FIRST + day });
    }
  }
  return rows;
}

const rows = sentRows();
const asRow = ({ customer, day }: Sent): Row => ({ customer_id: `c${customer}`, shipped_at: formatInstant(day * 1440) });

/** The formulas of the seasons over plain rows. */
function twinSeasons(cutoff: number): { volume: number[]; share: number[] } {
  const first = Math.min(...rows.map(({ day }) => day));
  const whole = Math.floor((cutoff - first) / 7);
  const inBlock = (k: number): Sent[] => rows.filter(({ day }) => day >= cutoff - 7 * (k + 1) && day < cutoff - 7 * k);
  const volumesOf = (k: number): number[] => [...tally(inBlock(k)).values()];
  const known = Array.from({ length: whole }, (_, k) => volumesOf(k));
  const before = [...known, ...(7 * whole < cutoff - first ? [volumesOf(whole)] : [])].flat().sort((a, b) => a - b);
  const cap = before[Math.ceil(0.995 * before.length) - 1]!;
  const standing = (k: number): number => {
    const latest = Math.max(0, Math.min(k, whole - 26));
    return new Set(
      Array.from({ length: 26 }, (_, back) => inBlock(latest + back))
        .flat()
        .map(({ customer }) => customer),
    ).size;
  };
  const over = (values: number[]): number[] =>
    values.map((value, k) => {
      const around = values.slice(Math.max(0, k - 26), k + 27);
      return value / (around.reduce((sum, one) => sum + one, 0) / around.length);
    });
  return {
    volume: over(known.map((volumes, k) => volumes.reduce((sum, volume) => sum + Math.min(volume, cap), 0) / standing(k))),
    share: over(known.map((volumes, k) => volumes.length / standing(k))),
  };
}

describe('the seasons of a company', () => {
  it.each([FIRST + 60, FIRST + 300, FIRST + 700, FIRST + DAYS, FIRST + DAYS + 3])(
    'are what their formulas say at day %i',
    async (cutoff) => {
      const { history } = await historyFrom({ shipments: rows.map(asRow) });
      const { company } = history.at(cutoff);
      const { volume, share } = twinSeasons(cutoff);
      expect(company.blocks).toBe(Math.ceil((cutoff - history.firstDay) / 7));
      for (const [k, value] of volume.entries()) expect(company.volumeSeason(k)).toBeCloseTo(value, 10);
      for (const [k, value] of share.entries()) expect(company.shareSeason(k)).toBeCloseTo(value, 10);
      expect([company.volumeSeason(volume.length), company.shareSeason(5000)]).toEqual([1, 1]);
    },
  );

  it('give the business clock its pace, and the coming weeks the season of a year before', async () => {
    const { history } = await historyFrom({ shipments: rows.map(asRow) });
    const { company, cutoff } = history.at(FIRST + 800);
    for (let k = 0; k < 100; k++)
      expect(company.clock(cutoff - 7 * k) - company.clock(cutoff - 7 * (k + 1))).toBeCloseTo(7 * company.shareSeason(k), 9);
    expect(company.clock(cutoff - 10) - company.clock(cutoff - 11)).toBeCloseTo(company.shareSeason(1), 9);
    expect(company.clock(history.firstDay)).toBe(0);
    const years = [51, 50, 103, 102].map(company.volumeSeason);
    expect(company.seasonAhead(14)).toBeCloseTo(years.reduce((sum, one) => sum + one, 0) / 4, 12);
    expect(history.at(FIRST + 300).company.seasonAhead(91)).toBe(1);
  });

  it('sink in a quiet fortnight', async () => {
    const { history } = await historyFrom({ shipments: rows.map(asRow) });
    const { company } = history.at(FIRST + 365 + 54);
    expect(company.shareSeason(0)).toBeLessThan(0.6);
    const usual = [3, 4, 5, 6, 7, 8].map(company.shareSeason);
    expect(usual.reduce((sum, one) => sum + one, 0) / 6).toBeGreaterThan(0.8);
  });
});

function tally(sent: readonly Sent[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { customer } of sent) counts.set(customer, (counts.get(customer) ?? 0) + 1);
  return counts;
}
