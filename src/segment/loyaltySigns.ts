import { silences } from '../account/lapses.js';
import { DAY_MINUTES } from '../core/day.js';
import { columnSchema } from '../history/schema.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { quantile } from '../math/quantile.js';
import { switchingCost } from './switchingCost.js';
import { XYZ_CLASSES, xyz } from './xyz.js';

/** What is on record about a customer that speaks for one kind of loyalty or another. NaN where nothing is. */
export interface LoyaltySigns {
  readonly tenureDays: number;
  readonly isActive: boolean;
  readonly shipments: number;
  /** Ships more than half of the customers. */
  readonly isFrequent: boolean;
  /** Month by month even or nearly so. */
  readonly isEven: boolean;
  readonly contractLeftDays: number;
  /** Mean of survey answers and complaint ratings of two years, 1–5. */
  readonly satisfaction: number;
  /** Complaints of two years that were rejected or rated 1 or 2. */
  readonly badComplaints: number;
  readonly referrals: number;
  /** Surveys, complaints and referrals together. */
  readonly words: number;
  /** Freight of 364 days over the usual for the same lanes, products and weights. */
  readonly priceIndex: number;
  readonly switchingCost: number;
}

const LOOK_BACK_DAYS = 728;
const YEAR_DAYS = 364;

/** Reads the signs of every customer of a snapshot, in its order. */
export function loyaltySigns(snapshot: Snapshot): LoyaltySigns[] {
  const { indices, cutoff } = snapshot;
  const lapsed = silences(snapshot).columns.confirmed;
  const evenness = xyz(snapshot).columns.xyz_class.codes;
  const shipments = Float64Array.from(indices, (index) => snapshot.view(index).sum('shipments', YEAR_DAYS));
  const median = quantile(shipments, 0.5);
  const referrals = referralCounts(snapshot);
  const rejected = (columnSchema('complaints', 'outcome')?.values ?? []).findIndex(({ value }) => value === 'rejected') + 1;
  return Array.from(indices, (index, row) => {
    const view = snapshot.view(index);
    const said = wordsOf(view, rejected);
    const referred = referrals.get(index) ?? 0;
    return {
      ...said,
      tenureDays: cutoff - view.shipmentDays[0]!,
      isActive: Number.isNaN(lapsed[row]!) && Number.isNaN(view.closedOn),
      shipments: shipments[row]!,
      isFrequent: shipments[row]! > median,
      isEven: ['X', 'Y'].includes(XYZ_CLASSES[evenness[row]! - 1]!),
      contractLeftDays: view.contractEnd - cutoff,
      referrals: referred,
      words: said.words + referred,
      priceIndex: priceIndexOf(view, snapshot),
      switchingCost: switchingCost(view, snapshot).total,
    };
  });
}

function referralCounts(snapshot: Snapshot): Map<number, number> {
  const counts = new Map<number, number>();
  for (const index of snapshot.indices) {
    const { referrer } = snapshot.view(index);
    if (referrer >= 0) counts.set(referrer, (counts.get(referrer) ?? 0) + 1);
  }
  return counts;
}

function wordsOf(
  { surveys, complaints, cutoff }: CustomerView,
  rejected: number,
): Pick<LoyaltySigns, 'satisfaction' | 'badComplaints' | 'words'> {
  let sum = 0;
  let ratings = 0;
  let badComplaints = 0;
  let words = 0;
  const rate = (rating: number): void => {
    if (Number.isNaN(rating)) return;
    sum += rating;
    ratings++;
  };
  for (let row = surveys.count - 1; row >= 0 && surveys.answeredOn(row) >= cutoff - LOOK_BACK_DAYS; row--) {
    rate(surveys.actual(row));
    words++;
  }
  for (let row = complaints.count - 1; row >= 0 && complaints.openedAt(row) >= (cutoff - LOOK_BACK_DAYS) * DAY_MINUTES; row--) {
    const rating = complaints.satisfaction(row);
    rate(rating);
    if (rating <= 2 || complaints.outcome(row) === rejected) badComplaints++;
    words++;
  }
  return { satisfaction: sum / ratings, badComplaints, words };
}

function priceIndexOf(view: CustomerView, { company }: Snapshot): number {
  let paid = 0;
  let usual = 0;
  view.eachMix(YEAR_DAYS, 0, (cell, shipments, freight) => {
    const price = company.usualFreight(cell);
    if (!(price > 0 && freight > 0)) return;
    paid += freight;
    usual += price * shipments;
  });
  return usual > 0 ? paid / usual : Number.NaN;
}
