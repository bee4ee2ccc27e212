import { ensure } from '../../core/errors.js';

/** Customers of each cohort still there after 0, 1, 2, … periods; counts that never rise. */
export type RetentionCurves = readonly ArrayLike<number>[];

/** What the curves come down to: customers lost in period t, and still there when their observation ended after t. */
export interface RetentionCounts {
  readonly lost: Float64Array;
  readonly kept: Float64Array;
  readonly customers: number;
}

/** Throws `no-customers`, `too-little-history` or `bad-history` unless the curves can be. */
export function retentionCounts(curves: RetentionCurves): RetentionCounts {
  const length = curves.reduce((most, curve) => Math.max(most, curve.length), 0);
  const [lost, kept] = [new Float64Array(Math.max(1, length)), new Float64Array(Math.max(1, length))];
  let customers = 0;
  curves.forEach((curve, cohort) => {
    ensureCurve(curve, cohort);
    customers += curve[0]!;
    for (let t = 1; t < curve.length; t++) lost[t]! += curve[t - 1]! - curve[t]!;
    kept[curve.length - 1]! += curve[curve.length - 1]!;
  });
  ensure(customers > 0, 'no-customers', () => ({
    en: 'There are no customers in the retention curves; a curve begins with the customers of its cohort.',
    zh: '留存曲线中没有客户；每条曲线应以该批客户的人数开头。',
  }));
  ensure(
    lost.some((count) => count > 0),
    'too-little-history',
    () => ({
      en: 'Nobody left in the retention curves, so nothing can be learnt about leaving; use a longer history',
      zh: '留存曲线中没有人流失，无法学习流失规律；请使用更长的历史',
    }),
  );
  return { lost, kept, customers };
}

function ensureCurve(curve: ArrayLike<number>, cohort: number): void {
  for (let t = 0; t < curve.length; t++)
    ensure(curve[t]! >= 0 && curve[t]! < Infinity && (t === 0 || curve[t]! <= curve[t - 1]!), 'bad-history', () => ({
      en: `Cohort ${cohort} has ${curve[t]} customers after ${t} periods; counts must be finite, not negative, and never rise`,
      zh: `第 ${cohort} 批客户在 ${t} 期后为 ${curve[t]} 人；人数须为非负的有限数，且不得上升`,
    }));
}
