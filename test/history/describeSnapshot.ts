import { cell } from '../../src/core/table.js';
import { FAMILIES, type History, type Measure, type Snapshot } from '../../src/history/index.js';

export const MEASURES: readonly Measure[] = Object.values(FAMILIES).flat();
/** (window, end) pairs that the comparisons ask for. */
export const WINDOWS: readonly (readonly [number, number])[] = [
  [1, 0],
  [7, 0],
  [28, 0],
  [28, 3],
  [91, 28],
  [364, 0],
  [5000, 0],
];

const cellText = ({ cells }: Snapshot, at: number): string => {
  const text = (part: 'branch' | 'origin' | 'destination' | 'product'): string =>
    cell({ codes: cells[part], levels: cells.levels[part] }, at);
  return [text('branch'), text('origin'), text('destination'), text('product'), cells.weightBand[at]].join('|');
};

/** Everything a snapshot can be asked, by ids and texts instead of indices and codes. */
export function describeSnapshot(history: History, cutoff: number): unknown {
  const snapshot = history.at(cutoff);
  const { company, customers } = snapshot;
  const mixCells = new Set<number>();
  const views = Array.from(snapshot.indices, (index) => {
    const view = snapshot.view(index);
    const { complaints, contacts, invoices, changes, surveys } = view;
    const rowsOf = (table: object, count: number): unknown =>
      Array.from({ length: count }, (_, row) =>
        Object.entries(table).map(([name, read]) =>
          typeof read === 'function' && name !== 'move' ? (read as (row: number) => unknown)(row) : null,
        ),
      );
    const mix: unknown[] = [];
    for (const [window, end] of WINDOWS)
      view.eachMix(window, end, (code, ...rest) => {
        mixCells.add(code);
        mix.push([cellText(snapshot, code), ...rest]);
      });
    return {
      id: view.id,
      sums: MEASURES.map((measure) => [...WINDOWS.map(([window, end]) => view.sum(measure, window, end)), view.total(measure)]),
      days: [...view.shipmentDays],
      within: WINDOWS.map(([window]) => view.firstDayWithin(window)),
      weekly: [...view.weekly],
      mix,
      contract: [view.contractStart, view.contractEnd, view.committedMonthlyPieces, view.closedOn, view.closedBy],
      related: [customers.ids[view.parent], customers.ids[view.referrer]],
      rows: [
        rowsOf(complaints, complaints.count),
        rowsOf(contacts, contacts.count),
        rowsOf(invoices, invoices.count),
        rowsOf(changes, changes.count),
        rowsOf(surveys, surveys.count),
      ],
    };
  });
  const blocks = Array.from({ length: 70 }, (_, block) => block);
  return {
    views,
    blocks: company.blocks,
    volume: blocks.map(company.volumeSeason),
    share: blocks.map(company.shareSeason),
    ahead: [28, 91, 182].map(company.seasonAhead),
    clock: Array.from({ length: 120 }, (_, ago) => company.clock(cutoff - ago)),
    sums: MEASURES.map((measure) => WINDOWS.map(([window, end]) => company.sum(measure, window, end))),
    complaints: WINDOWS.map(([window]) => company.complaints(window)),
    branches: (snapshot.has('shipments', 'branch') ? snapshot.cells.levels.branch : snapshot.cells.levels.origin).map(
      (branch, position) => [branch, company.branchLate(position + 1, 28), company.branchLate(position + 1, 91)],
    ),
    cells: [...mixCells]
      .sort((a, b) => a - b)
      .map((code) => [cellText(snapshot, code), company.usualFreight(code), company.usualTransit(code)]),
  };
}
