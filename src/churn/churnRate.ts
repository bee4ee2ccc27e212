import { type LapseRule, LONGEST_LIMIT_DAYS, profitBasis } from '../account/index.js';
import { ensure } from '../core/errors.js';
import type { Table } from '../core/table.js';
import type { History } from '../history/types.js';
import type { PeriodLength } from '../segment/index.js';
import { periodStarts } from '../segment/periods.js';
import { activityOf } from './activity.js';
import { type ChurnOverall, overallOf } from './churnOverall.js';
import { type ChurnDefinition, checkedDefinitions, DEFINITIONS_OF_EVENT } from './definitions.js';
import type { DowngradeOptions } from './downgrade.js';
import { type ChurnGrouping, groupsBy } from './grouping.js';
import { outcomeRecord, type SwitchEvidence } from './outcomeRecord.js';
import { periodLosses } from './periodLosses.js';
import { newSums } from './periodSums.js';
import { type ChurnRateColumns, type KnownParts, type RateRow, rateColumns, rateRow } from './rateRow.js';
import { snapshotsBy } from './snapshotsBy.js';
import { stayingAway } from './stayingAway.js';
import { type Period, sumActivity, sumLosses, sumOffers, sumReturns } from './sumPeriod.js';

/** Which periods, groups, meaning of churn, and how sure. */
export interface ChurnRateOptions {
  /** Length of the periods; default month. */
  readonly every?: PeriodLength;
  /** Also by group: the tier at the start of each period, or master data as they are today. */
  readonly by?: ChurnGrouping;
  /** `customer` (default), or `parent`: customers rolled up to the one above them. */
  readonly unit?: 'customer' | 'parent';
  /** What counts as churn, one or several together; default `inactive` and `removed`: leaving of any kind. */
  readonly definition?: ChurnDefinition | readonly ChurnDefinition[];
  /** Share of the customers lost (default), or of their profit of the 364 days before. */
  readonly measure?: 'customers' | 'profit';
  /** Probability that an interval holds, in (0, 1); default 0.9. */
  readonly level?: number;
  /** When a silence is a lapse; default `adaptive` with epsilon 1e-3. */
  readonly rule?: LapseRule;
  /** Outcomes are read up to the start of this day; default: the end of the history. */
  readonly dataEnd?: string | number;
  /** Days in which a newcomer's second shipment and the leaving after an offer count; default 91. */
  readonly horizonDays?: number;
  readonly downgrade?: DowngradeOptions;
  /** Who went to another carrier, beside `exit_to`. */
  readonly switched?: SwitchEvidence;
}

/** One row a period for all customers, and one a group and period under `by`; whole calendar periods, oldest first. */
export interface ChurnRateTable extends Table<ChurnRateColumns> {
  readonly measure: 'customers' | 'profit';
  readonly level: number;
  /** All resolved periods together. */
  readonly overall: ChurnOverall;
}

/** Half of the customers are lost in so many years, the teaching says. */
export const TAUGHT_HALF_LIFE_YEARS = 5;

/**
 * Churn by calendar period: customers lost, by the onset of their leaving, out of those there at the start; who came new in the period
 * is not among them. A period is blank (NaN), never 0, until the data run beyond the limit of everyone who was there.
 *
 * `lost` counts the confirmed leavings and `returned` those of them that have come back by the end of the data: pauses that outgrew the
 * limit. `churn_rate` is of those who stay away: less the returned, and less as many of the others as by past experience will return yet.
 *
 * The interval is of the underlying rate, the one that other months like this would show, not of the count that happened to be: customers
 * leave one by one, so even a count known for certain tells the rate only so well. It is Wilson's; by profit with the effective number
 * of customers, (Σ profit)² ÷ Σ profit².
 *
 * @param history - the facts
 * @param options - periods, groups, definition, measure and level
 * @returns the columns of churn.csv, and `overall`. `period_end` is the last day of the period. `annual_churn_rate` = 1 − (1 −
 *   rate)^(365.25 ÷ days), `half_life_years` beside the taught five.
 *   `return_rate`: of those that shipped in the period before, the share that shipped again. `second_shipment_rate`: of newcomers, those with
 *   a second shipment day within 91 days (whom the data's first months hold is no newcomer). `win_back_rate`: of lapses confirmed in the period,
 *   those that came back within 182 days. `save_rate`: of those at the start who got a retention offer, the share not lost within 91
 *   days, blank where the contacts have arms (`campaign` compares those). `profit_lost`: what the lost brought in the 364 days before the period
 * @throws HoldfastError `bad-date`, `bad-parameter`, `missing-column` for a group or profit that the data do not have, `no-rows`
 * @remarks O(periods · customers · gaps of a year). Reads outcomes after each period: never a feature. `bench/churn.mjs` prints how often
 *   the intervals hold the truth of the simulator.
 * @example
 * ```ts
 * const weekly = (customer_id: string, weeks: number) =>
 *   Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2025-01-06') + 7 * week) }));
 * const shipments = Array.from({ length: 20 }, (_, k) => weekly(`c${k}`, k < 2 ? 30 : 55)).flat(); // two stop in July 2025
 * const { history } = await historyFrom({ shipments });
 * const { columns } = churnRate(history, { every: 'quarter', level: 0.95 });
 * columns.period_start; // => ['2025-04-01', '2025-07-01', '2025-10-01']
 * [columns.lost, columns.churn_rate]; // => [[0, 2, NaN], [0, 0.1, NaN]]
 * [columns.churn_rate_low[1], columns.churn_rate_high[1]]; // => [0.0279, 0.301] (4 dp)
 * ```
 */
