import { type LapseRule, profitBasis } from '../account/index.js';
import type { ChurnCause } from '../core/codes.js';
import { ensure } from '../core/errors.js';
import { toMoney, toUnits } from '../core/money.js';
import { type CategoryColumn, cell, type Table } from '../core/table.js';
import type { History, Snapshot } from '../history/types.js';
import { customerFigures, pyramidTiers, TIERS, tiersByThreshold, tierThresholds } from '../segment/index.js';
import { masterText } from '../segment/masterText.js';
import { annualProfitBefore } from './annualProfit.js';
import { REMOVED } from './definitions.js';
import { type OutcomeRecord, outcomeRecord } from './outcomeRecord.js';
import { snapshotsBy } from './snapshotsBy.js';
import { causeReader } from './types/causeOf.js';
import { causeSide } from './types/causeSide.js';
import { typeOfCause } from './types/causes.js';

/** Kinds and causes of leaving as inferred, joined by customer_id; what `classifyChurn` gives has these columns among others. */
export type InferredCauses = Table<{
  readonly customer_id: readonly string[];
  readonly type: CategoryColumn | readonly string[];
  readonly cause: CategoryColumn | readonly string[];
  readonly cause_side: CategoryColumn | readonly string[];
}>;

export interface LossReviewOptions {
  /** Days before the end of the data in which the leaving began, at least 1; default 364. */
  readonly windowDays?: number;
  /** The review is made at the start of this day; default: the end of the history. */
  readonly dataEnd?: string | number;
  readonly unit?: 'customer' | 'parent';
  readonly rule?: LapseRule;
  /** Inferred types and causes; without them only what is on record is known. */
  readonly types?: InferredCauses;
  /** The cause that a recorded `exit_reason` names, '' for none; default `causeOf`. */
  readonly statedCause?: (reason: string) => ChurnCause | '';
}

/** One row a combination, those that lost most first. */
export interface LossReviewTable
  extends Table<{
    /** The inferred type and cause; `unknown` where nothing tells. */
    readonly type: readonly string[];
    readonly cause: readonly string[];
    readonly cause_side: readonly string[];
    /** By the profit of the 364 days before they left. */
    readonly tier: readonly string[];
    readonly account_manager: readonly string[];
    readonly exit_to: readonly string[];
    readonly customers: Int32Array;
    readonly profit_lost: Float64Array;
    /** Of the lost customers. */
    readonly share: Float64Array;
    /** Share of the row's customers that gave a reason. */
    readonly asked_share: Float64Array;
  }> {
  /** Customers lost, and how many of them gave a reason. */
  readonly lost: number;
  readonly asked: number;
  readonly profitLost: number;
  /** What those asked said beside what the facts say: one row a pair, the commonest first. */
  readonly stated: Table<{
    readonly stated_cause: readonly string[];
    readonly inferred_cause: readonly string[];
    readonly customers: Int32Array;
  }>;
}

/**
 * Who was lost, to whom and why: customers whose leaving began in the window, was confirmed and still lasts, by type and cause, tier, account
 * manager and destination, with the profit they brought in the 364 days before they left. What those who were asked said stands beside what
 * the facts say.
 *
 * @param history - the facts
 * @param options - window, and the inferred types
 * @returns the columns of losses.csv; `stated` is the table of stated against inferred causes
 * @throws HoldfastError `bad-date`, `bad-parameter`, `no-rows`
 * @remarks O(shipment days). Account managers are those of today. Reasons are asked of few and given politely: price is said more often than meant.
 * @example
 * ```ts
 * const weekly = (customer_id: string, weeks: number) =>
 *   Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2025-01-06') + 7 * week), freight: 10, cost: 6 }));
 * const customers = [{ customer_id: 'leaves', account_manager: 'Li', closed_on: '2025-09-01', closed_by: 'customer', exit_reason: 'price', exit_to: 'SF' }];
 * const { history } = await historyFrom({ shipments: [...weekly('leaves', 30), ...weekly('stays', 60)], customers });
 * const { columns, lost, asked } = lossReview(history);
 * [lost, asked, columns.cause, columns.cause_side, columns.exit_to, columns.profit_lost]; // => [1, 1, ['price'], ['market'], ['SF'], [120]]
 * ```
 */
export function lossReview(history: History, options: LossReviewOptions = {}): LossReviewTable {
  const { windowDays = 364, unit = 'customer', types, statedCause = causeReader() } = options;
  ensure(Number.isInteger(windowDays) && windowDays >= 1, 'bad-parameter', () => ({
    en: `windowDays must be a whole number of days from 1, got ${windowDays}.`,
    zh: `windowDays 应为不小于 1 的整数天数，收到 ${windowDays}。`,
  }));
  const at = snapshotsBy(unit, history);
  const end = at(options.dataEnd ?? history.endDay);
  const record = outcomeRecord(end, options.rule);
  const found = lostCustomers(end, record, end.cutoff - windowDays);
  const inferred = inferredBy(types);
  const text = (name: string): string[] => masterText(end.customers, found.customer, name);
  const [managers, reasons, destinations] = [text('account_manager'), text('exit_reason'), text('exit_to')];
  const tiers = tiersOf(at, history, end, windowDays, found.profit);
  const losses: Loss[] = Array.from(found.customer, (customer, row) => {
    const isClosed = !Number.isNaN(end.view(customer).closedOn);
    const reason = isClosed ? (reasons[row] ?? '') : '';
    const stated = (reason !== '' && statedCause(reason)) || undefined;
    const known = inferred.get(end.customers.ids[customer] ?? '') ?? onRecord(found.isRemoved[row] === 1, stated);
    return {
      ...known,
      tier: TIERS[tiers[row]! - 1] ?? '',
      manager: managers[row] ?? '',
      exitTo: isClosed ? (destinations[row] ?? '') : '',
      profit: found.profit[row]!,
      isAsked: reason !== '',
      stated: stated ?? (reason === '' ? '' : 'unknown'),
    };
  });
  return reviewOf(losses);
}

