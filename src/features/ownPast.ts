import type { Snapshot } from '../history/types.js';
import { type FeatureContext, featureContext } from './context.js';
import { eligibility } from './eligibility.js';
import type { Feature } from './feature.js';

const YEAR_DAYS = 364;

/**
 * A function that reads a feature of a customer as it stood a year before the snapshot. NaN where there is nothing fair to compare with:
 * the customer could not be scored then, or the feature tells of its contract, its age or its place, not of how it behaves.
 *
 * @remarks The first call costs a feature context of that day.
 */
export function ownPast(snapshot: Snapshot): (feature: Feature, customer: number) => number {
  let past: { readonly snapshot: Snapshot; readonly context: FeatureContext; readonly known: ReadonlySet<number> } | undefined;
  let looked = false;
  return (feature, customer) => {
    if (!looked) {
      looked = true;
      const earlier = snapshot.earlier(YEAR_DAYS);
      past = earlier && { snapshot: earlier, context: featureContext(earlier), known: new Set(earlier.indices) };
    }
    if (past === undefined || feature.family === 'profile' || !past.known.has(customer)) return Number.NaN;
    const view = past.snapshot.view(customer);
    return eligibility(view) === 'eligible' ? feature.compute(view, past.context) : Number.NaN;
  };
}
