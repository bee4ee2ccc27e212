import { type LapseRule, LONGEST_LIMIT_DAYS, margin, profitBasis } from '../account/index.js';
import { ensure } from '../core/errors.js';
import type { Table } from '../core/table.js';
import type { Text } from '../core/text.js';
import type { CustomerView, History, Snapshot } from '../history/types.js';
import { quantileSorted } from '../math/quantile.js';
import { FAILURE_KINDS } from './complaintChances.js';
import { DEFINITIONS_OF_EVENT } from './definitions.js';
import { leavingStatus } from './labelStatus.js';
import { type MatchedCase, matchedDifference } from './matchedDifference.js';
import { type ContractTerm, MOMENTS, type Moment, momentReaders } from './momentEvents.js';
import { type OutcomeRecord, outcomeRecord } from './outcomeRecord.js';
import { snapshotsBy } from './snapshotsBy.js';

export interface MomentOptions {
  /** Days after the moment in which leaving counts, at least 1; default 91. */
  readonly horizonDays?: number;
  /** Of the intervals, in (0, 1); default 0.9. */
  readonly level?: number;
  readonly rule?: LapseRule;
  /** Outcomes are read up to the start of this day; default: the end of the history. */
  readonly dataEnd?: string | number;
  readonly unit?: 'customer' | 'parent';
}

/** One row a moment; NaN where it came to nobody who could be compared. */
export interface MomentTable
  extends Table<{
    readonly moment: readonly Moment[];
    /** Times it came to a customer that had others like it to compare with. */
    readonly exposed: Int32Array;
    readonly unmatched: Int32Array;
    readonly left: Int32Array;
    readonly onset_rate: Float64Array;
    /** Of customers alike in frequency, tenure and value at the same time, to whom it had not come. */
    readonly matched_rate: Float64Array;
    readonly difference: Float64Array;
    readonly difference_low: Float64Array;
    readonly difference_high: Float64Array;
  }> {
  readonly note: Text;
}

const NOTE: Text = {
  en: 'Association, not cause: customers to whom it came may differ in more than frequency, tenure and value.',
  zh: '这是关联而非因果：遇到该事件的客户，除频率、年限和价值外可能还有其他差异。',
};

const STEP_DAYS = 28;
const SHORTEST_TENURE_DAYS = 91;
const LOOK_BACK_DAYS = 364;
const BANDS = 3;

/**
 * When customers leave: the rate of leaving in the 91 days after the first failure, a claim, a price rise of more than 5 %, the departure of
 * the account manager and a contract's renewal, against customers alike at the same time to whom it had not come in that long.
 *
 * Every 28 days those to whom the moment came in the 28 days before are compared with the others of the same frequency (by doublings of
 * shipment days), tenure and value (thirds), all measured before. The difference is an association, not an effect.
 *
 * @param history - the facts
 * @returns one row a moment; the interval is of the difference
 * @throws HoldfastError `bad-date`, `bad-parameter`, `no-rows`
 * @remarks O(months · customers). Leaving is dated by its onset and counted once confirmed; cutoffs that are not resolved are left out. Renewals
 *   are told from the last contract on record, backwards by whole terms. Late parcels known in the data's first days are no first failure
 *   for sure: the company's older customers may have had others.
 * @example
 * ```ts
 * const weekly = (customer_id: string, weeks: number) =>
 *   Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2024-01-01') + 7 * week), freight: 10 }));
 * // Forty customers; ten lose their account manager in week 60, and five of these leave soon after.
 * const shipments = Array.from({ length: 40 }, (_, k) => weekly(`c${k}`, k < 5 ? 62 : 130)).flat();
 * const changes = Array.from({ length: 10 }, (_, k) => ({ customer_id: `c${k}`, changed_on: '2025-02-24', field: 'account_manager' }));
 * const { columns } = moments((await historyFrom({ shipments, changes })).history);
 * const row = columns.moment.indexOf('manager_left');
 * [columns.exposed[row], columns.left[row], columns.onset_rate[row], columns.matched_rate[row]]; // => [10, 5, 0.5, 0]
 * columns.difference_low[row] > 0.2; // => true
 * ```
 */
