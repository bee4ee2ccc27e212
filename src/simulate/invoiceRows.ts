import { normalQuantile } from '../math/normalQuantile.js';
import { kindOf, paymentTermDays } from './billing.js';
import { FIRST_DAY } from './calendar.js';
import { customerId } from './customerId.js';
import { draw } from './draws.js';
import { OVERDUE_LIMIT_DAYS, ROAD } from './hazards.js';
import type { Path } from './path.js';
import { PURPOSE } from './purposes.js';
import { knownBefore, type SmallRow } from './smallRow.js';
import type { World } from './world.js';

const UNITS_A_CENT = 100;
/** Each day that one in trouble would pay after its decision becomes so many more: then its oldest open invoice is 4 days older every week. */
const SLOWING = 4 / 3;
const UNPAID_AFTER_INSOLVENCY = 0.6;

interface Bill {
  readonly issuedOn: number;
  readonly cents: number;
}

/** Invoices of the freight of a week or a month, on the first day after it; none for those who pay at once. */
export function invoiceRows(world: World, path: Path): SmallRow[] {
  const term = paymentTermDays(kindOf(world, path.entity));
  if (Number.isNaN(term)) return [];
  return billsOf(world, path)
    .filter(({ issuedOn, cents }) => cents > 0 && issuedOn < world.endDay)
    .map(({ issuedOn, cents }) => ({
      customer_id: customerId(path.entity.customer),
      issued_on: issuedOn,
      due_on: issuedOn + term,
      amount: cents * UNITS_A_CENT,
      paid_on: knownBefore(paidOnOf(world, path, issuedOn, issuedOn + term), world.endDay),
    }));
}

/** Who ships more than a parcel a week is billed weekly, the others by calendar month. */
function billsOf({ observedWeeks, months }: World, { entity, revenueCents, monthCents }: Path): Bill[] {
  if (entity.weekly > 1)
    return Array.from({ length: observedWeeks }, (_, week) => ({ issuedOn: FIRST_DAY + (week + 1) * 7, cents: revenueCents[week]! }));
  return Array.from(monthCents.subarray(0, -1), (cents, month) => ({ issuedOn: months.firstDay[month + 1]!, cents }));
}

function paidOnOf(world: World, path: Path, issuedOn: number, dueOn: number): number {
  const keyed = (item: number): number => draw(world.seed, PURPOSE.invoice, path.entity.customer, issuedOn - FIRST_DAY, item);
  const week = Math.floor((dueOn - FIRST_DAY) / 7);
  if (isNeverPaid(path, week, keyed(0))) return Number.NaN;
  const usual = dueOn + Math.max(-10, Math.round(path.entity.overdueDays + 2 * normalQuantile(keyed(1))));
  const sinceDecision = path.road === ROAD.finances ? usual - (FIRST_DAY + path.decisionWeek * 7) : 0;
  return usual + Math.round(Math.max(0, sinceDecision) * SLOWING);
}

/** The insolvent leave most of their last invoices open; those removed for their debts, the ones of the last weeks. */
function isNeverPaid(path: Path, dueWeek: number, u: number): boolean {
  if (path.road === ROAD.finances) return dueWeek > path.stopWeek && u < UNPAID_AFTER_INSOLVENCY;
  const isBadDebt = path.road === ROAD.removal && path.overdueDays[path.decisionWeek]! > OVERDUE_LIMIT_DAYS;
  return isBadDebt && dueWeek > path.stopWeek - 8;
}