export function churnRate(history: History, options: ChurnRateOptions = {}): ChurnRateTable {
  const asked = askedOf(history, options);
  const { measure, level, starts } = asked;
  const rows: RateRow[] = [];
  for (let place = 0; place + 1 < starts.length; place++) {
    if (starts[place]! <= history.firstDay) continue;
    rows.push(...rowsOf({ place, start: starts[place]!, end: starts[place + 1]!, snapshot: asked.at(starts[place]!) }, asked));
  }
  const ofAll = rows.filter(({ groupBy }) => groupBy === 'all');
  return {
    length: rows.length,
    columns: rateColumns(rows, asked.what.definitions.join('+')),
    measure,
    level,
    overall: overallOf(ofAll, level),
  };
}

/** The options checked, with all that is made once for every period. */
function askedOf(history: History, options: ChurnRateOptions) {
  const { every = 'month', by, unit = 'customer', measure = 'customers', level = 0.9, horizonDays = 91 } = options;
  checkLevel(level);
  const at = snapshotsBy(unit, history);
  const end = at(options.dataEnd ?? history.endDay);
  const basis = profitBasis(end);
  ensure(measure === 'customers' || basis !== 'none', 'missing-column', () => ({
    en: 'Without freight no profit is known; measure churn by customers, or add the freight column to the shipments.',
    zh: '没有运费就无从得知利润；请按客户数衡量流失，或在运单中补充运费列。',
  }));
  const definitions = checkedDefinitions(options.definition ?? DEFINITIONS_OF_EVENT.leave);
  const record = outcomeRecord(end, options.rule, options.switched);
  const starts = periodStarts(history.firstDay, end.cutoff, every);
  return {
    ...{ at, end, basis, by, measure, level, horizonDays, record, starts },
    firstDay: history.firstDay,
    what: { definitions, ...(options.downgrade ? { downgrade: options.downgrade } : {}) },
    away: stayingAway(record),
    activity: activityOf(end, starts),
    groupsAt: groupsBy(by, history),
    canSave: history.has('contacts', 'kind') && !history.has('contacts', 'arm'),
  };
}

type Asked = ReturnType<typeof askedOf>;

/** The rows of one period: all customers, then the groups that were there. */
function rowsOf(period: Period, asked: Asked): RateRow[] {
  const { at, end, basis, by, measure, level, horizonDays, record, what, away } = asked;
  const losses = periodLosses(at, record, period.snapshot, period.end - period.start, what, away);
  const { codes, levels } = asked.groupsAt(period.snapshot);
  const sums = newSums(levels.length);
  sumLosses(sums, period, losses, codes, basis, measure === 'profit');
  sumActivity(sums, period, asked.activity, codes, horizonDays);
  sumReturns(sums, period, record, what.definitions, codes);
  if (asked.canSave) sumOffers(sums, period, losses, record, end, codes, horizonDays);
  const known = knownParts(period, losses.isResolved, asked);
  const row = (groupBy: string, group: string, code: number): RateRow => rateRow(period, groupBy, group, sums, code, known, measure, level);
  const isThere = (_: string, place: number): boolean => sums.customers[place + 1]! > 0 || sums.newcomers[place + 1]! > 0;
  const groups = by === undefined ? [] : levels.filter(isThere).map((group) => row(by, group, levels.indexOf(group) + 1));
  return [row('all', 'all', 0), ...groups];
}

function knownParts({ place, end }: Period, isResolved: boolean, asked: Asked): KnownParts {
  const { starts, firstDay, horizonDays, canSave, basis, what } = asked;
  const isPast = (days: number): boolean => end - 1 + days < asked.end.cutoff;
  return {
    losses: isResolved,
    before: place > 0 && starts[place - 1]! >= firstDay,
    second: isPast(horizonDays),
    wonBack: isPast(LONGEST_LIMIT_DAYS),
    offers: canSave && isResolved && isPast(horizonDays + LONGEST_LIMIT_DAYS),
    leaving: what.definitions.some((one) => one !== 'downgraded'),
    profit: basis !== 'none',
  };
}

function checkLevel(level: number): void {
  ensure(level > 0 && level < 1, 'bad-parameter', () => ({
    en: `The level of an interval must lie between 0 and 1, for example 0.9; got ${level}.`,
    zh: `区间水平应在 0 与 1 之间，例如 0.9；收到 ${level}。`,
  }));
}
