import { DAY_MINUTES } from '../core/day.js';
import { leaveIntent } from '../text/index.js';
import { firstAtLeast } from './lanes.js';
import type { StoredRows } from './store.js';
import type { ChangesView, ComplaintsView, ContactsView, InvoicesView, SurveysView } from './types.js';

/** Rows of one customer that are dated before the cutoff, counted when first asked for after a move; `move` turns to another customer. */
interface RowWindow {
  first: number;
  count(): number;
  move(index: number): void;
}

const UNCOUNTED = -1;

function rowWindow({ starts, time }: StoredRows, before: number): RowWindow {
  let end = 0;
  let count = 0;
  const window: RowWindow = {
    first: 0,
    count() {
      if (count === UNCOUNTED) count = firstAtLeast(time, window.first, end, before) - window.first;
      return count;
    },
    move(index) {
      window.first = starts[index]!;
      end = starts[index + 1]!;
      count = UNCOUNTED;
    },
  };
  return window;
}

type Read = (row: number) => number;
/** A view that can be turned to another customer. */
export type Movable<V> = V & { move(index: number): void };

function numberColumn(rows: StoredRows, window: RowWindow, name: string, missing: number = Number.NaN): Read {
  const column = rows.numbers[name];
  return (row) => (column === undefined ? missing : column[window.first + row]!);
}

function textColumn(rows: StoredRows, window: RowWindow, name: string): (row: number) => string {
  const column = rows.texts[name];
  return (row) => column?.[window.first + row] ?? '';
}

/** Intents to leave by text column, NaN where a text was not read yet: every snapshot of a history shares them. */
const intentsRead = new WeakMap<readonly string[], Float64Array>();

function leaveIntents(rows: StoredRows, window: RowWindow): Read {
  const texts = rows.texts.text;
  if (texts === undefined) return () => 0;
  const read = intentsRead.get(texts) ?? new Float64Array(texts.length).fill(Number.NaN);
  intentsRead.set(texts, read);
  return (row) => {
    const at = window.first + row;
    if (Number.isNaN(read[at]!)) read[at] = leaveIntent(texts[at]!);
    return read[at]!;
  };
}

/** A time that is known only from itself. */
function knownFromItself(rows: StoredRows, window: RowWindow, name: string, before: number): Read {
  const read = numberColumn(rows, window, name);
  return (row) => {
    const value = read(row);
    return value < before ? value : Number.NaN;
  };
}

function counted<V extends object>(window: RowWindow, view: V): Movable<V & { readonly count: number }> {
  const base = {
    get count() {
      return window.count();
    },
    move: (index: number) => window.move(index),
  };
  return Object.defineProperties(view, Object.getOwnPropertyDescriptors(base)) as never;
}

/** Complaints; how one was settled is known from `resolved_at`, or from its opening where no source has that column. */
export function complaintsView(rows: StoredRows, cutoff: number, hasResolvedAt: boolean): Movable<ComplaintsView> {
  const before = cutoff * DAY_MINUTES;
  const window = rowWindow(rows, before);
  const resolvedAt = knownFromItself(rows, window, 'resolved_at', before);
  const settled = (name: string, missing: number): Read => {
    const read = numberColumn(rows, window, name, missing);
    return (row) => (hasResolvedAt && Number.isNaN(resolvedAt(row)) ? missing : read(row));
  };
  return counted(window, {
    openedAt: numberColumn(rows, window, 'opened_at'),
    respondedAt: knownFromItself(rows, window, 'responded_at', before),
    resolvedAt,
    reopenedAt: knownFromItself(rows, window, 'reopened_at', before),
    category: numberColumn(rows, window, 'category', 0),
    channel: numberColumn(rows, window, 'channel', 0),
    outcome: settled('outcome', 0),
    claimed: numberColumn(rows, window, 'claimed'),
    compensation: settled('compensation', Number.NaN),
    satisfaction: settled('satisfaction', Number.NaN),
    text: textColumn(rows, window, 'text'),
    leaveIntent: leaveIntents(rows, window),
  });
}

export function contactsView(rows: StoredRows, cutoff: number): Movable<ContactsView> {
  const window = rowWindow(rows, cutoff * DAY_MINUTES);
  return counted(window, {
    at: numberColumn(rows, window, 'at'),
    kind: numberColumn(rows, window, 'kind', 0),
    cost: numberColumn(rows, window, 'cost'),
  });
}

export function invoicesView(rows: StoredRows, cutoff: number): Movable<InvoicesView> {
  const window = rowWindow(rows, cutoff);
  return counted(window, {
    issuedOn: numberColumn(rows, window, 'issued_on'),
    dueOn: numberColumn(rows, window, 'due_on'),
    amount: numberColumn(rows, window, 'amount'),
    paidOn: knownFromItself(rows, window, 'paid_on', cutoff),
  });
}

export function changesView(rows: StoredRows, cutoff: number): Movable<ChangesView> {
  const window = rowWindow(rows, cutoff);
  return counted(window, {
    changedOn: numberColumn(rows, window, 'changed_on'),
    field: numberColumn(rows, window, 'field', 0),
    oldValue: textColumn(rows, window, 'old_value'),
    newValue: textColumn(rows, window, 'new_value'),
    reason: textColumn(rows, window, 'reason'),
  });
}

export function surveysView(rows: StoredRows, cutoff: number): Movable<SurveysView> {
  const window = rowWindow(rows, cutoff);
  return counted(window, {
    answeredOn: numberColumn(rows, window, 'answered_on'),
    expected: numberColumn(rows, window, 'expected'),
    actual: numberColumn(rows, window, 'actual'),
    importance: numberColumn(rows, window, 'importance'),
    text: textColumn(rows, window, 'text'),
    leaveIntent: leaveIntents(rows, window),
  });
}
