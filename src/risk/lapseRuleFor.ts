import { calibrateEpsilon, type LapseRule } from '../account/index.js';
import type { Snapshot } from '../history/types.js';
import { numberOrNull } from './evaluation.js';
import type { RiskReport } from './report.js';

const LABEL_EPSILON = 1e-3;

/**
 * The rule outcomes are labelled by: `adaptive` with epsilon 1e-3, smaller where more than 5 % of confirmed lapses came back, because
 * the customers ship in clumps.
 */
export function lapseRuleFor(
  snapshot: Snapshot,
  given: LapseRule | undefined,
): { readonly rule: LapseRule; readonly report: RiskReport['lapseRule'] } {
  if (given !== undefined) {
    const epsilon = given.kind === 'adaptive' ? (given.epsilon ?? LABEL_EPSILON) : null;
    return { rule: given, report: { kind: given.kind, epsilon, returnRate: null } };
  }
  const calibrated = calibrateEpsilon(snapshot);
  const epsilon = Math.min(LABEL_EPSILON, calibrated.epsilon);
  const own = calibrated.bands.filter((band) => band.epsilon === epsilon);
  const sum = (of: 'lapses' | 'returned'): number => own.reduce((total, band) => total + band[of], 0);
  const returnRate = Number.isNaN(calibrated.returnRate) ? null : numberOrNull(sum('returned') / sum('lapses'));
  return { rule: { kind: 'adaptive', epsilon }, report: { kind: 'adaptive', epsilon, returnRate } };
}
