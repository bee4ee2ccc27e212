import { priceToList } from '../../features/market.js';
import type { CustomerView } from '../../history/types.js';
import type { EvidenceContext } from './evidenceContext.js';
import { priceAboveUsual } from './evidencePrice.js';
import { daysSinceContact } from './evidenceRelationship.js';

type Trait = (view: CustomerView, context: EvidenceContext) => number;

/** Numbers that the supervised model sees beside the evidence; each from the same snapshot. */
const READERS: Readonly<Record<string, Trait>> = {
  ln_usual_volume: (view, context) => Math.log(context.volume(view).usual + 0.25),
  ln_volume_ratio: (view, context) => Math.log(context.volume(view).ratio + 0.05),
  ln_tenure: (view) => Math.log1p(view.cutoff - (view.shipmentDays[0] ?? view.cutoff)),
  ramp_evidence: (view, context) =>
    Math.sign(context.decline(view).rampEvidence) * Math.log1p(Math.abs(context.decline(view).rampEvidence)),
  ramp_weeks: (view, context) => context.decline(view).rampWeeks,
  payment_delay: (view, context) => Math.log1p(context.invoicing(view).recent),
  payment_delay_risen: (view, context) => Math.asinh(context.invoicing(view).recent - context.invoicing(view).before),
  open_invoices: (view, context) => Math.log1p(context.invoicing(view).open),
  has_invoices: (view, context) => (context.invoicing(view).due > 0 ? 1 : 0),
  price_above_usual: priceAboveUsual,
  late_above_usual: (view, { company }) =>
    (view.sum('late', 91) + 5 * (company.sum('late', 364) / company.sum('due', 364))) / (view.sum('due', 91) + 5) -
    company.sum('late', 364) / company.sum('due', 364),
  ln_days_since_contact: (view) => Math.log1p(daysSinceContact(view)),
  complaints: (view, context) => Math.log1p(context.complaints(view).opened364),
  failures: failuresFelt,
  price_to_list: (view) => priceToList(view, 91, 0),
  level_2w: (view, context) => context.decline(view).levels[0]! - context.decline(view).levels[4]!,
  level_8w: (view, context) => context.decline(view).levels[2]! - context.decline(view).levels[4]!,
  destination_shift: (view, context) => context.mix(view).destinationShift,
};

const FELT_WEEKS = 40;
const PEAK_WEEKS = 18;
const FORGOTTEN_A_WEEK = 0.85;

/** Failures a parcel as the customer remembers them, by weight (late 1, damaged 4, lost 6), at their worst in the last 18 weeks. */
function failuresFelt(view: CustomerView): number {
  let [failures, parcels, worst] = [0, 0, 0];
  for (let week = FELT_WEEKS; week >= 0; week--) {
    const count = (measure: 'late' | 'damaged' | 'lost' | 'due'): number => view.sum(measure, 7, 7 * week);
    failures = FORGOTTEN_A_WEEK * failures + count('late') + 4 * count('damaged') + 6 * count('lost');
    parcels = FORGOTTEN_A_WEEK * parcels + count('due');
    if (week <= PEAK_WEEKS) worst = Math.max(worst, failures / (parcels + 3));
  }
  return worst;
}

/** Names of the traits. */
export const TRAITS: readonly string[] = Object.keys(READERS);
const READ = Object.values(READERS);

/** The traits of the customer under the view; NaN is missing. */
export function readTraits(view: CustomerView, context: EvidenceContext): Float64Array {
  return Float64Array.from(READ, (read) => read(view, context));
}
