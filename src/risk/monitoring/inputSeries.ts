import type { CustomerView, Measure, Snapshot, TableName } from '../../history/index.js';

/** Days of one period. */
export const PERIOD_DAYS = 28;
/** Two years: a year to compare with, and a year in which something may have changed. */
const MOST_PERIODS = 26;

/** A column or table as the company fills it, period by period, latest first. */
export interface InputSeries {
  readonly table: TableName;
  /** '' for the number of rows of the table. */
  readonly column: string;
  /** `amount`: sum a shipment; `filled`: share of shipments with a value; `rows`: rows a shipment; `price`: freight against the usual of the same kind. */
  readonly kind: 'amount' | 'filled' | 'rows' | 'price';
  readonly values: Float64Array;
  /** What each value is out of. */
  readonly shipments: Float64Array;
}

const AMOUNTS: readonly (readonly [Measure, string])[] = [
  ['freight', 'freight'],
  ['list_price', 'list_price'],
  ['discount', 'discount'],
  ['cost', 'cost'],
  ['grams', 'weight_kg'],
  ['pieces', 'pieces'],
  ['declared_value', 'declared_value'],
];
const FILLED: readonly (readonly [Measure, string])[] = [
  ['due', 'promised_at'],
  ['delivered', 'delivered_at'],
];
const ROWS = ['complaints', 'contacts', 'invoices'] as const;

/** Every input of the shipments, and the rows of the tables beside them, over the ended periods before the snapshot. O(facts). */
export function inputSeries(snapshot: Snapshot): InputSeries[] {
  const { company } = snapshot;
  const periods = Math.min(MOST_PERIODS, Math.floor((company.blocks * 7) / PERIOD_DAYS));
  const shipments = Float64Array.from({ length: periods }, (_, k) => company.sum('shipments', PERIOD_DAYS, k * PERIOD_DAYS));
  const perShipment = (sum: (k: number) => number): Float64Array => shipments.map((count, k) => (count > 0 ? sum(k) / count : Number.NaN));
  const measured = (kind: 'amount' | 'filled', list: typeof AMOUNTS): InputSeries[] =>
    list
      .filter(([, column]) => snapshot.has('shipments', column))
      .map(([measure, column]) => ({
        table: 'shipments',
        column,
        kind,
        values: perShipment((k) => company.sum(measure, PERIOD_DAYS, k * PERIOD_DAYS)),
        shipments,
      }));
  const rows = rowsOfTables(snapshot, periods);
  return [
    ...measured('amount', AMOUNTS),
    ...measured('filled', FILLED),
    ...ROWS.filter((table) => snapshot.has(table)).map((table) => ({
      table,
      column: '',
      kind: 'rows' as const,
      values: perShipment((k) => rows[table][k]!),
      shipments,
    })),
    ...mixSeries(snapshot, shipments),
  ];
}

function rowsOfTables({ indices, view, cutoff }: Snapshot, periods: number): Record<(typeof ROWS)[number], Float64Array> {
  const counts = { complaints: new Float64Array(periods), contacts: new Float64Array(periods), invoices: new Float64Array(periods) };
  const count = (into: Float64Array, day: number): void => {
    const period = Math.floor((cutoff - 1 - day) / PERIOD_DAYS);
    if (period >= 0 && period < periods) into[period]!++;
  };
  for (const index of indices) {
    const customer = view(index);
    for (let row = 0; row < customer.complaints.count; row++)
      count(counts.complaints, Math.floor(customer.complaints.openedAt(row) / 1440));
    for (let row = 0; row < customer.contacts.count; row++) count(counts.contacts, Math.floor(customer.contacts.at(row) / 1440));
    for (let row = 0; row < customer.invoices.count; row++) count(counts.invoices, customer.invoices.issuedOn(row));
  }
  return counts;
}

const NAMES = ['branch', 'origin', 'destination', 'product'] as const;

/** Share of shipments with each name, and freight against the usual freight of the same lane, product and weight. */
function mixSeries({ indices, view, cells, company, has }: Snapshot, shipments: Float64Array): InputSeries[] {
  const named = NAMES.map(() => new Float64Array(shipments.length));
  const [seen, freight, usual] = [0, 1, 2].map(() => new Float64Array(shipments.length)) as [Float64Array, Float64Array, Float64Array];
  const visit = (customer: CustomerView, k: number): void =>
    customer.eachMix(PERIOD_DAYS, k * PERIOD_DAYS, (cell, count, money) => {
      seen[k]! += count;
      for (const [at, name] of NAMES.entries()) if (cells[name][cell]! > 0) named[at]![k]! += count;
      const expected = company.usualFreight(cell);
      if (!(expected > 0)) return;
      freight[k]! += money;
      usual[k]! += expected * count;
    });
  for (const index of indices) {
    const customer = view(index);
    for (let k = 0; k < shipments.length; k++) visit(customer, k);
  }
  const share = (part: Float64Array, whole: Float64Array): Float64Array =>
    part.map((value, k) => (whole[k]! > 0 ? value / whole[k]! : Number.NaN));
  const names = NAMES.flatMap((column, at) =>
    has('shipments', column)
      ? [{ table: 'shipments' as const, column, kind: 'filled' as const, values: share(named[at]!, seen), shipments }]
      : [],
  );
  if (!has('shipments', 'freight')) return names;
  return [...names, { table: 'shipments', column: 'freight', kind: 'price', values: share(freight, usual), shipments }];
}
