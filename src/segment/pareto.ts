import type { Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { type Concentration, type ConcentrationOptions, concentration, lorenzCurve } from './concentration.js';
import { basisUsed, customerFigures, type FigureOptions, type GivenFigures, type ValueBasis, valueColumn } from './customerFigures.js';

export interface ParetoOptions extends FigureOptions, GivenFigures, ConcentrationOptions {
  /** What is shared out: profit (default), spend or shipments. */
  readonly by?: ValueBasis;
  /** About how many points of the curve to give; default 101. */
  readonly points?: number;
}

/** Concentration figures, and the Lorenz curve as a table. */
export interface ParetoResult extends Concentration {
  readonly by: ValueBasis;
  readonly curve: Table<{ readonly population_share: Float64Array; readonly value_share: Float64Array }>;
}

/**
 * How unevenly profit (or spend, or shipments) is spread: Gini coefficient, what the best 20 % bring, what share of customers brings 80 %.
 * 80/20 is a finding to test, not a law; each figure carries its 90 % interval.
 *
 * @throws HoldfastError `bad-parameter` when all customers together bring nothing: shares then mean nothing
 * @remarks O(customers · replicates). See {@link concentration}.
 * @example
 * ```ts
 * const spend = [450, 350, 60, 50, 30, 25, 15, 10, 6, 4];
 * const shipments = spend.map((freight, at) => ({ customer_id: `c${at}`, freight, shipped_at: '2026-03-01' }));
 * const { top, brought } = pareto((await historyFrom({ shipments })).history.at('2026-03-02'), { by: 'spend' });
 * [top.find(({ share }) => share === 0.2).estimate, brought.find(({ share }) => share === 0.8).customers]; // => [0.8, 2]
 * ```
 */
export function pareto(snapshot: Snapshot, options: ParetoOptions = {}): ParetoResult {
  const { by = 'profit', points = 101 } = options;
  const figures = customerFigures(snapshot, options);
  const values = valueColumn(figures, by);
  const curve = lorenzCurve(values, points);
  return {
    ...concentration(values, options),
    by: basisUsed(figures, by),
    curve: {
      length: curve.length,
      columns: {
        population_share: Float64Array.from(curve, ({ population }) => population),
        value_share: Float64Array.from(curve, ({ value }) => value),
      },
    },
  };
}
