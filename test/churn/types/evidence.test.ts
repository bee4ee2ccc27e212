import { beforeAll, describe, expect, it, test } from 'vitest';
import { EVIDENCE, likelyTypes } from '../../../src/churn/index.js';
import { contextAt, readCase } from '../../../src/churn/types/cases.js';
import { NOT_CLOSED } from '../../../src/churn/types/evidenceContext.js';
import { describeFound } from '../../../src/churn/types/statements.js';
import { readSurroundings } from '../../../src/churn/types/surroundings.js';
import { dayOf, formatDay } from '../../../src/core/day.js';
import { historyFrom, type Row, type RowTables } from '../../../src/history/index.js';

const START = dayOf('2024-01-01');
const WEEKS = 70;
/** The onset: the day after the last shipment. */
const END = 7 * (WEEKS - 1) + 3;
const day = (n: number): string => formatDay(START + n);
const ago = (n: number): string => day(END - n);

interface Shipping {
  readonly weeks?: number;
  readonly perWeek?: (week: number) => number;
  readonly row?: (week: number, one: number) => Row;
}

/** Three parcels a week on time unless said otherwise, the last on the day before the onset. */
function shipments(customer_id: string, { weeks = WEEKS, perWeek = () => 3, row = () => ({}) }: Shipping = {}): Row[] {
  return Array.from({ length: weeks }, (_, at) => WEEKS - weeks + at).flatMap((week) =>
    Array.from({ length: perWeek(week) }, (_, one) => {
      const shipped = 7 * week + Math.min(one, 2);
      return {
        customer_id,
        shipped_at: `${day(shipped)} 10:00`,
        promised_at: `${day(shipped + 1)} 20:00`,
        delivered_at: `${day(shipped + 1)} 12:00`,
        freight: 10,
        list_price: 10,
        product: 'standard',
        origin: 'Wuhan',
        destination: `city ${one % 3}`,
        status: 'delivered',
        ...row(week, one),
      };
    }),
  );
}

/** Some twenty ordinary customers, among whom "X" is to stand out. */
const OTHERS = Array.from({ length: 8 }, (_, k) => shipments(`other ${k}`)).flat();
const fade = (week: number): number => (week > WEEKS - 9 ? (week % 2 === 0 ? 1 : 0) + (week === WEEKS - 1 ? 1 : 0) : 3);
const invoice = (dueAgo: number, paidAgo: number | undefined): Row => ({
  customer_id: 'X',
  issued_on: ago(dueAgo + 15),
  due_on: ago(dueAgo),
  amount: 100,
  paid_on: paidAgo === undefined ? '' : ago(paidAgo),
});
const complaint = (daysAgo: number, more: Row): Row => ({
  complaint_id: `c${daysAgo}`,
  customer_id: 'X',
  opened_at: `${ago(daysAgo)} 00:00`,
  resolved_at: `${ago(daysAgo - 1)} 00:00`,
  outcome: 'resolved',
  category: 'other',
  text: '',
  ...more,
});
const late = (from: number) => (week: number, one: number) =>
  week >= from && one === 0 ? { delivered_at: `${day(7 * week + 4)} 12:00` } : {};

