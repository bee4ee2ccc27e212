import type { Table } from '../core/table.js';
import { FIRST_DAY } from './calendar.js';
import { armOf } from './campaign.js';
import { WEEKS_A_YEAR } from './company.js';
import { contactKind } from './contactRows.js';
import { customerId, secondId } from './customerId.js';
import { trueCause, typeOfRoad } from './leaving.js';
import type { Path } from './path.js';
import { SEGMENTS } from './presets.js';
import { secondNumberLastDay } from './secondNumber.js';
import type { World } from './world.js';

/** Words a column of text or numbers is made of while customers are added. */
interface Growing {
  readonly texts: Record<TextColumn, string[]>;
  readonly numbers: Record<NumberColumn, number[]>;
}

const TEXT_COLUMNS = ['customer_id', 'same_as', 'segment', 'type', 'cause', 'arm'] as const;
const NUMBER_COLUMNS = [
  'decided_on',
  'last_shipped_on',
  'lead_weeks',
  'downgraded_on',
  'share_left',
  'weekly_shipments',
  'frailty',
  'voice',
  'perceived_failure',
  'realised_profit',
  'future_profit',
] as const;
type TextColumn = (typeof TEXT_COLUMNS)[number];
type NumberColumn = (typeof NUMBER_COLUMNS)[number];

/**
 * The truth, one row a customer number. Days are day numbers; NaN or '' where it did not happen (before the end of the future weeks).
 * `decided_on`: first day after the week of the decision. `last_shipped_on`: last shipment of one who left. `perceived_failure`: D at the
 * end of its observed weeks. `realised_profit`: over the observed weeks, `future_profit`: over the 52 weeks after them at 10 % a year,
 * both after claims, complaint handling (15 each) and contacts. `same_as`: the main number of a customer that the records hold twice.
 */
export type TruthTable = Table<Readonly<Record<TextColumn, readonly string[]>> & Readonly<Record<NumberColumn, Float64Array>>>;

const COMPLAINT_COST_CENTS = 1500;

export function newTruth(): Growing {
  const empty = <K extends string>(names: readonly K[]): Record<K, never[]> =>
    Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, never[]>;
  return { texts: empty(TEXT_COLUMNS), numbers: empty(NUMBER_COLUMNS) };
}

/** Adds what is true of one customer; of its second number too. */
export function addTruth(truth: Growing, world: World, path: Path): void {
  const { customer } = path.entity;
  const hasLeft = path.road >= 0 && path.stopWeek < world.weeks;
  add(truth, world, path, customerId(customer), '', hasLeft ? path.lastDay : Number.NaN);
  if (world.duplicated.has(customer))
    add(truth, world, path, secondId(customer), customerId(customer), hasLeft ? secondNumberLastDay(world, path) : Number.NaN);
}

function add({ texts, numbers }: Growing, world: World, path: Path, id: string, sameAs: string, lastDay: number): void {
  const { entity, decisionWeek, downgradeWeek, road } = path;
  const dayAfter = (week: number): number => (week < 0 ? Number.NaN : FIRST_DAY + (week + 1) * 7);
  const left = road >= 0;
  const text = {
    customer_id: id,
    same_as: sameAs,
    segment: SEGMENTS[entity.segment]!,
    type: left ? typeOfRoad(road) : '',
    cause: left ? trueCause(world, path) : '',
    arm: armOf(world, path) ?? '',
  };
  for (const name of TEXT_COLUMNS) texts[name].push(text[name]);
  const lastWeek = Math.min(path.stopWeek, world.observedWeeks - 1);
  const values: Record<NumberColumn, number> = {
    decided_on: dayAfter(decisionWeek),
    last_shipped_on: lastDay,
    lead_weeks: left ? path.leadWeeks : Number.NaN,
    downgraded_on: dayAfter(downgradeWeek),
    share_left: path.share,
    weekly_shipments: entity.weekly,
    frailty: entity.frailty,
    voice: entity.voice,
    perceived_failure: path.failure[lastWeek] ?? 0,
    realised_profit: profit(world, path, 0, world.observedWeeks, 0),
    future_profit: profit(world, path, world.observedWeeks, world.weeks, 0.1),
  };
  for (const name of NUMBER_COLUMNS) numbers[name].push(values[name]);
}

/** Profit of the weeks [from, to) in money, discounted to the start of week `from` from the middle of each week. */
export function profit(world: World, path: Path, from: number, to: number, annualDiscountRate: number): number {
  const perWeek = Math.log1p(annualDiscountRate) / WEEKS_A_YEAR;
  const discounted = (cents: number, week: number): number =>
    week >= from && week < to ? (cents / 100) * Math.exp(-perWeek * (week - from + 0.5)) : 0;
  let sum = 0;
  for (let week = from; week < to; week++) sum += discounted(path.revenueCents[week]! - path.costCents[week]!, week);
  for (const { week, paidCents } of path.complaints) sum -= discounted(paidCents + COMPLAINT_COST_CENTS, week);
  for (const week of path.contactWeeks) sum -= discounted(100 * contactKind(world, path.entity, week).cost, week);
  return sum;
}

/** The finished table. */
export function truthTable({ texts, numbers }: Growing): TruthTable {
  const columns = { ...texts, ...Object.fromEntries(NUMBER_COLUMNS.map((name) => [name, Float64Array.from(numbers[name])])) };
  return { length: texts.customer_id.length, columns } as unknown as TruthTable;
}
