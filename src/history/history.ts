import { dayOf, formatDay } from '../core/day.js';
import { ensure } from '../core/errors.js';
import type { Shared } from './company.js';
import { type Lanes, lanesOf } from './lanes.js';
import { type Blocks, blocksOf } from './seasons.js';
import { snapshotAt } from './snapshot.js';
import type { Store } from './store.js';
import type { History } from './types.js';

/** The public face of a store. */
export function historyOf(store: Store): History {
  const shared = sharedOf(store);
  const has: History['has'] = (table, column) => {
    const columns = store.columns.get(table);
    return columns !== undefined && (column === undefined || columns.has(column));
  };
  return {
    customers: store.customers,
    firstDay: store.firstDay,
    endDay: store.endDay,
    rowCounts: store.rowCounts,
    has,
    at(cutoff) {
      const day = cutoffDay(cutoff);
      ensure(store.firstDay < day, 'no-rows', () => nothingBefore(day, store.firstDay));
      return snapshotAt(store, shared, day, has);
    },
  };
}

function cutoffDay(cutoff: string | number): number {
  if (typeof cutoff === 'string') return dayOf(cutoff);
  ensure(Number.isInteger(cutoff), 'bad-date', () => ({
    en: `${cutoff} is not a day number; give a whole number of days since 1970-01-01, or a date like 2026-06-30`,
    zh: `${cutoff} 不是日期编号；请给出自 1970-01-01 起的整天数，或 2026-06-30 这样的日期`,
  }));
  return cutoff;
}

function nothingBefore(day: number, firstDay: number): { en: string; zh: string } {
  const asked = formatDay(day);
  if (Number.isNaN(firstDay))
    return {
      en: `there are no shipments, so nothing was known on ${asked}; read a shipments table`,
      zh: `没有任何运单，因此 ${asked} 时一无所知；请读入运单表`,
    };
  const first = formatDay(firstDay);
  return {
    en: `nothing was known before ${asked}: the first shipment is of ${first}; choose a later date`,
    zh: `${asked} 之前没有任何数据：第一票运单在 ${first}；请选择更晚的日期`,
  };
}

function sharedOf(store: Store): Shared {
  const byPhase = new Map<number, Blocks>();
  let lanes: Lanes | undefined;
  return {
    blocks(phase) {
      const blocks = byPhase.get(phase) ?? blocksOf(store, phase);
      byPhase.set(phase, blocks);
      return blocks;
    },
    lanes() {
      lanes ??= lanesOf(store);
      return lanes;
    },
  };
}
