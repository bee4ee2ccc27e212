import type { CategoryColumn, Table } from '../core/table.js';
import type { Text } from '../core/text.js';
import type { InvoicesView, Snapshot } from '../history/types.js';
import { idsOf } from './masterText.js';

/** Grades of payment: A on time, B to 15 days late, C to 45, D beyond or with an invoice unpaid for more than 90. */
export const CREDIT_GRADES = ['A', 'B', 'C', 'D', 'unknown'] as const;

export const CREDIT_TITLES: Readonly<Record<(typeof CREDIT_GRADES)[number], Text>> = {
  A: { en: 'pays on time', zh: '按时付款' },
  B: { en: 'up to 15 days late', zh: '逾期 15 天以内' },
  C: { en: 'up to 45 days late', zh: '逾期 45 天以内' },
  D: { en: 'later, or unpaid for more than 90 days', zh: '逾期更久，或欠款超过 90 天' },
  unknown: { en: 'fewer than 3 invoices', zh: '账单不足 3 张' },
};

const LOOK_BACK_DAYS = 364;
const FEWEST_INVOICES = 3;
const LONG_UNPAID_DAYS = 90;

/** One row a customer of the snapshot, in its order. */
export type CreditTable = Table<{
  readonly customer_id: readonly string[];
  readonly credit_grade: CategoryColumn;
  /** Mean days late of the invoices due in the last 364 days; paying early counts as 0, what is unpaid as late until now. NaN without one. */
  readonly mean_days_late: Float64Array;
  readonly invoices: Int32Array;
  /** Days since the oldest unpaid invoice fell due; 0 where nothing is overdue. */
  readonly longest_unpaid_days: Float64Array;
}>;

/**
 * Credit grade from how invoices were paid: A at most 0 days late on average (to the half day), B 15, C 45, D beyond, or anything unpaid for
 * more than 90 days; unknown under 3 invoices that fell due.
 *
 * @remarks O(invoices). Only what was known before the cutoff: an invoice paid later is still unpaid.
 * @example
 * ```ts
 * const invoices = ['01', '02', '03'].map((month) => ({ customer_id: 'a', issued_on: `2026-${month}-01`, due_on: `2026-${month}-20`, paid_on: `2026-${month}-26`, amount: 9 }));
 * const { history } = await historyFrom({ shipments: [{ customer_id: 'a', shipped_at: '2026-03-30' }], invoices });
 * const { columns } = creditGrades(history.at('2026-03-31'));
 * [columns.mean_days_late[0], CREDIT_GRADES[columns.credit_grade.codes[0] - 1]]; // => [6, 'B']
 * ```
 */
export function creditGrades(snapshot: Snapshot): CreditTable {
  const { indices, cutoff } = snapshot;
  const length = indices.length;
  const columns = {
    codes: new Int32Array(length),
    late: new Float64Array(length),
    invoices: new Int32Array(length),
    unpaid: new Float64Array(length),
  };
  for (let row = 0; row < length; row++) {
    const paid = paymentOf(snapshot.view(indices[row]!).invoices, cutoff);
    columns.late[row] = paid.meanDaysLate;
    columns.invoices[row] = paid.count;
    columns.unpaid[row] = paid.longestUnpaidDays;
    columns.codes[row] = CREDIT_GRADES.indexOf(gradeOf(paid)) + 1;
  }
  return {
    length,
    columns: {
      customer_id: idsOf(snapshot),
      credit_grade: { codes: columns.codes, levels: CREDIT_GRADES },
      mean_days_late: columns.late,
      invoices: columns.invoices,
      longest_unpaid_days: columns.unpaid,
    },
  };
}

interface Payment {
  readonly count: number;
  readonly meanDaysLate: number;
  readonly longestUnpaidDays: number;
}

function paymentOf(invoices: InvoicesView, cutoff: number): Payment {
  let count = 0;
  let daysLate = 0;
  let longestUnpaidDays = 0;
  for (let row = 0; row < invoices.count; row++) {
    const due = invoices.dueOn(row);
    if (!(due < cutoff)) continue;
    const paidOn = invoices.paidOn(row);
    if (Number.isNaN(paidOn)) longestUnpaidDays = Math.max(longestUnpaidDays, cutoff - due);
    if (due < cutoff - LOOK_BACK_DAYS) continue;
    count++;
    daysLate += Math.max(0, (Number.isNaN(paidOn) ? cutoff : paidOn) - due);
  }
  return { count, meanDaysLate: daysLate / count, longestUnpaidDays };
}

function gradeOf({ count, meanDaysLate, longestUnpaidDays }: Payment): (typeof CREDIT_GRADES)[number] {
  if (longestUnpaidDays > LONG_UNPAID_DAYS) return 'D';
  if (count < FEWEST_INVOICES) return 'unknown';
  return meanDaysLate < 0.5 ? 'A' : meanDaysLate <= 15 ? 'B' : meanDaysLate <= 45 ? 'C' : 'D';
}
