import { DAY_MINUTES } from '../core/day.js';
import { ensure } from '../core/errors.js';
import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { pyramid, TIERS } from '../segment/index.js';
import { masterText } from '../segment/masterText.js';
import { complaintChances, FAILURE_KINDS } from './complaintChances.js';
import { type ShareInterval, wilsonInterval } from './wilsonInterval.js';

export interface SilentOptions {
  /** Days before the cutoff in which failures and complaints count, at least 1; default 91. */
  readonly windowDays?: number;
  /** Listed is who would be silent with at most this probability if it were like its peers, 0–1; default 0.5. */
  readonly mostSilence?: number;
  /** Of the interval of the silent share, in (0, 1); default 0.9. */
  readonly level?: number;
  /** churn_probability by customer, from `scoreRisk`; joined by customer_id. */
  readonly risk?: Table<{ readonly customer_id: readonly string[]; readonly churn_probability: Float64Array }>;
}

/** One row a silent customer, the most telling silence first. */
export interface SilentTable
  extends Table<{
    readonly customer_id: readonly string[];
    readonly name: readonly string[];
    readonly failures_91d: Float64Array;
    readonly complaints_91d: Float64Array;
    /** Complaints that peers with the same failures would have made. */
    readonly expected_complaints: Float64Array;
    /** Chance that peers with the same failures would have said nothing. */
    readonly silence_probability: Float64Array;
    readonly tier: CategoryColumn;
    /** NaN without a model. */
    readonly churn_probability: Float64Array;
  }> {
  /** Customers with a failure in the window, and those of them who said nothing. */
  readonly withFailures: number;
  readonly silent: number;
  /** The share who said nothing, beside the taught one in four, and what the complaint rates by kind of failure lead to. */
  readonly silentShare: ShareInterval & { readonly estimate: number; readonly expected: number };
  /** Chance that a failure brings a complaint, by kind. */
  readonly chances: Readonly<Record<string, number>>;
}

/** Of customers with a problem so many say nothing, the teaching says. */
export const TAUGHT_SILENT_SHARE = 0.25;

/**
 * Customers who were failed and say nothing: of their failures in the last 91 days most peers would have complained, and they did not.
 * The chance of a complaint p is the company's own, by kind of failure (late, damaged, lost, short, misdelivered) over 364 days; the
 * silence of a customer with failures j has probability Π(1 − p_j).
 *
 * @param snapshot - the facts known at a cutoff
 * @returns the columns of silent.csv, ordered by silence probability (the least likely first), and how many keep silent altogether
 * @throws HoldfastError `bad-parameter`; `missing-table` without complaints, for then everyone would seem silent
 * @remarks O(customers + complaints). A failure of the last days may yet be complained of. Late parcels that were lost count as both.
 * @example
 * ```ts
 * const sent = (customer_id: string, day: number, late: boolean) => ({
 *   customer_id, shipped_at: formatDay(day), promised_at: formatDay(day + 2), delivered_at: formatDay(day + (late ? 4 : 1)),
 * });
 * const day = dayOf('2026-01-05');
 * const parcels = (customer_id: string, late: number) => Array.from({ length: 12 }, (_, k) => sent(customer_id, day + 7 * k, k < late));
 * const complaints = [0, 1, 2, 3].map((k) => ({ complaint_id: `k${k}`, customer_id: 'loud', opened_at: formatDay(day + 7 * k + 5), category: 'delay' }));
 * const { history } = await historyFrom({ shipments: [...parcels('loud', 4), ...parcels('quiet', 4), ...parcels('lucky', 0)], complaints });
 * const { columns, silent, withFailures } = silentCustomers(history.at('2026-03-30'));
 * [columns.customer_id, columns.expected_complaints, columns.silence_probability]; // => [['quiet'], [2], [0.0625]]
 * [silent, withFailures]; // => [1, 2]
 * ```
 */
