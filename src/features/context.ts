import { type ProfitBasis, profitBasis } from '../account/profit.js';
import { type Rhythm, rhythm } from '../account/rhythm.js';
import type { Company, CustomerView, Snapshot } from '../history/types.js';
import { type ComplaintTally, newComplaintTally, readComplaints } from './complaintTally.js';
import { type Decline, newDecline, readDecline } from './decline.js';
import { type Market, readMarket } from './market.js';
import { newPayments, type Payments, readPayments } from './payments.js';
import { type Peers, readPeers } from './peers.js';
import { fitPurchases, type Purchases } from './purchases.js';
import { seasonsOf } from './season.js';
import { newWeeks, readWeeks, type Weeks } from './weeks.js';

/** Company rates of the last 364 days, towards which a customer's own are shrunk. */
export interface BaseRates {
  readonly late: number;
  readonly damage: number;
  readonly loss: number;
  readonly complaint: number;
}

/**
 * What the features of one snapshot share: company-wide parts, read once, and readers of the customer under the view, which read on first
 * use after it has moved. All of it comes from the snapshot alone.
 */
export interface FeatureContext {
  readonly snapshot: Snapshot;
  readonly company: Company;
  readonly basis: ProfitBasis;
  readonly baseRates: BaseRates;
  readonly market: Market;
  readonly peers: Peers;
  readonly purchases: Purchases;
  weeks(view: CustomerView): Weeks;
  decline(view: CustomerView): Decline;
  rhythm(view: CustomerView): Rhythm;
  complaints(view: CustomerView): ComplaintTally;
  payments(view: CustomerView): Payments;
}

/** Context for the features of one snapshot. Moves the snapshot's view over all customers: call `view` after it. O(mix rows of 364 days). */
export function featureContext(snapshot: Snapshot): FeatureContext {
  const { company } = snapshot;
  const basis = profitBasis(snapshot);
  const seasons = seasonsOf(company);
  const market = readMarket(snapshot, basis);
  const weeks = perCustomer(newWeeks(), (view, out) => readWeeks(view, seasons, out));
  return {
    snapshot,
    company,
    basis,
    baseRates: readBaseRates(company),
    market,
    peers: readPeers(snapshot, market),
    purchases: fitPurchases(snapshot),
    weeks,
    decline: perCustomer(newDecline(), (view, out) => readDecline(weeks(view), out)),
    rhythm: perCustomer({ lastDay: 0, gapCount: 0, exposureDays: 0, currentGap: 0 }, rhythm),
    complaints: perCustomer(newComplaintTally(), readComplaints),
    payments: perCustomer(newPayments(), readPayments),
  };
}

function readBaseRates(company: Company): BaseRates {
  const shipments = company.sum('shipments', 364);
  const due = company.sum('due', 364);
  const share = (count: number, of: number): number => (of > 0 ? count / of : 0);
  return {
    late: share(company.sum('late', 364), due),
    damage: share(company.sum('damaged', 364), shipments),
    loss: share(company.sum('lost', 364), shipments),
    complaint: share(company.complaints(364), shipments),
  };
}

function perCustomer<T>(out: T, read: (view: CustomerView, out: T) => unknown): (view: CustomerView) => T {
  let index = -1;
  return (view) => {
    if (index !== view.index) {
      index = view.index;
      read(view, out);
    }
    return out;
  };
}