type Situation = RowTables & { readonly exitTo?: string };
const SITUATIONS: Readonly<Record<string, readonly [Situation, sentence: string]>> = {
  overdue_rising: [
    {
      shipments: shipments('X', { perWeek: fade }),
      invoices: [invoice(150, 149), invoice(60, 40), invoice(30, 10), invoice(12, undefined)],
    },
    'It paid 16 days late on average in its last 28 days, against 11 days in the half year before, and shipped less.',
  ],
  long_decline: [
    { shipments: shipments('X', { perWeek: (week) => (week < WEEKS - 12 ? 9 : Math.max(1, 9 - (week - WEEKS + 12))) }) },
    'Its volume fell steadily over 8 weeks, on all its lanes, with no failure of ours on record.',
  ],
  finances_said: [
    { shipments: shipments('X'), complaints: [complaint(20, { text: '公司要倒闭了' })] },
    'It wrote of money trouble or closing down 20 days before it left: “公司要倒闭”.',
  ],
  address_changed: [
    { shipments: shipments('X'), changes: [{ customer_id: 'X', changed_on: ago(30), field: 'address', new_value: '滨江区' }] },
    'Its address changed 30 days before it left, to 滨江区.',
  ],
  pickup_moved: [
    { shipments: shipments('X', { row: (week) => (week >= WEEKS - 7 ? { origin: 'Suzhou' } : {}) }) },
    'Its parcels of its last 6 weeks came from another place (Suzhou, 100% of them).',
  ],
  product_ended: [
    { shipments: shipments('X', { row: (week, one) => (one === 0 && week < WEEKS - 9 ? { product: 'cold chain' } : {}) }) },
    'cold chain, 33.3% of its parcels in the half year before, stopped altogether in its last 8 weeks.',
  ],
  season_ended: [
    { shipments: shipments('X', { perWeek: (week) => (week > 18 && week < WEEKS - 14 ? 0 : 3) }) },
    'It ended at the same time a year ago too: 3 shipments in 91 days after 39 in the 91 before.',
  ],
  price_step: [
    {
      shipments: shipments('X'),
      changes: [{ customer_id: 'X', changed_on: ago(40), field: 'price_agreement', old_value: '1.00', new_value: '1.08' }],
    },
    'Its prices were raised by 8% 40 days before it left.',
  ],
  price_high: [
    { shipments: shipments('X', { row: () => ({ freight: 12 }) }) },
    'It paid 17.6% more than others do for such shipments in its last 91 days.',
  ],
  price_complaint: [
    { shipments: shipments('X'), complaints: [complaint(25, { category: 'price' })] },
    'It complained about its prices 25 days before it left.',
  ],
  late_doubled: [
    { shipments: shipments('X', { row: late(WEEKS - 12) }) },
    '12 of 39 parcels due in its last 91 days were late (30.8%; usual 0%).',
  ],
  complaints_unsettled: [
    { shipments: shipments('X'), complaints: [complaint(30, { outcome: 'rejected' }), complaint(9, { resolved_at: '' })] },
    '2 complaints of its last 91 days were open or settled badly.',
  ],
  early_failures: [
    { shipments: shipments('X', { weeks: 20, row: late(WEEKS - 19) }) },
    'It was with us for less than half a year, and 7 of 24 parcels due in its first 56 days failed (29.2%).',
  ],
  claim_refused: [
    { shipments: shipments('X'), complaints: [complaint(30, { outcome: 'rejected', claimed: 50 })] },
    'A claim of it was refused or not paid 29 days before it left.',
  ],
  manager_changed: [
    { shipments: shipments('X'), changes: [{ customer_id: 'X', changed_on: ago(50), field: 'account_manager', old_value: '李雷' }] },
    'Its account manager 李雷 was replaced 50 days before it left.',
  ],
  neglected: [
    { shipments: shipments('X'), contacts: [{ customer_id: 'X', at: `${ago(330)} 00:00`, kind: 'visit' }] },
    'Nobody of ours had got in touch with it for 330 days.',
  ],
  attitude_complaint: [
    { shipments: shipments('X'), complaints: [complaint(15, { category: 'attitude' })] },
    'It complained about how our people treated it 15 days before it left.',
  ],
  exit_to_recorded: [{ shipments: shipments('X'), exitTo: '顺丰' }, 'It went to 顺丰, as recorded at its end.'],
  competitor_said: [
    { shipments: shipments('X'), complaints: [complaint(12, { text: '下次换一家' })] },
    'It wrote of another carrier or of changing 12 days before it left: “换一家”.',
  ],
  lanes_lost: [
    {
      shipments: shipments('X', {
        perWeek: (week) => (week >= WEEKS - 9 ? 4 : 6),
        row: (week, one) => (week >= WEEKS - 9 ? { destination: `city ${1 + (one % 2)}` } : {}),
      }),
    },
    'Destinations that had been 33.3% of its parcels went in its last 8 weeks, the others stayed at 91% of their level.',
  ],
  abrupt_stop: [{ shipments: shipments('X') }, 'It went on as usual to the last: 12 shipments in its last 28 days, 12 are usual.'],
  peers_new_product: [
    {
      shipments: [
        ...shipments('X'),
        ...Array.from({ length: 8 }, (_, k) =>
          shipments(`peer ${k}`, { row: (week, one) => (one === 0 && week >= WEEKS - 12 ? { product: 'express plus' } : {}) }),
        ).flat(),
      ],
    },
    'Customers like it took 30.6% of their parcels to another product in its last 91 days; it stayed with the old one.',
  ],
  unpaid_steady: [
    { shipments: shipments('X'), invoices: [invoice(70, undefined), invoice(40, undefined)] },
    '2 invoices are unpaid, the oldest 70 days past its due date, and it went on shipping as before.',
  ],
  competitor_only: [
    { shipments: shipments('X'), exitTo: '极兔' },
    'It named 极兔, and nothing of ours was amiss: no price, service, claim or contact speaks against us.',
  ],
};

