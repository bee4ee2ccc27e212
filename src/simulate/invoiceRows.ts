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
const UNPAID_AFTER_INSOLVENCY = 0.6;

/** One invoice a month, on the first day of the next one; none for those who pay at once. */
export function invoiceRows(world: World, path: Path): SmallRow[] {
  const term = paymentTermDays(kindOf(world, path.entity));
  if (Number.isNaN(term)) return [];
  const rows: SmallRow[] = [];
  for (let month = 0; month < path.monthCents.length - 1; month++) {
    const issuedOn = world.months.firstDay[month + 1]!;
    if (issuedOn >= world.endDay || path.monthCents[month] === 0) continue;
    const dueOn = issuedOn + term;
    const paidOn = knownBefore(paidOnOf(world, path, month, dueOn), world.endDay);
    rows.push({
      customer_id: customerId(path.entity.customer),
      issued_on: issuedOn,
      due_on: dueOn,
      amount: path.monthCents[month]! * UNITS_A_CENT,
      paid_on: paidOn,
    });
  }
  return rows;
}

function paidOnOf(world: World, path: Path, month: number, dueOn: number): number {
  const keyed = (item: number): number => draw(world.seed, PURPOSE.invoice, path.entity.customer, month, item);
  const week = Math.floor((dueOn - FIRST_DAY) / 7);
  if (isNeverPaid(path, week, keyed(0))) return Number.NaN;
  const trouble = path.road === ROAD.finances && week > path.decisionWeek ? 4 * (week - path.decisionWeek) : 0;
  return dueOn + Math.max(-10, Math.round(path.entity.overdueDays + trouble + 2 * normalQuantile(keyed(1))));
}

/** The insolvent leave most of their last invoices open; those removed for their debts, the ones of the last weeks. */
function isNeverPaid(path: Path, dueWeek: number, u: number): boolean {
  if (path.road === ROAD.finances) return dueWeek > path.stopWeek && u < UNPAID_AFTER_INSOLVENCY;
  const isBadDebt = path.road === ROAD.removal && path.overdueDays[path.decisionWeek]! > OVERDUE_LIMIT_DAYS;
  return isBadDebt && dueWeek > path.stopWeek - 8;
}
