import type { CustomerView, Snapshot } from '../../src/history/types.js';

/** Just enough of a snapshot for labels: shipment days, closures and a business clock. */
export function fakeSnapshot(
  days: readonly (readonly number[])[],
  cutoff: number,
  options: { closedOn?: Readonly<Record<number, number>>; clock?: (day: number) => number } = {},
): Snapshot {
  const firstDay = Math.min(...days.flat());
  const company = { blocks: Math.max(1, Math.ceil((cutoff - firstDay) / 7)), clock: options.clock ?? ((day: number) => day) };
  const visible = days.map((customer) => Int32Array.from(customer.filter((day) => day < cutoff)));
  const view = (index: number) => {
    const shipmentDays = visible[index] ?? new Int32Array();
    const closedOn = options.closedOn?.[index] ?? Number.NaN;
    return {
      index,
      cutoff,
      company,
      shipmentDays,
      closedOn: closedOn < cutoff ? closedOn : Number.NaN,
      firstDayWithin: (window: number) => shipmentDays.findIndex((day) => day >= cutoff - window),
    } as unknown as CustomerView;
  };
  const indices = Int32Array.from(visible.keys()).filter((index) => (visible[index]?.length ?? 0) > 0);
  return { cutoff, company, indices, customers: { ids: days.map((_, i) => `c${i}`), columns: {} }, view } as unknown as Snapshot;
}