async function findingsOf({ exitTo = '', ...tables }: Situation, onset = START + END) {
  const others = tables.shipments === SITUATIONS['peers_new_product']![0].shipments ? [] : OTHERS;
  const { history } = await historyFrom({
    customers: [{ customer_id: 'X', exit_to: 'known column', closed_on: '2030-01-01' }],
    complaints: [],
    invoices: [],
    changes: [],
    contacts: [{ customer_id: 'X', at: `${ago(20)} 00:00`, kind: 'visit' }],
    ...tables,
    shipments: [...(tables.shipments as Row[]), ...others],
  });
  const snapshot = history.at(onset);
  const context = contextAt(snapshot, 'left', readSurroundings(snapshot));
  context.closing = { ...NOT_CLOSED, exitTo };
  return readCase(context, snapshot.customers.ids.indexOf('X')).findings;
}

describe('each piece of evidence', () => {
  test.each(Object.entries(SITUATIONS))('%s is found where it is, with its numbers in words', async (id, [situation, sentence]) => {
    const findings = await findingsOf(situation);
    const finding = findings.find(({ evidence }) => evidence.id === id);
    expect(findings.map(({ evidence }) => evidence.id)).toContain(id);
    const { en, zh } = describeFound(finding!.evidence, finding!.found, 'left');
    expect(en).toBe(sentence);
    expect(zh).toMatch(/[\u4e00-\u9fff].*。$/u);
    expect(`${en}${zh}`).not.toMatch(/[{}[\]]|NaN|undefined/);
  });

  it('is tested here, apart from words of customers, whose lexicon is tested with texts', () => {
    const tested = EVIDENCE.map(({ id }) => id).filter((id) => SITUATIONS[id] === undefined);
    expect(tested).toEqual(['relocation_said', 'need_ended_said', 'price_said', 'service_said', 'trust_said']);
  });
});

describe('an ordinary customer', () => {
  let spoken: readonly string[];
  beforeAll(async () => {
    spoken = (await findingsOf({ shipments: shipments('X') })).map(({ evidence }) => evidence.id);
  });

  it('has nothing but its sudden stop against it', () => expect(spoken).toEqual(['abrupt_stop']));

  it('is not said to have stopped while it is still here', async () => {
    const { history } = await historyFrom({ shipments: [...shipments('X'), ...OTHERS] });
    const table = likelyTypes(history.at(START + END));
    expect(table.columns.evidence_1.every((text) => text === '')).toBe(true);
  });

  it('is not moved by things too long ago, too small or too few', async () => {
    const old = await findingsOf({
      shipments: shipments('X', {
        row: (week, one) => (week === WEEKS - 5 && one < 2 ? { delivered_at: `${day(7 * week + 5)} 12:00` } : {}),
      }),
      changes: [
        { customer_id: 'X', changed_on: ago(92), field: 'address', new_value: 'y' },
        { customer_id: 'X', changed_on: ago(113), field: 'account_manager', old_value: 'z' },
        { customer_id: 'X', changed_on: ago(10), field: 'price_agreement', old_value: '1.00', new_value: '1.05' },
        { customer_id: 'X', changed_on: ago(10), field: 'price_agreement', old_value: 'secret', new_value: '2' },
      ],
      complaints: [complaint(72, { outcome: 'rejected' }), complaint(92, { category: 'price', text: '太贵，换一家' })],
      invoices: [invoice(60, 60), invoice(10, 2)],
    });
    expect(old.map(({ evidence }) => evidence.id)).toEqual(['abrupt_stop']);
  });
});
