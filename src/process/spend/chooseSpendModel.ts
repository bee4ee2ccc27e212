import type { Text } from '../../core/text.js';
import type { FitOptions } from '../fit/fitReport.js';
import { expectedSpend, fitGammaGamma, type GammaGammaFit } from './gammaGamma.js';
import { fitLogNormal, fitNormalNormal, logNormalExpected, normalNormalExpected, type ShrinkageParams } from './shrinkage.js';
import { ensureSpendHistory, type SpendHistory } from './spendHistory.js';

/** Above this correlation of frequency with spend, Gamma-Gamma's assumption does not hold. */
const MOST_CORRELATION = 0.3;

/** A model of spend, chosen by the data, and why. */
export interface SpendChoice {
  readonly kind: 'gamma-gamma' | 'lognormal' | 'normal-normal';
  readonly model: GammaGammaFit['model'] | ShrinkageParams;
  /** Correlation of the logarithms of shipments and mean spend (of the plain numbers where money is not always > 0). */
  readonly correlation: number;
  readonly reason: Text;
  /** Expected money of a coming shipment of each customer of the history, shape (n,). */
  readonly expected: Float64Array;
  /** The same of a customer of whom nothing is known. */
  readonly expectedOfNew: number;
}

/**
 * Chooses and fits a spend model: normal–normal when money is negative somewhere; lognormal when spend depends on frequency or the
 * Gamma-Gamma fit cannot be believed; Gamma-Gamma else.
 *
 * @param history - of {@link spendHistory}, or with the columns that the chosen model needs
 * @throws HoldfastError as the fits do
 * @example
 * ```ts
 * const history = spendHistory([0, 0, 1, 1, 2, 2], [5, -1, 8, 9, 3, 2], 3); // a shipment made a loss
 * chooseSpendModel(history).kind; // => 'normal-normal'
 * ```
 */
export function chooseSpendModel(history: SpendHistory, options: FitOptions = {}): SpendChoice {
  ensureSpendHistory(history, -Infinity);
  const positive =
    Array.from(history.meanSpend).every((m) => m > 0) && (history.squaredDeviation === undefined || history.meanLogSpend !== undefined);
  const correlation = correlationOf(history, positive);
  if (!positive) return shrunk('normal-normal', history, correlation, NEGATIVE);
  if (Math.abs(correlation) > MOST_CORRELATION) return shrunk('lognormal', history, correlation, dependent(correlation));
  const { model, report } = fitGammaGamma(history, options);
  if (!report.converged || report.boundary.length > 0) return shrunk('lognormal', history, correlation, UNBELIEVABLE);
  return {
    kind: 'gamma-gamma',
    model,
    correlation,
    reason: independent(correlation),
    expected: Float64Array.from(history.meanSpend, (m, i) => expectedSpend(model, history.shipmentCount[i]!, m)),
    expectedOfNew: expectedSpend(model, 0, 0),
  };
}

function shrunk(kind: 'lognormal' | 'normal-normal', history: SpendHistory, correlation: number, reason: Text): SpendChoice {
  const logs = kind === 'lognormal';
  const model = logs ? fitLogNormal(history) : fitNormalNormal(history);
  const means = (logs ? history.meanLogSpend : history.meanSpend) ?? [];
  const forecast = logs ? logNormalExpected : normalNormalExpected;
  return {
    kind,
    model,
    correlation,
    reason,
    expected: Float64Array.from(means, (m, i) => forecast(model, history.shipmentCount[i]!, m)),
    expectedOfNew: forecast(model, 0, 0),
  };
}

/** Pearson correlation of shipments and spend; 0 where one of them does not vary. */
function correlationOf({ shipmentCount, meanSpend }: SpendHistory, logs: boolean): number {
  const value = logs ? Math.log : (x: number): number => x;
  const [a, b] = [Array.from(shipmentCount, value), Array.from(meanSpend, value)];
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((x, i) => {
    ab += (x - meanA) * (b[i]! - meanB);
    aa += (x - meanA) * (x - meanA);
    bb += (b[i]! - meanB) * (b[i]! - meanB);
  });
  return aa * bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

const NEGATIVE: Text = {
  en: 'Normal–normal: money is not above 0 for every shipment, which Gamma-Gamma and lognormal cannot say.',
  zh: '正态–正态：并非每票金额都大于 0，Gamma-Gamma 与对数正态模型均不适用。',
};
const UNBELIEVABLE: Text = {
  en: 'Lognormal: the Gamma-Gamma fit ran to the border of its parameters.',
  zh: '对数正态：Gamma-Gamma 的拟合参数到达边界，不可信。',
};

function dependent(correlation: number): Text {
  const value = correlation.toFixed(2);
  return {
    en: `Lognormal: spend depends on frequency (correlation ${value}, limit ±${MOST_CORRELATION}), which Gamma-Gamma excludes; fit segments apart.`,
    zh: `对数正态：金额与频次相关（相关系数 ${value}，上限 ±${MOST_CORRELATION}），不符合 Gamma-Gamma 的假设；请分群拟合。`,
  };
}

function independent(correlation: number): Text {
  const value = correlation.toFixed(2);
  return {
    en: `Gamma-Gamma: all money is above 0 and spend does not depend on frequency (correlation ${value}, limit ±${MOST_CORRELATION}).`,
    zh: `Gamma-Gamma：金额均大于 0，且与频次无明显相关（相关系数 ${value}，上限 ±${MOST_CORRELATION}）。`,
  };
}
