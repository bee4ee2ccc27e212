import type { Company, CustomerView, Snapshot } from '../../src/history/types.js';

/** A snapshot of customers of whom only the shipment days are known; `share(day)` is the company's share season of a day. */
export function snapshotOfDays(
  daysByCustomer: readonly (readonly number[])[],
  cutoff: number,
  share: (day: number) => number = () => 1,
): Snapshot {
  const known = daysByCustomer.map((days) => Int32Array.from(days.filter((day) => day < cutoff)));
  const firstDay = Math.min(cutoff - 7, ...known.flatMap((days) => [...days]));
  const clock = (day: number): number => {
    let sum = 0;
    for (let at = firstDay; at < day; at++) sum += share(at);
    return day < firstDay ? day - firstDay : sum;
  };
  const company = { blocks: Math.ceil((cutoff - firstDay) / 7), clock } as unknown as Company;
  const view = (index: number): CustomerView =>
    ({
      index,
      cutoff,
      company,
      shipmentDays: known[index],
      firstDayWithin: (windowDays: number) => known[index]!.filter((day) => day < cutoff - windowDays).length,
    }) as unknown as CustomerView;
  const indices = Int32Array.from(known.keys()).filter((index) => known[index]!.length > 0);
  return { cutoff, indices, company, view } as unknown as Snapshot;
}

/** Days `step` apart from `first`, `count` of them. */
export function every(step: number, first: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => first + step * at);
}
