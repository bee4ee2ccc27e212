import type { OutcomeRecord } from '../../churn/index.js';
import { formatDay } from '../../core/day.js';
import { FEATURES, featureTable } from '../../features/index.js';
import type { History } from '../../history/index.js';
import { numberOrNull } from '../evaluation.js';
import type { Measured } from '../report.js';
import { labelledTable } from '../trainingPanel.js';
import { NORMAL_995 } from './cohorts.js';

/** What the first 28 days after a cutoff foretell of outcomes that are not known yet. */
export interface Surrogate {
  readonly cutoff: string;
  readonly customers: number;
  /** Customers that fell silent beyond 1 in 100 of their own rhythm, or lost half their volume. */
  readonly flagged: number;
  /** Leavers promised, and leavers that so many flags have meant before. */
  readonly expected: number;
  readonly foretold: number;
  /** Foretold ÷ expected with its 99 % interval; null where there is nothing to go by. */
  readonly ratio: Measured;
}

/** Days after a cutoff at which its customers are looked at again. */
export const SURROGATE_DAYS = 28;
const SURPRISE = Math.log(100);
const VOLUME_DAYS = 91;
/** Resolved cutoffs from which is learnt what a flag means. */
const LEARNT_FROM = 4;
const FEWEST_FLAGS = 20;

const GAP_SURPRISE = FEATURES.filter(({ id }) => id === 'gap_surprise');

/**
 * Surrogate outcome of the customers scored at `cutoff`, 28 days on, weighed by what such a flag meant for customers whose outcome is known.
 *
 * @param customers - those scored at the cutoff, with their probabilities
 * @param resolved - cutoffs whose outcomes are known, ascending
 */
export async function surrogateOf(
  history: History,
  record: OutcomeRecord,
  cutoff: number,
  customers: { readonly customer: Int32Array; readonly probability: Float64Array },
  resolved: readonly number[],
  horizonDays: number,
): Promise<Surrogate | null> {
  const known = resolved.slice(-LEARNT_FROM);
  if (known.length === 0) return null;
  const { table, outcome } = await labelledTable(history, record, known, horizonDays, { features: GAP_SURPRISE });
  const [flags, rows, left] = [
    [0, 0],
    [0, 0],
    [0, 0],
  ] as [number[], number[], number[]];
  const flagged = new Map(known.map((day) => [day, flagsAt(history, day)]));
  for (let row = 0; row < outcome.length; row++) {
    const flag = flagged.get(table.cutoff[row]!)?.has(table.customer[row]!) === true ? 1 : 0;
    rows[flag]! += 1;
    left[flag]! += outcome[row]!;
  }
  const now = flagsAt(history, cutoff);
  for (const customer of customers.customer) flags[now.has(customer) ? 1 : 0]! += 1;
  const expected = customers.probability.reduce((sum, p) => sum + p, 0);
  return {
    cutoff: formatDay(cutoff),
    customers: customers.customer.length,
    flagged: flags[1]!,
    expected,
    ...foretold(flags, rows, left, expected),
  };
}

function foretold(flags: number[], rows: number[], left: number[], expected: number): Pick<Surrogate, 'foretold' | 'ratio'> {
  const rate = [0, 1].map((flag) => left[flag]! / Math.max(1, rows[flag]!));
  const sum = flags[0]! * rate[0]! + flags[1]! * rate[1]!;
  if (Math.min(...rows) < FEWEST_FLAGS) return { foretold: sum, ratio: { estimate: null, low: null, high: null } };
  const share = flags[1]! / (flags[0]! + flags[1]!);
  const ofFlags = (rate[1]! - rate[0]!) * (rate[1]! - rate[0]!) * (flags[0]! + flags[1]!) * share * (1 - share);
  // Rows of the cutoffs learnt from share their customers: they are worth no more than those of one.
  const ofRates = [0, 1].map((flag) => (flags[flag]! * flags[flag]! * rate[flag]! * (1 - rate[flag]!) * LEARNT_FROM) / rows[flag]!);
  const half = (NORMAL_995 * Math.sqrt(ofFlags + ofRates[0]! + ofRates[1]!)) / expected;
  const ratio = sum / expected;
  return { foretold: sum, ratio: { estimate: numberOrNull(ratio), low: numberOrNull(ratio - half), high: numberOrNull(ratio + half) } };
}

/** Customers that 28 days after a cutoff are silent beyond their rhythm, or ship half of what they shipped, the company's season allowed for. */
function flagsAt(history: History, cutoff: number): Set<number> {
  const later = history.at(cutoff + SURROGATE_DAYS);
  const flags = new Set<number>();
  const { columns, customer } = featureTable(later, { features: GAP_SURPRISE, eligible: false });
  for (const [row, value] of (columns[0] ?? new Float64Array(0)).entries()) if (value > SURPRISE) flags.add(customer[row]!);
  const before = (of: { sum(measure: 'shipments', days: number, ago?: number): number }): number =>
    (of.sum('shipments', VOLUME_DAYS, SURROGATE_DAYS) * SURROGATE_DAYS) / VOLUME_DAYS;
  const season = later.company.sum('shipments', SURROGATE_DAYS) / Math.max(1, before(later.company));
  for (const index of later.indices) {
    const view = later.view(index);
    if (view.sum('shipments', SURROGATE_DAYS) <= 0.5 * season * before(view)) flags.add(index);
  }
  return flags;
}
