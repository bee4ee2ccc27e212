import { beforeAll, describe, expect, it } from 'vitest';
import { churnLabels, DEFINITIONS_OF_EVENT, eventLabelsAt, labelsAt, outcomeRecord } from '../../src/churn/index.js';
import { dayOf, formatDay } from '../../src/core/day.js';
import { type History, historyFrom, reduce } from '../../src/history/index.js';
import { type Simulation, simulate, simulatedSources } from '../../src/simulate/index.js';

const START = dayOf('2023-01-02');
type Rows = Record<string, unknown>[];
/** `each(week)` shipments in every week, on one day. */
const shipped = (customer_id: string, weeks: number, each: (week: number) => number, from = START): Rows =>
  Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: each(week) }, (_, k) => ({
      customer_id,
      waybill_no: `${customer_id}-${week}-${k}`,
      shipped_at: formatDay(from + 7 * week),
      freight: 10,
      cost: 6,
    })),
  ).flat();

/** Week in which the horizon of the tests begins. */
const CUT = 80;
const cutoff = START + 7 * CUT;
const halves = (week: number) => (week < CUT + 3 ? 12 : 4);
const company = (from = START): Rows => [
  ...shipped('halves', 150, halves, from),
  ...shipped('dips', 150, (week) => (week >= CUT + 3 && week < CUT + 9 ? 1 : 12), from),
  ...shipped('halved-before', 150, (week) => (week < CUT - 8 ? 12 : 4), from),
  ...shipped('leaves', CUT + 6, () => 12, from),
  ...shipped('fades', CUT + 16, (week) => (week < CUT + 5 ? 12 : 3), from),
  ...shipped('steady', 150, () => 12, from),
  ...shipped('at once', 150, (week) => (week < CUT ? 12 : 4), from),
  ...shipped('young', 150, (week) => (week < CUT - 20 ? 0 : halves(week)), from),
  ...shipped('rare', 150, (week) => (week % (week < CUT + 3 ? 2 : 5) === 0 ? 1 : 0), from).map((row) => ({ ...row, freight: 400 })),
  ...Array.from({ length: 60 }, (_, k) => shipped(`small-${k}`, 150, (week) => (k === 0 && week > CUT + 3 ? 1 : 3), from)).flat(),
];
const read = async (shipments: Rows, customers: Rows = []): Promise<History> =>
  (await historyFrom({ shipments, customers } as never)).history;
const statuses = (history: History, options: Partial<Parameters<typeof churnLabels>[1]> = {}) => {
  const { columns } = churnLabels(history, { cutoff, ...options }).labels;
  return Object.fromEntries(columns.customer_id.map((id, row) => [id, columns.status.levels[columns.status.codes[row]! - 1]]));
};
const outcomes = (history: History, options: Partial<Parameters<typeof churnLabels>[1]> = {}) => {
  const { columns } = churnLabels(history, { cutoff, ...options }).labels;
  return Object.fromEntries(columns.customer_id.map((id, row) => [id, columns.outcome[row]!]));
};

describe('downgrade', () => {
  let history: History;
  beforeAll(async () => {
    history = await read(company());
  });

  it('is a fall of half that begins in the horizon and lasts, of a customer that was worth something', () => {
    expect(statuses(history, { event: 'downgrade' })).toMatchObject({
      halves: 'downgraded',
      dips: 'stayed',
      'halved-before': 'already_down',
      leaves: 'left_otherwise',
      fades: 'stayed',
      steady: 'stayed',
      'small-0': 'not_upper_tier',
      'at once': 'downgraded',
      // Known for less than half a year.
      young: 'not_upper_tier',
      // Half of one shipment in two weeks may be chance.
      rare: 'stayed',
    });
    expect(outcomes(history, { event: 'downgrade' })).toMatchObject({
      halves: 1,
      dips: 0,
      leaves: 0,
      'halved-before': Number.NaN,
      'small-0': Number.NaN,
    });
  });

  it('counts with leaving when either is asked for', () => {
    expect(outcomes(history, { event: 'either' })).toMatchObject({ halves: 1, leaves: 1, steady: 0, 'halved-before': 0, 'small-0': 0 });
  });

  it('is blank until the window after the horizon is there, whatever happened', () => {
    const dataEnd = cutoff + 91 + 90;
    const early = churnLabels(history, { cutoff, dataEnd, event: 'downgrade' });
    expect(early.counts).toMatchObject({ censored: early.labels.length, left: 0, stayed: 0 });
    expect([...early.labels.columns.outcome].every(Number.isNaN)).toBe(true);
    const later = churnLabels(history, { cutoff, dataEnd: dataEnd + 1, event: 'downgrade' });
    expect(later.counts.downgraded).toBe(2);
  });

  it('reads nothing after its window, and nothing but the facts before the end of the data', async () => {
    const dataEnd = cutoff + 300;
    const cut = await read(company().filter(({ shipped_at }) => String(shipped_at) < formatDay(dataEnd)));
    expect(outcomes(cut, { event: 'either', dataEnd })).toEqual(outcomes(history, { event: 'either', dataEnd }));
  });

  it('does not depend on the order of rows, and moves with the dates', async () => {
    expect(outcomes(await read(company().reverse()), { event: 'downgrade' })).toEqual(outcomes(history, { event: 'downgrade' }));
    const moved = await read(company(START + 11));
    expect(outcomes(moved, { event: 'downgrade', cutoff: cutoff + 11 })).toEqual(outcomes(history, { event: 'downgrade' }));
  });

  it('can be partial defection: who shipped oftener and more evenly than others no longer does', () => {
    const { counts, labels } = churnLabels(history, { cutoff, definition: 'downgraded', downgrade: { kind: 'partial_defection' } });
    expect(counts.not_upper_tier).toBeGreaterThan(0);
    expect(labels.length).toBe(Object.values(counts).reduce((sum, count) => sum + count, 0));
    expect(() => churnLabels(history, { cutoff, definition: 'downgraded', downgrade: { drop: 1 } })).toThrow(/drop between 0 and 1/);
  });
});

