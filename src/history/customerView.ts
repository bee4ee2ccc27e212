import { weekOf } from '../core/day.js';
import { firstAtLeast } from './lanes.js';
import { changesView, complaintsView, contactsView, invoicesView, surveysView } from './rowViews.js';
import { type SentDays, sentDaysAt } from './sentDays.js';
import { type Store, sumBetween } from './store.js';
import { type Company, type CustomerView, FAMILIES, type Family, type Measure } from './types.js';
import { type Windows, windowsOf } from './windows.js';

const WEEKLY_BLOCKS = 104;

/** Where a measure is kept. */
const PLACE: ReadonlyMap<Measure, { readonly family: Family; readonly slot: number }> = new Map(
  (Object.keys(FAMILIES) as Family[]).flatMap((family) =>
    FAMILIES[family].map((measure: Measure, slot) => [measure, { family, slot }] as const),
  ),
);

/** A view that `move` turns to another customer. */
export interface MovableView {
  readonly view: CustomerView;
  move(index: number): void;
}

export function customerViewAt(store: Store, company: Company, cutoff: number): MovableView {
  const { families, master, customers, mix, rows } = store;
  const windows: Readonly<Record<Family, Windows>> = {
    shipped: windowsOf(families.shipped, cutoff),
    due: windowsOf(families.due, cutoff),
    delivered: windowsOf(families.delivered, cutoff),
    outcome: windowsOf(families.outcome, cutoff),
  };
  const ofMeasure = new Map([...PLACE].map(([measure, { family, slot }]) => [measure as string, { windows: windows[family], slot }]));
  const sent = sentDaysAt(store, cutoff);
  const weekly = weeklyVolume(windows.shipped, cutoff);
  const complaints = complaintsView(rows.complaints, cutoff, store.columns.get('complaints')?.has('resolved_at') ?? false);
  const contacts = contactsView(rows.contacts, cutoff);
  const invoices = invoicesView(rows.invoices, cutoff);
  const changes = changesView(rows.changes, cutoff);
  const surveys = surveysView(rows.surveys, cutoff);
  const movable = [
    windows.shipped,
    windows.due,
    windows.delivered,
    windows.outcome,
    sent,
    weekly,
    complaints,
    contacts,
    invoices,
    changes,
    surveys,
  ];
  let at = -1;
  const ifUnderContract = (column: Float64Array): number => (master.contractStart[at]! < cutoff ? column[at]! : Number.NaN);

  const view: CustomerView = {
    cutoff,
    company,
    complaints,
    contacts,
    invoices,
    changes,
    surveys,
    get index() {
      return at;
    },
    get id() {
      return customers.ids[at]!;
    },
    sum(measure, windowDays, endDaysAgo = 0) {
      const place = ofMeasure.get(measure)!;
      return place.windows.sum(place.slot, windowDays, endDaysAgo);
    },
    total(measure) {
      const place = ofMeasure.get(measure)!;
      return place.windows.total(place.slot);
    },
    get shipmentDays() {
      return sent.days();
    },
    firstDayWithin: (windowDays) => firstDayWithin(sent, cutoff - windowDays),
    get weekly() {
      return weekly.values();
    },
    eachMix(windowDays, endDaysAgo, visit) {
      if (mix === null) return;
      const block = mix.blocks[mix.places.block[at]!];
      if (block === undefined) return;
      // The columns are read here one by one, not through `valueAt`: each place then sees one kind of array and stays fast.
      const { weeks, cells } = block;
      const { data: shipments, scale: shipmentScale } = block.shipments;
      const { data: freight, scale: freightScale } = block.freight;
      const { data: delivered, scale: deliveredScale } = block.delivered;
      const { data: minutes, scale: minuteScale } = block.transitMinutes;
      const end = mix.places.to[at]!;
      const toWeek = weekOf(cutoff - Math.max(0, endDaysAgo));
      let row = firstAtLeast(weeks, mix.places.from[at]!, end, Math.ceil((cutoff - endDaysAgo - windowDays + 3) / 7));
      for (; row < end && weeks[row]! < toWeek; row++)
        visit(
          cells[row]!,
          shipments === null ? 0 : shipments[row]! * shipmentScale,
          freight === null ? 0 : freight[row]! * freightScale,
          delivered === null ? 0 : delivered[row]! * deliveredScale,
          minutes === null ? 0 : minutes[row]! * minuteScale,
          weeks[row]!,
        );
    },
    get contractStart() {
      return ifUnderContract(master.contractStart);
    },
    get contractEnd() {
      return ifUnderContract(master.contractEnd);
    },
    get committedMonthlyPieces() {
      return ifUnderContract(master.committedMonthlyPieces);
    },
    get closedOn() {
      return master.closedOn[at]! < cutoff ? master.closedOn[at]! : Number.NaN;
    },
    get closedBy() {
      return master.closedOn[at]! < cutoff ? master.closedBy[at]! : 0;
    },
    get parent() {
      return master.parent[at]!;
    },
    get referrer() {
      return master.referrer[at]!;
    },
  };
  return {
    view,
    move(index) {
      at = index;
      for (const part of movable) part.move(index);
    },
  };
}

function firstDayWithin(sent: SentDays, day: number): number {
  const days = sent.days();
  return firstAtLeast(days, 0, days.length, day);
}

/** Shipments of the 104 blocks before the cutoff, summed when first asked for after a move. */
function weeklyVolume(windows: Windows, cutoff: number): { move(index: number): void; values(): Float64Array } {
  const values = new Float64Array(WEEKLY_BLOCKS);
  let isFresh = false;
  return {
    move: () => {
      isFresh = false;
    },
    values() {
      if (isFresh) return values;
      isFresh = true;
      values.fill(0);
      const { days, sums } = windows.block();
      const end = windows.positionAt(0);
      for (let entry = windows.positionAt(7 * WEEKLY_BLOCKS); entry < end; ) {
        const block = Math.floor((cutoff - 1 - days[entry]!) / 7);
        const nextDay = cutoff - 7 * block;
        const from = entry;
        while (entry < end && days[entry]! < nextDay) entry++;
        values[block] = sumBetween(sums[0] ?? null, from, entry);
      }
      return values;
    },
  };
}
