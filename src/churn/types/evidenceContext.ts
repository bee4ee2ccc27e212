import { type ComplaintTally, newComplaintTally, readComplaints } from '../../features/complaintTally.js';
import { type Decline, newDecline, readDecline } from '../../features/decline.js';
import type { Market } from '../../features/market.js';
import { type MixReading, mixReader } from '../../features/mix.js';
import { type PriceSteps, readPriceSteps } from '../../features/priceRise.js';
import { seasonsOf } from '../../features/season.js';
import { newWeeks, readWeeks, type Weeks } from '../../features/weeks.js';
import type { Company, CustomerView, Snapshot } from '../../history/types.js';
import type { CompetitorOptions } from '../../text/index.js';
import type { Evidence, EvidenceFamily, Standing } from './evidence.js';
import { type Invoicing, newInvoicing, readInvoicing } from './invoicing.js';
import { type Said, wordsOf } from './said.js';
import type { Surroundings } from './surroundings.js';
import { newVolume, readVolume, type Volume } from './volume.js';

/** What is on record about the end, by the day of the classification. */
export interface Closing {
  /** Day of closure, NaN for none. */
  readonly closedOn: number;
  readonly closedBy: 'customer' | 'carrier' | '';
  /** As recorded; '' for none. */
  readonly exitReason: string;
  readonly exitTo: string;
}

/** Nothing is on record about an end. */
export const NOT_CLOSED: Closing = { closedOn: Number.NaN, closedBy: '', exitReason: '', exitTo: '' };

/**
 * What the evidence functions of one snapshot share; readers read the customer under the view on first use after it has moved. All of it
 * comes from the snapshot, and from the closing of the customer, which is known later.
 */
export interface EvidenceContext {
  readonly snapshot: Snapshot;
  /** Evidence that the tables at hand can give. */
  readonly evidence: readonly Evidence[];
  readonly company: Company;
  readonly closing: Closing;
  readonly standing: Standing;
  /** Main product and lane of every customer, and how prices and products moved, at or shortly before the snapshot. */
  readonly market: Market;
  /** Mean change in the share of the main product among a customer's peers; NaN without enough of them. */
  peerShift(customer: number): number;
  /** Families that have already spoken of this customer. */
  readonly spoken: ReadonlySet<EvidenceFamily>;
  weeks(view: CustomerView): Weeks;
  decline(view: CustomerView): Decline;
  volume(view: CustomerView): Volume;
  invoicing(view: CustomerView): Invoicing;
  complaints(view: CustomerView): ComplaintTally;
  mix(view: CustomerView): MixReading;
  priceSteps(view: CustomerView): PriceSteps;
  /** Cues in what the customer wrote in the last 91 days. */
  said(view: CustomerView): readonly Said[];
}

/** Context whose closing and spoken families are set anew for each customer. */
export interface MutableEvidenceContext extends EvidenceContext {
  closing: Closing;
  readonly spoken: Set<EvidenceFamily>;
}

/**
 * Context of one snapshot. O(cells + blocks); customers are read when asked for.
 *
 * @param evidence - that the tables at hand can give
 * @param standing - of the customers asked about
 * @param surroundings - of this snapshot, or of one a little before it
 * @param names - competitors to look for in what customers write
 */
export function evidenceContext(
  snapshot: Snapshot,
  evidence: readonly Evidence[],
  standing: Standing,
  { market, peerShift }: Surroundings,
  names: CompetitorOptions = {},
): MutableEvidenceContext {
  const { company } = snapshot;
  const seasons = seasonsOf(company);
  let readMix: ((view: CustomerView) => MixReading) | undefined;
  const weeks = perCustomer(newWeeks(), (view, out) => readWeeks(view, seasons, out));
  const mix = memo((view) => {
    readMix ??= mixReader(snapshot);
    return readMix(view);
  });
  return {
    snapshot,
    evidence,
    company,
    market,
    peerShift: (customer) => peerShift[customer] ?? Number.NaN,
    closing: NOT_CLOSED,
    standing,
    spoken: new Set(),
    weeks,
    decline: perCustomer(newDecline(), (view, out) => readDecline(weeks(view), out)),
    volume: perCustomer(newVolume(), (view, out) => readVolume(weeks(view), out)),
    invoicing: perCustomer(newInvoicing(), readInvoicing),
    complaints: perCustomer(newComplaintTally(), readComplaints),
    mix,
    priceSteps: perCustomer({ largest: 0, daysSince: 0 }, (view, out) => readPriceSteps(mix(view), out)),
    said: memo((view) => wordsOf(view, names)),
  };
}

function perCustomer<T>(out: T, read: (view: CustomerView, out: T) => void): (view: CustomerView) => T {
  return memo((view) => {
    read(view, out);
    return out;
  });
}

/** The reading of the customer under the view, made once after it has moved. */
function memo<T>(read: (view: CustomerView) => T): (view: CustomerView) => T {
  let index = -1;
  let latest: T | undefined;
  return (view) => {
    if (index !== view.index || latest === undefined) {
      index = view.index;
      latest = read(view);
    }
    return latest;
  };
}
