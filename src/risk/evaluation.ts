import { bootstrapMetrics, calibrationTable, METRIC_NAMES } from '../evaluate/index.js';
import type { Evaluation, Measured, ReliabilityBin } from './report.js';

/** Every metric of some probabilities, with 90 % intervals from resamples of customers. */
export function evaluationOf(probability: Float64Array, outcome: Uint8Array, customer: Int32Array, replicates = 200): Evaluation {
  const measured = bootstrapMetrics(METRIC_NAMES, probability, outcome, { groups: customer, replicates });
  return Object.fromEntries(METRIC_NAMES.map((name) => [name, measuredOf(measured[name])])) as Evaluation;
}

function measuredOf({ estimate, low, high }: { estimate: number; low: number; high: number }): Measured {
  return { estimate: numberOrNull(estimate), low: numberOrNull(low), high: numberOrNull(high) };
}

/** JSON has no NaN. */
export function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Ten bins of equal count. */
export function reliabilityOf(probability: Float64Array, outcome: Uint8Array): ReliabilityBin[] {
  const { columns, length } = calibrationTable(probability, outcome);
  return Array.from({ length }, (_, bin) => ({
    rows: columns.rows[bin]!,
    left: columns.events[bin]!,
    mean_probability: columns.mean_probability[bin]!,
    left_rate: columns.event_rate[bin]!,
  }));
}
