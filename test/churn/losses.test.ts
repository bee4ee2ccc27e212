import { beforeAll, describe, expect, it } from 'vitest';
import { lossReview, silentCustomers } from '../../src/churn/index.js';
import { dayOf, formatDay } from '../../src/core/day.js';
import { type History, historyFrom, reduce } from '../../src/history/index.js';
import { type Simulation, simulate, simulatedSources } from '../../src/simulate/index.js';

const START = dayOf('2024-01-01');
const weekly = (customer_id: string, weeks: number, cost = 6) =>
  Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(START + 7 * week), freight: 10, cost }));

describe('the review of losses', () => {
  const shipments = [...weekly('a', 60), ...weekly('b', 60, 2), ...weekly('c', 62), ...weekly('old', 5), ...weekly('stays', 104)];
  const customers = [
    { customer_id: 'a', account_manager: 'Li', closed_on: '2025-04-01', closed_by: 'customer', exit_reason: 'price', exit_to: 'SF' },
    { customer_id: 'b', account_manager: 'Li', closed_on: '2025-04-02', closed_by: 'customer', exit_reason: 'price', exit_to: 'SF' },
    { customer_id: 'c', account_manager: 'Wu', closed_on: '2025-05-02', closed_by: 'carrier' },
  ];
  let history: History;
  beforeAll(async () => {
    ({ history } = await historyFrom({ shipments, customers }));
  });

  it('adds up who left in the window by reason, destination and manager, the dearest first', () => {
    const { columns, length, lost, asked, profitLost } = lossReview(history);
    expect([length, lost, asked]).toEqual([3, 3, 2]);
    expect(columns.profit_lost).toEqual(Float64Array.of(8 * 52, 4 * 52, 4 * 52));
    expect(profitLost).toBe(16 * 52);
    expect([columns.type[0], columns.cause[0], columns.exit_to[0], columns.account_manager[0]]).toEqual([
      'deliberate',
      'price',
      'SF',
      'Li',
    ]);
    expect(columns.type).toContain('carrier_initiated');
    expect(columns.tier[0]).toBe('platinum');
    expect(columns.share.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('sets what they said beside what the facts say', () => {
    const types = {
      length: 3,
      columns: {
        customer_id: ['a', 'b', 'c'],
        type: ['deliberate', 'unintentional', ''],
        cause: ['service_quality', 'finances', ''],
        cause_side: ['carrier', 'customer', ''],
      },
    };
    const { stated, columns } = lossReview(history, { types });
    expect(stated.columns).toMatchObject({ stated_cause: ['price', 'price'], inferred_cause: ['finances', 'service_quality'] });
    expect(columns.type).toEqual(['unintentional', 'deliberate', 'unknown']);
    expect(columns.asked_share).toEqual(Float64Array.of(1, 1, 0));
  });

  it('reads nothing that became known later', async () => {
    const early = lossReview(history, { dataEnd: '2025-03-20' });
    expect([early.lost, early.asked]).toEqual([0, 0]);
    const { history: cut } = await historyFrom({ shipments: shipments.filter((row) => row.shipped_at < '2025-04-25'), customers });
    expect(lossReview(history, { dataEnd: '2025-04-25' }).columns).toEqual(lossReview(cut, { dataEnd: '2025-04-25' }).columns);
    expect(lossReview(history, { dataEnd: '2025-04-25' })).toMatchObject({ lost: 2, asked: 2 });
  });

  it('understands a mapping of reasons, and refuses a window that is none', () => {
    expect([...lossReview(history, { statedCause: () => 'trust' }).columns.cause].sort()).toEqual(['trust', 'trust', 'unknown']);
    expect(() => lossReview(history, { windowDays: 0 })).toThrow(/windowDays/);
  });

  it('gives an empty table where nobody left', async () => {
    const { history: happy } = await historyFrom({ shipments: weekly('stays', 104) });
    expect(lossReview(happy)).toMatchObject({ length: 0, lost: 0, profitLost: 0 });
  });
});

describe('silent customers', () => {
  let realistic: Simulation;
  let taught: Simulation;
  beforeAll(async () => {
    realistic = await simulate({ customers: 500, months: 30, seed: 9, preset: 'realistic' });
    taught = await simulate({ customers: 500, months: 30, seed: 9, preset: 'taught' });
  }, 120_000);

  it('are found: of those listed most hardly ever complain, of all a quarter', async () => {
    const { history } = await reduce(simulatedSources(realistic));
    const { columns, length } = silentCustomers(history.at(history.endDay), { windowDays: 364 });
    const { customer_id: ids, voice } = realistic.truth.columns;
    const quiet = new Set(ids.filter((_, row) => voice[row]! < 0.1));
    expect(quiet.size / ids.length).toBeLessThan(0.3);
    expect(length).toBeGreaterThan(20);
    expect(columns.customer_id.filter((id) => quiet.has(id)).length / length).toBeGreaterThan(0.6);
    expect(columns.complaints_91d.every((count) => count === 0)).toBe(true);
    expect([...columns.silence_probability]).toEqual([...columns.silence_probability].sort((a, b) => a - b));
  });

  it('are as many as the rates of complaint say where everybody has the same voice, about the taught quarter in a year', async () => {
    const { history } = await reduce(simulatedSources(taught));
    const { silentShare } = silentCustomers(history.at(history.endDay), { windowDays: 364, level: 0.99 });
    expect(silentShare.low).toBeLessThan(0.25);
    expect(silentShare.high).toBeGreaterThan(0.25);
    // Other complaints (of attitude, of price) end silence too: the expected share is the larger.
    expect(silentShare.expected - silentShare.estimate).toBeGreaterThan(-0.02);
    expect(silentShare.expected - silentShare.estimate).toBeLessThan(0.08);
  });

  it('take the probability of leaving from a list, and have none without it', async () => {
    const { history } = await reduce(simulatedSources(realistic));
    const snapshot = history.at(history.endDay);
    const bare = silentCustomers(snapshot);
    const id = bare.columns.customer_id[0]!;
    const risk = { length: 1, columns: { customer_id: [id], churn_probability: Float64Array.of(0.3) } };
    expect(bare.columns.churn_probability.every(Number.isNaN)).toBe(true);
    expect(silentCustomers(snapshot, { risk }).columns.churn_probability[0]).toBe(0.3);
  });

  it('are not looked for where nobody could have complained', async () => {
    const { history } = await historyFrom({ shipments: weekly('a', 5) });
    expect(() => silentCustomers(history.at(history.endDay))).toThrow(/no complaints table/);
    expect(() => silentCustomers(history.at(history.endDay), { mostSilence: 2 })).toThrow(/mostSilence/);
  });
});
