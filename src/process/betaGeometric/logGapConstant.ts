import { ensure } from '../../core/errors.js';
import { logGamma } from '../../math/logGamma.js';
import type { RepeatHistory } from '../repeatHistory.js';

/**
 * (k − 1)·Σ ln Δ − Σ x·ln Γ(k): the density of the gaps that no parameter is in, without which shapes cannot be compared.
 *
 * @throws HoldfastError `bad-history` without `sumLogGapDays`
 */
export function logGapConstant(shape: number, { repeatCount, sumLogGapDays }: RepeatHistory): number {
  ensure(sumLogGapDays !== undefined, 'bad-history', () => ({
    en: `Gaps of shape ${shape} need the column sumLogGapDays (the sum of the logarithms of each customer's gaps, in days); add it, or use shape 1`,
    zh: `形状为 ${shape} 的间隔需要 sumLogGapDays 列（每位客户各次间隔天数的对数之和）；请补上该列，或改用形状 1`,
  }));
  let total = 0;
  for (let i = 0; i < repeatCount.length; i++) total += (shape - 1) * sumLogGapDays[i]! - repeatCount[i]! * logGamma(shape);
  return total;
}