export function silentCustomers(snapshot: Snapshot, options: SilentOptions = {}): SilentTable {
  const { windowDays = 91, mostSilence = 0.5, level = 0.9 } = options;
  const fits = Number.isInteger(windowDays) && windowDays >= 1 && mostSilence >= 0 && mostSilence <= 1 && level > 0 && level < 1;
  ensure(fits, 'bad-parameter', () => ({
    en: `windowDays must be whole and at least 1, mostSilence from 0 to 1, level between them; got ${windowDays}, ${mostSilence}, ${level}.`,
    zh: `windowDays 应为不小于 1 的整数，mostSilence 在 0 到 1 之间，level 介于 0 与 1；收到 ${windowDays}、${mostSilence}、${level}。`,
  }));
  ensure(snapshot.has('complaints'), 'missing-table', () => ({
    en: 'There is no complaints table, so everyone would seem silent; add it to the data.',
    zh: '没有投诉表，所有客户都会显得沉默；请在数据中补充投诉表。',
  }));
  const chances = complaintChances(snapshot);
  const all = Array.from(snapshot.indices, (customer, row) => voiceOf(snapshot, customer, row, windowDays, chances));
  const failed = all.filter(({ failures }) => failures > 0);
  const silent = failed.filter(({ complaints }) => complaints === 0);
  const share = failed.length > 0 ? silent.length / failed.length : Number.NaN;
  const listed = silent
    .filter(({ silence }) => silence <= mostSilence)
    .sort((a, b) => a.silence - b.silence || b.failures - a.failures || a.customer - b.customer);
  const tiers = pyramid(snapshot).columns.tier.codes;
  const risk = new Map(options.risk?.columns.customer_id.map((id, row) => [id, options.risk!.columns.churn_probability[row]!]));
  const ids = listed.map(({ customer }) => snapshot.customers.ids[customer] ?? '');
  return {
    length: listed.length,
    columns: {
      customer_id: ids,
      name: masterText(
        snapshot.customers,
        listed.map(({ customer }) => customer),
        'name',
      ),
      failures_91d: Float64Array.from(listed, ({ failures }) => failures),
      complaints_91d: Float64Array.from(listed, ({ complaints }) => complaints),
      expected_complaints: Float64Array.from(listed, ({ expected }) => expected),
      silence_probability: Float64Array.from(listed, ({ silence }) => silence),
      tier: { codes: Int32Array.from(listed, ({ row }) => tiers[row]!), levels: TIERS },
      churn_probability: Float64Array.from(ids, (id) => risk.get(id) ?? Number.NaN),
    },
    withFailures: failed.length,
    silent: silent.length,
    silentShare: {
      estimate: share,
      ...wilsonInterval(share, failed.length, level),
      expected: failed.reduce((sum, { silence }) => sum + silence, 0) / failed.length,
    },
    chances: Object.fromEntries(FAILURE_KINDS.map(({ measure }, kind) => [measure, chances[kind]!])),
  };
}

interface Voice {
  readonly customer: number;
  readonly row: number;
  readonly failures: number;
  readonly complaints: number;
  readonly expected: number;
  readonly silence: number;
}

function voiceOf(snapshot: Snapshot, customer: number, row: number, windowDays: number, chances: Float64Array): Voice {
  const view = snapshot.view(customer);
  let [failures, expected, log] = [0, 0, 0];
  FAILURE_KINDS.forEach(({ measure }, kind) => {
    const count = view.sum(measure, windowDays);
    failures += count;
    expected += count * chances[kind]!;
    log += count * Math.log1p(-chances[kind]!);
  });
  const { complaints } = view;
  const from = (view.cutoff - windowDays) * DAY_MINUTES;
  let opened = 0;
  while (opened < complaints.count && complaints.openedAt(complaints.count - 1 - opened) >= from) opened++;
  return { customer, row, failures, complaints: opened, expected, silence: Math.exp(log) };
}
