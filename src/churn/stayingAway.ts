import { kaplanMeier } from '../process/index.js';
import { valueAt } from '../process/survival/stepCurve.js';
import type { OutcomeRecord } from './outcomeRecord.js';

/** Who comes back later than this after its confirmation had left, and was won back. */
const PAUSE_DAYS = 364;

/**
 * How likely each confirmed lapse is a leaving and no pause: 0 where the customer came back within 364 days of the confirmation, else the
 * share of lapses as old as it, counted from confirmation, that did not come back by then (Kaplan–Meier over all lapses of the record). A few silences
 * outgrow the limit and are pauses all the same: they show by returning, the recent ones among them only later.
 *
 * @returns by lapse, in [0, 1]
 * @remarks O(lapses · log lapses).
 */
export function stayingAway({ confirmed, returned, dataEnd }: OutcomeRecord): Float64Array {
  const events = returned.map((day, lapse) => (day - confirmed[lapse]! <= PAUSE_DAYS ? 1 : 0));
  if (!events.includes(1)) return new Float64Array(confirmed.length).fill(1);
  const durations = returned.map((day, lapse) => Math.min(PAUSE_DAYS, (Number.isNaN(day) ? dataEnd : day) - confirmed[lapse]!));
  const curve = kaplanMeier({ durations, events });
  const last = valueAt(curve, PAUSE_DAYS);
  return durations.map((days, lapse) => (events[lapse] === 1 || last === 0 ? 0 : last / valueAt(curve, days)));
}