export function moments(history: History, options: MomentOptions = {}): MomentTable {
  const { horizonDays = 91, level = 0.9, unit = 'customer' } = options;
  ensure(Number.isInteger(horizonDays) && horizonDays >= 1 && level > 0 && level < 1, 'bad-parameter', () => ({
    en: `horizonDays must be a whole number from 1 and level between 0 and 1; got ${horizonDays} and ${level}.`,
    zh: `horizonDays 应为不小于 1 的整数，level 应在 0 与 1 之间；收到 ${horizonDays} 和 ${level}。`,
  }));
  const at = snapshotsBy(unit, history);
  const end = at(options.dataEnd ?? history.endDay);
  const record = outcomeRecord(end, options.rule);
  const readers = momentReaders(contractTerms(end));
  const cases = new Map(MOMENTS.map((moment) => [moment, { exposed: [] as MatchedCase[], controls: [] as MatchedCase[] }]));
  const first = history.firstDay + SHORTEST_TENURE_DAYS + STEP_DAYS;
  for (let cutoff = first; cutoff + horizonDays + LONGEST_LIMIT_DAYS <= end.cutoff; cutoff += STEP_DAYS) {
    const snapshot = at(cutoff);
    for (const one of comparable(snapshot, record, horizonDays, (cutoff - first) / STEP_DAYS)) {
      const view = snapshot.view(one.customer);
      for (const moment of MOMENTS) {
        const { exposed, controls } = cases.get(moment)!;
        if (readers[moment](view, STEP_DAYS, 0)) exposed.push(one);
        else if (isFree(moment, view, readers, horizonDays)) controls.push(one);
      }
    }
  }
  const found = MOMENTS.map((moment) => {
    const { exposed, controls } = cases.get(moment)!;
    return matchedDifference(exposed, controls, Math.ceil(horizonDays / STEP_DAYS), level);
  });
  const numbers = (of: (one: (typeof found)[number]) => number): Float64Array => Float64Array.from(found, of);
  return {
    length: MOMENTS.length,
    columns: {
      moment: MOMENTS,
      exposed: Int32Array.from(found, ({ exposed }) => exposed),
      unmatched: Int32Array.from(found, ({ unmatched }) => unmatched),
      left: Int32Array.from(found, ({ left }) => left),
      onset_rate: numbers(({ rate }) => rate),
      matched_rate: numbers(({ matchedRate }) => matchedRate),
      difference: numbers(({ difference }) => difference),
      difference_low: numbers(({ low }) => low),
      difference_high: numbers(({ high }) => high),
    },
    note: NOTE,
  };
}

/** Whether the moment has not come in the days of the horizon; for a first failure: no failure in them at all. */
function isFree(moment: Moment, view: CustomerView, readers: ReturnType<typeof momentReaders>, days: number): boolean {
  if (moment !== 'first_failure') return !readers[moment](view, days, 0);
  return FAILURE_KINDS.every(({ measure }) => view.sum(measure, days) === 0);
}

/** Customers there at the cutoff with what came of them, in strata of this cutoff. */
function comparable(snapshot: Snapshot, record: OutcomeRecord, horizonDays: number, cutoffPlace: number): MatchedCase[] {
  const { cutoff } = snapshot;
  const basis = profitBasis(snapshot);
  const found: { customer: number; outcome: number; frequency: number; tenure: number; value: number }[] = [];
  for (const customer of snapshot.indices) {
    const status = leavingStatus(record, customer, cutoff, horizonDays, 0, DEFINITIONS_OF_EVENT.leave);
    if (status === 'already_gone') continue;
    const view = snapshot.view(customer);
    const tenure = cutoff - view.shipmentDays[0]!;
    if (tenure < SHORTEST_TENURE_DAYS + STEP_DAYS) continue;
    const days = view.firstDayWithin(STEP_DAYS) - view.firstDayWithin(STEP_DAYS + LOOK_BACK_DAYS);
    const worth = basis === 'none' ? view.sum('shipments', LOOK_BACK_DAYS, STEP_DAYS) : margin(view, basis, LOOK_BACK_DAYS, STEP_DAYS);
    const rate = (days * LOOK_BACK_DAYS) / Math.min(LOOK_BACK_DAYS, tenure - STEP_DAYS);
    found.push({ customer, outcome: status === 'left' ? 1 : 0, frequency: Math.floor(Math.log2(1 + rate)), tenure, value: worth });
  }
  const tenureBand = bandOf(found.map(({ tenure }) => tenure));
  const valueBand = bandOf(found.map(({ value }) => value));
  return found.map(({ customer, outcome, frequency, tenure, value }) => ({
    customer,
    outcome,
    stratum: ((cutoffPlace * 16 + frequency) * BANDS + tenureBand(tenure)) * BANDS + valueBand(value),
  }));
}

/** Which third of the values one lies in. */
function bandOf(values: readonly number[]): (value: number) => number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return () => 0;
  const edges = [quantileSorted(sorted, 1 / BANDS), quantileSorted(sorted, 2 / BANDS)];
  return (value) => edges.filter((edge) => value > edge).length;
}

function contractTerms(end: Snapshot): (customer: number) => ContractTerm | undefined {
  const terms = new Map<number, ContractTerm>();
  for (const customer of end.indices) {
    const { contractStart, contractEnd } = end.view(customer);
    if (contractEnd - contractStart >= STEP_DAYS) terms.set(customer, { end: contractEnd, days: contractEnd - contractStart });
  }
  return (customer) => terms.get(customer);
}
