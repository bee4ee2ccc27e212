import fc from 'fast-check';
import { formatDay, formatInstant } from '../../src/core/day.js';
import type { Row } from '../../src/history/index.js';

/** Days the random tables lie in. */
export const FIRST_DAY = 20_400;
export const LAST_DAY = 20_520;

export const dayIn = (from: number, to: number): fc.Arbitrary<number> => fc.integer({ min: from, max: to });
const id = fc.constantFrom('c1', 'c2', 'c3', 'C\u{1F600}', 'C\uFFFD');
const text = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom('', ...values);
const amount = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.constant(Number.NaN),
    fc.integer({ min: min * 100, max: max * 100 }).map((cents) => cents / 100),
  );
export const STATUSES = ['delivered', 'returned', 'lost', 'damaged', 'short', 'misdelivered', 'cancelled', 'in_transit'];

export interface ShipmentRow extends Row {
  readonly waybill_no: string;
  readonly customer_id: string;
  readonly shipped_at: string;
  readonly promised_at: string;
  readonly delivered_at: string;
  readonly status: string;
  readonly status_at: string;
  readonly branch: string;
  readonly origin: string;
  readonly destination: string;
  readonly product: string;
  readonly pieces: number;
  readonly weight_kg: number;
  readonly declared_value: number;
  readonly list_price: number;
  readonly freight: number;
  readonly discount: number;
  readonly cost: number;
}

const minutes = (day: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.tuple(day, fc.constantFrom(0, 1, 600, 1439)).map(([on, minute]) => on * 1440 + minute);
const after = (from: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant('') },
    { weight: 4, arbitrary: minutes(dayIn(-1, 12)).map((later) => formatInstant(from + later)) },
  );

/** A shipment sent on a day of the range, its later times up to 12 days after, some of them impossible. */
export function shipmentRow(
  from: number = FIRST_DAY,
  to: number = LAST_DAY,
  waybill: fc.Arbitrary<string> = fc.uuid(),
): fc.Arbitrary<ShipmentRow> {
  return minutes(dayIn(from, to)).chain((shippedAt) =>
    fc.record({
      waybill_no: waybill,
      customer_id: id,
      shipped_at: fc.constant(formatInstant(shippedAt)),
      promised_at: after(shippedAt),
      delivered_at: after(shippedAt),
      status: text(...STATUSES),
      status_at: after(shippedAt),
      branch: text('北京', 'B'),
      origin: text('x', 'y'),
      destination: text('x', 'z'),
      product: text('std'),
      pieces: fc.constantFrom(Number.NaN, 1, 3),
      weight_kg: fc.constantFrom(Number.NaN, 0.5, 3, 45.5),
      declared_value: amount(0, 500),
      list_price: amount(0, 50),
      freight: fc.oneof(
        { weight: 6, arbitrary: amount(0, 50) },
        { weight: 1, arbitrary: fc.integer({ min: -500, max: -1 }).map((cents) => cents / 100) },
      ),
      discount: amount(0, 5),
      cost: amount(0, 40),
    }),
  );
}

const on = (day: number): string => formatDay(day);
const at = (day: number): string => formatInstant(day * 1440 + 30);

/** A row of each small table, dated in the range; what is known later lies up to 20 days after. */
export function smallRow(table: string, from: number = FIRST_DAY, to: number = LAST_DAY): fc.Arbitrary<Row> {
  return fc
    .tuple(dayIn(from, to), id, fc.array(dayIn(0, 20), { minLength: 3, maxLength: 3 }), fc.integer({ min: 1, max: 5 }), fc.uuid())
    .map(([day, customer_id, later, number, key]): Row => {
      const [a, b, c] = later as [number, number, number];
      switch (table) {
        case 'complaints':
          return {
            complaint_id: key,
            customer_id,
            opened_at: at(day),
            responded_at: at(day + a),
            resolved_at: b > 15 ? '' : at(day + b),
            reopened_at: c > 10 ? at(day + c) : '',
            category: 'delay',
            channel: 'phone',
            claimed: number,
            compensation: number / 2,
            outcome: 'resolved',
            satisfaction: number,
            text: `word ${number}`,
          };
        case 'contacts':
          return { customer_id, at: at(day), kind: 'visit', cost: number };
        case 'invoices':
          return { customer_id, issued_on: on(day), due_on: on(day + 10), amount: number * 100, paid_on: a > 15 ? '' : on(day + a) };
        case 'changes':
          return { customer_id, changed_on: on(day), field: 'address', old_value: key, new_value: `${number}`, reason: `word ${a}` };
        case 'surveys':
          return { customer_id, answered_on: on(day), expected: number, actual: number, importance: 3, text: `word ${b}` };
        default:
          return {
            customer_id,
            name: key,
            contract_start: on(day),
            contract_end: on(day + 300),
            committed_monthly_pieces: number,
            closed_on: a > 10 ? on(day + a) : '',
            closed_by: 'carrier',
            parent_id: b > 10 ? 'c1' : '',
            referred_by: 'c2',
          };
      }
    });
}

export const SMALL_TABLES = ['complaints', 'contacts', 'invoices', 'changes', 'surveys'] as const;
