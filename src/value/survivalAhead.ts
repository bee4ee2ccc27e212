import { ensure } from '../core/errors.js';
import type { Snapshot } from '../history/types.js';
import type { Activity } from './activity.js';
import type { Horizon } from './horizon.js';
import type { ValueState } from './valueState.js';

/**
 * A survival model of the caller's own: for a customer that is one now, the probability that it still is after 1, 2, … 28-day periods;
 * falling, each in [0, 1]. Where the list ends, the last hazard holds on. `undefined`: the purchase process answers for this customer.
 */
export type SurvivalAhead = (customerId: string) => ArrayLike<number> | undefined;

/** An activity, and 1 in `used` where its course of leaving is that of the caller's model. */
export interface SurvivedActivity {
  readonly activity: Activity;
  readonly used: Uint8Array;
}

/** The activity with its course of leaving taken from the caller's model where that speaks. Throws `bad-parameter`. */
export function withSurvival(
  activity: Activity,
  snapshot: Snapshot,
  state: ValueState,
  horizon: Horizon,
  survival: SurvivalAhead | undefined,
): SurvivedActivity {
  const used = new Uint8Array(state.length);
  if (survival === undefined) return { activity, used };
  const periods = horizon.lengths.length;
  const stays = activity.stays.slice();
  for (let row = 0; row < state.length; row++) {
    const id = snapshot.customers.ids[state.customer[row]!]!;
    const curve = survival(id);
    if (curve === undefined || curve.length === 0) continue;
    used[row] = 1;
    let before = 1;
    let hazard = 0;
    for (let k = 0; k < periods; k++) {
      const now = k < curve.length ? curve[k]! : before * (1 - hazard);
      ensureFalling(id, k, before, now);
      hazard = before > 0 ? 1 - now / before : 0;
      before = now;
      stays[row * periods + k] = activity.active[row]! * now;
    }
  }
  return { activity: { ...activity, stays }, used };
}

function ensureFalling(id: string, period: number, before: number, now: number): void {
  ensure(now >= 0 && now <= before, 'bad-parameter', () => ({
    en: `The survival of customer ${id} must fall from 1 and stay in [0, 1]; it is ${before} and then ${now} after period ${period + 1}.`,
    zh: `客户 ${id} 的生存概率应自 1 起不增，且位于 [0, 1] 内；第 ${period + 1} 期后由 ${before} 变为 ${now}。`,
  }));
}