it('partial defection is to ship less often or less evenly than the average, after doing both better', async () => {
  const day = (customer_id: string, gaps: readonly number[], from: number, to: number): Rows => {
    const rows: Rows = [];
    for (let [at, k] = [from, 0]; at < to; at += gaps[k++ % gaps.length]!) rows.push({ customer_id, shipped_at: formatDay(at) });
    return rows;
  };
  const [cut, end] = [START + 400, START + 800];
  const history = await read([
    ...day('even', [3], START, end),
    ...day('slows', [3], START, cut),
    ...day('slows', [10], cut, end),
    ...day('frays', [3], START, cut),
    ...day('frays', [1, 5], cut, end),
    ...day('uneven', [1, 5], START, end),
    ...day('rare', [20], START, end),
  ]);
  expect(statuses(history, { cutoff: cut, definition: 'downgraded', downgrade: { kind: 'partial_defection' } })).toEqual({
    even: 'stayed',
    slows: 'downgraded',
    frays: 'downgraded',
    uneven: 'not_upper_tier',
    rare: 'not_upper_tier',
  });
});

describe('removed and switched', () => {
  const closed = (customer_id: string, closed_by: string, exit_to = '') => ({
    customer_id,
    closed_by,
    exit_to,
    closed_on: formatDay(START + 7 * (CUT + 8)),
  });

  it('are told apart by who closed the account and where the customer went', async () => {
    const removed = await read(company(), [closed('leaves', 'carrier')]);
    expect(outcomes(removed, { definition: 'removed' })).toMatchObject({ leaves: 1, steady: 0 });
    expect(statuses(removed, { definition: 'inactive' })).toMatchObject({ leaves: 'left_otherwise' });
    const gone = await read(company(), [closed('leaves', 'customer', 'SF')]);
    expect(outcomes(gone, { definition: 'switched' })).toMatchObject({ leaves: 1 });
    expect(outcomes(gone, { definition: 'inactive' })).toMatchObject({ leaves: 1 });
    expect(outcomes(gone, { definition: 'removed' })).toMatchObject({ leaves: 0 });
  });

  it('takes evidence of another carrier from a table beside, by customer_id', async () => {
    const switched = { length: 1, columns: { customer_id: ['leaves'], probability: Float64Array.of(0.8) } };
    const history = await read(company());
    expect(outcomes(history, { definition: 'switched' })).toMatchObject({ leaves: 0 });
    expect(outcomes(history, { definition: 'switched', switched })).toMatchObject({ leaves: 1 });
  });

  it('rolls customers up to their parent when asked: a group stays while one of it does', async () => {
    const parents = ['leaves', 'steady'].map((customer_id) => ({ customer_id, parent_id: 'steady' }));
    const history = await read(company(), parents);
    expect(outcomes(history, { unit: 'parent' })).toMatchObject({ steady: 0 });
    expect(outcomes(history, { unit: 'parent' })).not.toHaveProperty('leaves');
    expect(outcomes(history)).toMatchObject({ leaves: 1 });
  });
});

describe('on the simulator', () => {
  let simulation: Simulation;
  let history: History;
  beforeAll(async () => {
    simulation = await simulate({ customers: 900, months: 42, seed: 5, preset: 'realistic' });
    ({ history } = await reduce(simulatedSources(simulation)));
  }, 120_000);

  it('labels of leaving are the same by either function', () => {
    const record = outcomeRecord(history.at(history.endDay));
    const snapshot = history.at('2024-01-01');
    const plain = labelsAt(record, snapshot, 91).columns;
    const event = eventLabelsAt((day) => history.at(day), record, snapshot, 91, { definitions: DEFINITIONS_OF_EVENT.leave }).columns;
    expect(event.customer_id).toEqual(plain.customer_id);
    expect(event.outcome).toEqual(plain.outcome);
    expect(event.status.codes).toEqual(plain.status.codes);
  });

  it('finds most true downgrades of upper-tier customers, and most it finds are true', () => {
    const { customer_id: ids, downgraded_on: on, share_left: left, decided_on: decided, last_shipped_on: last } = simulation.truth.columns;
    const rowOf = new Map(ids.map((id, row) => [id, row]));
    let [found, right, happened, seen] = [0, 0, 0, 0];
    for (let day = history.firstDay + 400; day + 273 < history.endDay; day += 91) {
      const { columns } = churnLabels(history, { cutoff: day, event: 'downgrade' }).labels;
      columns.outcome.forEach((outcome, place) => {
        if (Number.isNaN(outcome)) return;
        const row = rowOf.get(columns.customer_id[place]!)!;
        const truly = on[row]! >= day - 45 && on[row]! < day + 105 && left[row]! <= 0.5;
        found += outcome;
        right += outcome * (truly || decided[row]! < day + 182 ? 1 : 0);
        const lasting = on[row]! >= day && on[row]! < day + 91 && !(last[row]! < day + 182);
        happened += lasting ? 1 : 0;
        seen += lasting ? outcome : 0;
      });
    }
    expect(found).toBeGreaterThan(20);
    expect(right / found).toBeGreaterThan(0.55);
    expect(seen / happened).toBeGreaterThan(0.6);
  });
});
