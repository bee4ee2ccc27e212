import type { CustomerView, Measure, Snapshot } from '../history/types.js';
import { mergedRows, type RowTableOfView } from './mergedRows.js';

const WEEKLY_BLOCKS = 104;

/**
 * Several customers seen as one: sums are summed, shipment days united, rows merged by time. The contract is the top's own, or the
 * widest of the members'; closed once all are.
 */
export function groupView(snapshot: Snapshot, top: number, members: readonly number[]): CustomerView {
  function* views(): Generator<CustomerView> {
    for (const member of members) yield snapshot.view(member);
  }
  const sumOf = (of: (view: CustomerView) => number): number => members.reduce((sum, member) => sum + of(snapshot.view(member)), 0);
  const remembered = <T>(make: () => T): (() => T) => {
    let made: { readonly value: T } | undefined;
    return () => {
      made ??= { value: make() };
      return made.value;
    };
  };
  const rowsOf = <T extends RowTableOfView>(table: T): (() => CustomerView[T]) => remembered(() => mergedRows(table, views()));
  const tables = {
    complaints: rowsOf('complaints'),
    contacts: rowsOf('contacts'),
    invoices: rowsOf('invoices'),
    changes: rowsOf('changes'),
    surveys: rowsOf('surveys'),
  };
  const days = remembered(() => unitedDays(views()));
  const weekly = remembered(() => summedWeeks(views()));
  const standing = remembered(() => contractOf(snapshot.view(top), [...valuesOf(views())]));
  return {
    index: top,
    id: snapshot.customers.ids[top] ?? '',
    cutoff: snapshot.cutoff,
    company: snapshot.company,
    parent: -1,
    sum: (measure: Measure, windowDays, endDaysAgo = 0) => sumOf((view) => view.sum(measure, windowDays, endDaysAgo)),
    total: (measure) => sumOf((view) => view.total(measure)),
    firstDayWithin: (windowDays) => countBefore(days(), snapshot.cutoff - windowDays),
    eachMix: (windowDays, endDaysAgo, visit) => {
      for (const row of mergedMix(views(), windowDays, endDaysAgo)) visit(...row);
    },
    get shipmentDays() {
      return days();
    },
    get weekly() {
      return weekly();
    },
    get complaints() {
      return tables.complaints();
    },
    get contacts() {
      return tables.contacts();
    },
    get invoices() {
      return tables.invoices();
    },
    get changes() {
      return tables.changes();
    },
    get surveys() {
      return tables.surveys();
    },
    get contractStart() {
      return standing().contractStart;
    },
    get contractEnd() {
      return standing().contractEnd;
    },
    get committedMonthlyPieces() {
      return standing().committedMonthlyPieces;
    },
    get closedOn() {
      return standing().closedOn;
    },
    get closedBy() {
      return standing().closedBy;
    },
    get referrer() {
      return snapshot.view(top).referrer;
    },
  };
}

function unitedDays(views: Iterable<CustomerView>): Int32Array {
  const all = new Set<number>();
  for (const { shipmentDays } of views) for (const day of shipmentDays) all.add(day);
  return Int32Array.from(all).sort();
}

function summedWeeks(views: Iterable<CustomerView>): Float64Array {
  const sums = new Float64Array(WEEKLY_BLOCKS);
  for (const { weekly } of views) for (let block = 0; block < WEEKLY_BLOCKS; block++) sums[block]! += weekly[block]!;
  return sums;
}

function countBefore(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

type MixRow = Parameters<Parameters<CustomerView['eachMix']>[2]>;

function mergedMix(views: Iterable<CustomerView>, windowDays: number, endDaysAgo: number): MixRow[] {
  const rows: MixRow[] = [];
  for (const view of views) view.eachMix(windowDays, endDaysAgo, (...row) => void rows.push(row));
  rows.sort((a, b) => a[5] - b[5] || a[0] - b[0]);
  const merged: MixRow[] = [];
  for (const row of rows) {
    const last = merged.at(-1);
    if (last && last[5] === row[5] && last[0] === row[0]) for (let place = 1; place <= 4; place++) last[place]! += row[place]!;
    else merged.push([...row]);
  }
  return merged;
}

type Standing = Pick<CustomerView, 'contractStart' | 'contractEnd' | 'committedMonthlyPieces' | 'closedOn' | 'closedBy'>;

function* valuesOf(views: Iterable<CustomerView>): Generator<Standing> {
  for (const { contractStart, contractEnd, committedMonthlyPieces, closedOn, closedBy } of views)
    yield { contractStart, contractEnd, committedMonthlyPieces, closedOn, closedBy };
}

function contractOf(top: CustomerView, members: readonly Standing[]): Standing {
  const known = (name: keyof Standing): number[] => members.map((member) => member[name]).filter((value) => !Number.isNaN(value));
  const own = !Number.isNaN(top.contractStart) || !Number.isNaN(top.contractEnd);
  const least = (values: readonly number[]): number => (values.length > 0 ? Math.min(...values) : Number.NaN);
  const most = (values: readonly number[]): number => (values.length > 0 ? Math.max(...values) : Number.NaN);
  const closed = known('closedOn');
  const isClosed = closed.length === members.length;
  const lastClosed = most(closed);
  return {
    contractStart: own ? top.contractStart : least(known('contractStart')),
    contractEnd: own ? top.contractEnd : most(known('contractEnd')),
    committedMonthlyPieces:
      known('committedMonthlyPieces').length > 0 ? known('committedMonthlyPieces').reduce((a, b) => a + b, 0) : Number.NaN,
    closedOn: isClosed ? lastClosed : Number.NaN,
    closedBy: isClosed ? (members.find(({ closedOn }) => closedOn === lastClosed)?.closedBy ?? 0) : 0,
  };
}
