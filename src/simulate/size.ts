import { normalQuantile } from '../math/normalQuantile.js';
import { divide } from './draws.js';
import { type Behaviour, SEGMENT_SHARES } from './presets.js';

const KEY_SHARE = 0.03;
const WALK_IN = 3;
/** A key account ships a Pareto factor more than usual: from 4, exponent 1.5. */
const KEY_FACTOR_LEAST = 4;
const KEY_FACTOR_EXPONENT = 1.5;
const MIDPOINTS = 64;
const HALVINGS = 40;

/** How big a customer is. */
export interface Size {
  readonly segment: number;
  readonly isKey: boolean;
  /** Usual shipments a week. */
  readonly weekly: number;
}

/** Size by one uniform: its segment, within it whether it is a key account, and within that the quantile of its rate. */
export function sizeOf(behaviour: Behaviour, u: number): Size {
  const { index: segment, rest } = divide(u, SEGMENT_SHARES);
  const keyShare = segment === WALK_IN ? 0 : KEY_SHARE;
  const isKey = rest < keyShare;
  const log = isKey ? logKeyWeekly(behaviour, segment, rest / keyShare) : logWeekly(behaviour, segment, (rest - keyShare) / (1 - keyShare));
  return { segment, isKey, weekly: Math.min(behaviour.weeklyCap, Math.exp(log)) };
}

function logWeekly({ weeklyMedian, weeklyLogSd }: Behaviour, segment: number, u: number): number {
  return Math.log(weeklyMedian[segment]!) + weeklyLogSd[segment]! * normalQuantile(u);
}

/** Quantile of the usual rate times the factor: its law is the mean of Pareto laws, one for each quantile of the usual rate. */
function logKeyWeekly(behaviour: Behaviour, segment: number, u: number): number {
  const least = Array.from(
    { length: MIDPOINTS },
    (_, k) => Math.log(KEY_FACTOR_LEAST) + logWeekly(behaviour, segment, (k + 0.5) / MIDPOINTS),
  );
  const shareBelow = (log: number): number =>
    least.reduce((sum, from) => sum - Math.expm1(Math.min(0, KEY_FACTOR_EXPONENT * (from - log))), 0) / MIDPOINTS;
  let low = least[0]!;
  let high = Math.log(behaviour.weeklyCap);
  if (shareBelow(high) <= u) return high;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (shareBelow(middle) < u) low = middle;
    else high = middle;
  }
  return low;
}
