import { FEATURES, type Feature } from '../features/index.js';

/**
 * Features a model may learn from. Left out are
 * - those of the customers table: its row is that of today, so a contract that was renewed hides the earlier one, and "has a known
 *   contract" means "was never renewed", which is to say: left (simulator: probabilities three times too high for the customers of today);
 * - places, products and the season ahead: a panel holds few of each, seen again and again in rows of the same customers, and what was
 *   learnt of them does not hold forward in time (simulator, realistic, 8,000 customers: AUC .679 without, .672 with them). What goes
 *   wrong at a place is in `branch_late_28d` and its like.
 */
export const TRAINING_FEATURES: readonly Feature[] = FEATURES.filter((feature) => !isUndated(feature) && !isPlaceOrSeason(feature));

/** Ids of those that rest on the undated customers table. */
export const UNDATED_FEATURES: readonly string[] = FEATURES.filter(isUndated).map(({ id }) => id);

function isUndated({ needs }: Feature): boolean {
  return needs.some((need) => need.startsWith('customers.'));
}

function isPlaceOrSeason({ id, categorical }: Feature): boolean {
  return categorical !== undefined || id.startsWith('season_ahead');
}
