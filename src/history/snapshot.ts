import { companyAt, type Shared } from './company.js';
import { customerViewAt } from './customerView.js';
import { sentDaysAt } from './sentDays.js';
import type { Store } from './store.js';
import type { Snapshot } from './types.js';

/** What was known before the start of the day `cutoff`; the only holder of the store downstream, and it gives none of it away. */
export function snapshotAt(store: Store, shared: Shared, cutoff: number, has: Snapshot['has']): Snapshot {
  const company = companyAt(store, shared, cutoff);
  const { view, move } = customerViewAt(store, company, cutoff);
  return {
    cutoff,
    indices: knownCustomers(store, cutoff),
    customers: store.customers,
    company,
    cells: store.cells,
    has,
    view(index) {
      move(index);
      return view;
    },
    earlier: (days) => (days > 0 && store.firstDay < cutoff - days ? snapshotAt(store, shared, cutoff - days, has) : undefined),
  };
}

function knownCustomers(store: Store, cutoff: number): Int32Array {
  const sent = sentDaysAt(store, cutoff);
  const isKnown = (index: number): boolean => {
    sent.move(index);
    return sent.any();
  };
  return Int32Array.from({ length: store.customers.ids.length }, (_, index) => index).filter(isKnown);
}
