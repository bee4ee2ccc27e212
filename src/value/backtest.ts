import type { CostOptions } from '../account/index.js';
import { errorCodeOf } from '../core/errors.js';
import type { Snapshot } from '../history/types.js';
import type { ActivityModel } from './activity.js';
import { type Calibration, calibrate, groupsOf, uncalibrated } from './calibration.js';
import { customerKeys, sampleOf } from './customerKey.js';
import { type Horizon, horizonOf, PERIOD_DAYS, seasonAhead } from './horizon.js';
import { exposureOf, outlookOf } from './outlook.js';
import { profitCame } from './profitCame.js';
import { unitProfit } from './unitProfit.js';
import { valueState } from './valueState.js';

export interface BacktestInput {
  readonly snapshot: Snapshot;
  readonly fitted: ActivityModel;
  readonly horizon: Horizon;
  readonly costs: CostOptions;
  readonly annualDiscountRate: number;
  readonly seed: number;
  readonly fitCustomers: number;
}

/** Days of history that a forecast of the past stands on, and the shortest horizon worth testing. */
const STANDING_DAYS = 182;
const SHORTEST_DAYS = 84;

/**
 * Makes the forecast as of one horizon ago (a shorter one where the history is short), with the process fitted to what was known then, and
 * learns from what came since. Nothing is learnt where the history is too short.
 */
export function backtest(input: BacktestInput): Calibration {
  const { snapshot, horizon } = input;
  const room = Math.floor((7 * (snapshot.company.blocks - 1) - STANDING_DAYS) / PERIOD_DAYS) * PERIOD_DAYS;
  const whole = Math.floor(horizon.days / PERIOD_DAYS) * PERIOD_DAYS;
  const days = Math.min(whole, room);
  if (days < Math.min(SHORTEST_DAYS, whole)) return uncalibrated();
  try {
    return learn(input, days);
  } catch (error) {
    // Customers of that day may be too few to fit, though those of today are not.
    if (errorCodeOf(error) === 'too-little-history' || errorCodeOf(error) === 'no-customers') return uncalibrated();
    throw error;
  }
}

function learn({ snapshot, fitted, costs, annualDiscountRate, seed, fitCustomers }: BacktestInput, days: number): Calibration {
  const horizon = horizonOf(days, annualDiscountRate);
  const state = valueState(snapshot, days, costs);
  if (state.length === 0) return uncalibrated();
  const keys = customerKeys(snapshot, state.customer);
  const sample = sampleOf(keys, fitCustomers);
  const activity = fitted.refit(state, sample).of(state, horizon.lengths.length);
  const exposureDays = exposureOf(state, activity.active);
  const unit = unitProfit(state, sample, exposureDays);
  const season = seasonAhead(snapshot.company, days, horizon.lengths.length);
  const outlook = outlookOf({ state, activity, unit, exposureDays, horizon, season });
  const came = profitCame(snapshot, state.customer, days, horizon, costs);
  return calibrate(outlook, groupsOf(state, activity.active), came, keys, seed, days);
}