interface Why {
  readonly type: string;
  readonly cause: string;
  readonly side: string;
}

interface Loss extends Why {
  readonly tier: string;
  readonly manager: string;
  readonly exitTo: string;
  readonly profit: number;
  readonly isAsked: boolean;
  readonly stated: string;
}

function onRecord(isRemoved: boolean, stated: ChurnCause | undefined): Why {
  const said = stated === undefined ? 'unknown' : typeOfCause(stated);
  const type = isRemoved ? 'carrier_initiated' : said;
  const cause = type === said ? stated : undefined;
  return { type, cause: cause ?? 'unknown', side: cause === undefined ? '' : causeSide(cause) };
}

function inferredBy(types: InferredCauses | undefined): ReadonlyMap<string, Why> {
  const known = new Map<string, Why>();
  for (let row = 0; types !== undefined && row < types.length; row++) {
    const { customer_id: ids, type, cause, cause_side: side } = types.columns;
    known.set(ids[row]!, { type: cell(type, row) || 'unknown', cause: cell(cause, row) || 'unknown', side: cell(side, row) });
  }
  return known;
}

interface LostCustomers {
  readonly customer: Int32Array;
  readonly isRemoved: Uint8Array;
  readonly profit: Float64Array;
}

/** Customers whose present lapse began on or after `from`. */
function lostCustomers(end: Snapshot, { first, onset, returned, ending }: OutcomeRecord, from: number): LostCustomers {
  const lapseOf = (customer: number): number => first[customer + 1]! - 1;
  const isLost = (customer: number): boolean => {
    const lapse = lapseOf(customer);
    return lapse >= first[customer]! && onset[lapse]! >= from && Number.isNaN(returned[lapse]!);
  };
  const customer = end.indices.filter(isLost);
  const basis = profitBasis(end);
  return {
    customer,
    isRemoved: Uint8Array.from(customer, (index) => ending[lapseOf(index)]! & REMOVED),
    profit: Float64Array.from(customer, (index) => annualProfitBefore(end.view(index), basis, onset[lapseOf(index)]!)),
  };
}

/** Tiers of the lost by the thresholds of the whole company before the window, or at its end where the history does not go back so far. */
function tiersOf(at: (day: number) => Snapshot, history: History, end: Snapshot, windowDays: number, profit: Float64Array): Int32Array {
  const before = end.cutoff - windowDays > history.firstDay ? at(end.cutoff - windowDays) : end;
  const { columns, basis } = customerFigures(before);
  if (basis === 'none') return new Int32Array(profit.length);
  return tiersByThreshold(profit, tierThresholds(columns.profit, pyramidTiers(columns.profit)));
}

function reviewOf(losses: readonly Loss[]): LossReviewTable {
  const keyOf = ({ type, cause, side, tier, manager, exitTo }: Loss): string => JSON.stringify([type, cause, side, tier, manager, exitTo]);
  const groups = grouped(losses, keyOf).sort(
    (a, b) => (profitOf(b.members) || 0) - (profitOf(a.members) || 0) || b.members.length - a.members.length || (a.key < b.key ? -1 : 1),
  );
  const asked = losses.filter(({ isAsked }) => isAsked);
  const text = (of: (loss: Loss) => string): string[] => groups.map(({ members }) => of(members[0]!));
  return {
    length: groups.length,
    columns: {
      type: text(({ type }) => type),
      cause: text(({ cause }) => cause),
      cause_side: text(({ side }) => side),
      tier: text(({ tier }) => tier),
      account_manager: text(({ manager }) => manager),
      exit_to: text(({ exitTo }) => exitTo),
      customers: Int32Array.from(groups, ({ members }) => members.length),
      profit_lost: Float64Array.from(groups, ({ members }) => profitOf(members)),
      share: Float64Array.from(groups, ({ members }) => members.length / losses.length),
      asked_share: Float64Array.from(groups, ({ members }) => members.filter(({ isAsked }) => isAsked).length / members.length),
    },
    lost: losses.length,
    asked: asked.length,
    profitLost: profitOf(losses),
    stated: statedOf(asked),
  };
}

function profitOf(losses: readonly Loss[]): number {
  return toMoney(toUnits(losses.reduce((sum, { profit }) => sum + profit, 0)));
}

function statedOf(asked: readonly Loss[]): LossReviewTable['stated'] {
  const pairs = grouped(asked, ({ stated, cause }) => JSON.stringify([stated, cause])).sort(
    (a, b) => b.members.length - a.members.length || (a.key < b.key ? -1 : 1),
  );
  return {
    length: pairs.length,
    columns: {
      stated_cause: pairs.map(({ members }) => members[0]!.stated),
      inferred_cause: pairs.map(({ members }) => members[0]!.cause),
      customers: Int32Array.from(pairs, ({ members }) => members.length),
    },
  };
}

function grouped(losses: readonly Loss[], keyOf: (loss: Loss) => string): { readonly key: string; readonly members: Loss[] }[] {
  const groups = new Map<string, Loss[]>();
  for (const loss of losses) {
    const key = keyOf(loss);
    const members = groups.get(key);
    if (members) members.push(loss);
    else groups.set(key, [loss]);
  }
  return [...groups].map(([key, members]) => ({ key, members }));
}
