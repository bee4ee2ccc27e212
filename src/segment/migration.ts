import { formatDay } from '../core/day.js';
import { ensure } from '../core/errors.js';
import { toMoney, toUnits } from '../core/money.js';
import type { Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { masterText } from './masterText.js';
import { compareMoves, type MigrationTest, type MoveCounts, moveShares } from './migrationMatrix.js';
import { type CustomerStates, customerStates, MIGRATION_STATES, type StateOptions } from './migrationStates.js';
import { TIERS, type TierThresholds } from './pyramidTiers.js';

export interface MigrationOptions extends StateOptions {
  /** Pseudo-customers added to every cell of the smoothed shares; default .5. */
  readonly prior?: number;
  /** A still earlier snapshot: its moves to `previous` are tested against the moves since. */
  readonly before?: Snapshot;
}

/** What a move means. */
export const MOVES = ['up', 'stayed', 'down', 'lapsed', 'returned', 'settled', 'arrived', 'unsettled'] as const;

/** One row a pair of states: the columns of `migration.csv`. `from_state` also has `absent`: not yet a customer then. */
export type MigrationTable = Table<{
  readonly previous_date: readonly string[];
  readonly date: readonly string[];
  readonly from_state: readonly string[];
  readonly to_state: readonly string[];
  readonly move: readonly string[];
  readonly customers: Int32Array;
  /** Share of the customers of `from_state`; a row's shares sum to 1. NaN where nobody was. */
  readonly share: Float64Array;
  /** The same with half a customer more in every cell, for rows that are small. */
  readonly smoothed_share: Float64Array;
  /** Profit (or the basis chosen) of these customers in the window before each date. */
  readonly value_before: Float64Array;
  readonly value_now: Float64Array;
}>;

/** Customers whose state changed, the largest change of value first. */
export type MoverTable = Table<{
  readonly customer_id: readonly string[];
  readonly name: readonly string[];
  readonly account_manager: readonly string[];
  readonly from_state: readonly string[];
  readonly to_state: readonly string[];
  readonly move: readonly string[];
  readonly value_before: Float64Array;
  readonly value_now: Float64Array;
  readonly change: Float64Array;
}>;

export interface MigrationResult {
  readonly table: MigrationTable;
  readonly movers: MoverTable;
  /** Limits of the tiers at the earlier date, used for both. */
  readonly thresholds: TierThresholds;
  /** Of the customers in a tier then: the shares that rose, fell and lapsed; `index` = rose − fell − lapsed. NaN when there were none. */
  readonly index: {
    readonly customers: number;
    readonly up: number;
    readonly down: number;
    readonly lapsed: number;
    readonly index: number;
  };
  /** Whether the moves differ from those of the period before; undefined without `before`. */
  readonly test: MigrationTest | undefined;
}

/**
 * How customers moved between the tiers of the pyramid from one date to another, by the limits of the earlier date.
 *
 * @param previous - the base: its thresholds hold for both dates
 * @param current - a later snapshot of the same history
 * @throws HoldfastError `bad-parameter` unless previous < current (and before < previous)
 * @remarks O(customers). Tiers are for customers with a settled record: those new (91 days), returned (182 days) or lapsed are states of
 *   their own. Read with care: whoever stood high by luck falls back without anything having happened, and a window that holds 11 November
 *   lifts everybody; use windows of whole years.
 * @example
 * ```ts
 * const day = (at) => new Date(Date.UTC(2025, 0, 1 + at)).toISOString().slice(0, 10);
 * const weekly = (customer_id, freight) => Array.from({ length: 60 }, (_, week) => ({ customer_id, shipped_at: day(7 * week), freight: freight(week) }));
 * const { history } = await historyFrom({ shipments: [...weekly('riser', (week) => (week < 40 ? 1 : 100)), ...weekly('steady', () => 10)] });
 * const { movers, index } = migration(history.at(day(280)), history.at(day(420)), { windowDays: 140 });
 * [movers.columns.customer_id, movers.columns.move, index.up]; // => [['riser'], ['up'], 0.5]
 * ```
 */
export function migration(previous: Snapshot, current: Snapshot, options: MigrationOptions = {}): MigrationResult {
  const { before, prior = 0.5 } = options;
  ensureAscending(before === undefined ? [previous, current] : [before, previous, current]);
  const then = customerStates(previous, options);
  const now = customerStates(current, options, then.thresholds);
  const moves = movesOf(then, now);
  return {
    table: tableOf(previous, current, moves, then, now, prior),
    movers: moversOf(current, moves, then, now),
    thresholds: then.thresholds,
    index: indexOf(moves),
    test: before === undefined ? undefined : testOf(before, previous, options, moves),
  };
}

function ensureAscending(snapshots: readonly Snapshot[]): void {
  snapshots.slice(1).forEach(({ cutoff }, at) => {
    const earlier = snapshots[at]!.cutoff;
    ensure(earlier < cutoff, 'bad-parameter', () => ({
      en: `The earlier date must lie before the later one: ${formatDay(earlier)} does not lie before ${formatDay(cutoff)}.`,
      zh: `较早的日期必须在较晚的日期之前：${formatDay(earlier)} 不早于 ${formatDay(cutoff)}。`,
    }));
  });
}

/** From and to state of each customer known at the later date, by customer index; from 0 is absent, to 0 unknown at both. */
interface Moves {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly matrix: MoveCounts;
}

const STATES = MIGRATION_STATES.length;

function movesOf(then: CustomerStates, now: CustomerStates): Moves {
  const counts = new Float64Array(STATES * STATES);
  for (let index = 0; index < now.state.length; index++) {
    const [from, to] = [then.state[index]!, now.state[index]!];
    if (from > 0 && to > 0) counts[(from - 1) * STATES + to - 1]!++;
  }
  return { from: then.state, to: now.state, matrix: { states: STATES, counts } };
}

function moveName(from: number, to: number): (typeof MOVES)[number] {
  const isTier = (state: number): boolean => state >= 1 && state <= TIERS.length;
  const [fromName, toName] = [MIGRATION_STATES[from - 1], MIGRATION_STATES[to - 1]];
  if (from === 0) return 'arrived';
  if (from === to) return 'stayed';
  if (toName === 'lapsed') return 'lapsed';
  if (toName === 'returned' || fromName === 'lapsed') return 'returned';
  if (isTier(from) && isTier(to)) return to < from ? 'up' : 'down';
  return isTier(to) ? 'settled' : 'unsettled';
}

function tableOf(
  previous: Snapshot,
  current: Snapshot,
  moves: Moves,
  then: CustomerStates,
  now: CustomerStates,
  prior: number,
): MigrationTable {
  const cells = STATES * (STATES + 1);
  const customers = new Int32Array(cells);
  const before = new Float64Array(cells);
  const after = new Float64Array(cells);
  for (let index = 0; index < moves.to.length; index++) {
    const [from, to] = [moves.from[index]!, moves.to[index]!];
    if (to === 0) continue;
    const cell = (from === 0 ? STATES : from - 1) * STATES + to - 1;
    customers[cell]!++;
    before[cell]! += from === 0 ? 0 : toUnits(then.value[index]!);
    after[cell]! += toUnits(now.value[index]!);
  }
  const arrivals = customers.subarray(STATES * STATES);
  const arrived = arrivals.reduce((sum, count) => sum + count, 0);
  const share = [...moveShares(moves.matrix, 0), ...arrivals.map(() => 0)];
  const smoothed = [...moveShares(moves.matrix, prior), ...arrivals.map(() => 0)];
  arrivals.forEach((count, to) => {
    share[STATES * STATES + to] = count / arrived;
    smoothed[STATES * STATES + to] = (count + prior) / (arrived + prior * STATES);
  });
  const pairs = Array.from({ length: cells }, (_, cell) => [Math.floor(cell / STATES), cell % STATES] as const);
  return {
    length: cells,
    columns: {
      previous_date: pairs.map(() => formatDay(previous.cutoff)),
      date: pairs.map(() => formatDay(current.cutoff)),
      from_state: pairs.map(([from]) => MIGRATION_STATES[from] ?? 'absent'),
      to_state: pairs.map(([, to]) => MIGRATION_STATES[to] ?? ''),
      move: pairs.map(([from, to]) => moveName(from === STATES ? 0 : from + 1, to + 1)),
      customers,
      share: Float64Array.from(share),
      smoothed_share: Float64Array.from(smoothed),
      value_before: before.map(toMoney),
      value_now: after.map(toMoney),
    },
  };
}

function moversOf({ customers }: Snapshot, { from, to }: Moves, then: CustomerStates, now: CustomerStates): MoverTable {
  const change = (index: number): number => toMoney(toUnits(now.value[index]!) - toUnits(then.value[index]!));
  const moved = [...to.keys()].filter((index) => to[index]! > 0 && from[index]! > 0 && from[index] !== to[index]);
  moved.sort((a, b) => Math.abs(change(b)) - Math.abs(change(a)) || a - b);
  return {
    length: moved.length,
    columns: {
      customer_id: moved.map((index) => customers.ids[index] ?? ''),
      name: masterText(customers, moved, 'name'),
      account_manager: masterText(customers, moved, 'account_manager'),
      from_state: moved.map((index) => MIGRATION_STATES[from[index]! - 1] ?? ''),
      to_state: moved.map((index) => MIGRATION_STATES[to[index]! - 1] ?? ''),
      move: moved.map((index) => moveName(from[index]!, to[index]!)),
      value_before: Float64Array.from(moved, (index) => then.value[index]!),
      value_now: Float64Array.from(moved, (index) => now.value[index]!),
      change: Float64Array.from(moved, change),
    },
  };
}

function indexOf({ matrix: { counts } }: Moves): MigrationResult['index'] {
  const tally = { customers: 0, up: 0, down: 0, lapsed: 0 };
  for (let from = 0; from < TIERS.length; from++)
    for (let to = 0; to < STATES; to++) {
      const count = counts[from * STATES + to]!;
      tally.customers += count;
      const name = moveName(from + 1, to + 1);
      if (name === 'up' || name === 'down' || name === 'lapsed') tally[name] += count;
    }
  const share = (count: number): number => count / tally.customers;
  return {
    customers: tally.customers,
    up: share(tally.up),
    down: share(tally.down),
    lapsed: share(tally.lapsed),
    index: share(tally.up - tally.down - tally.lapsed),
  };
}

/** The moves of the period before, by the limits of its own base, against those since. */
function testOf(before: Snapshot, previous: Snapshot, options: MigrationOptions, moves: Moves): MigrationTest {
  const base = customerStates(before, options);
  const earlier = movesOf(base, customerStates(previous, options, base.thresholds));
  return compareMoves(earlier.matrix, moves.matrix);
}
