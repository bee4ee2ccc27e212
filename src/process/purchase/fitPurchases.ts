import { ensure } from '../../core/errors.js';
import { fitByLikelihood } from '../fit/fitByLikelihood.js';
import type { FitOptions, FitReport } from '../fit/fitReport.js';
import { type RepeatGroups, repeatGroups } from '../repeatGroups.js';
import { ensureRepeatHistory, type RepeatHistory } from '../repeatHistory.js';
import { thinned } from '../repeatStarts.js';
import type { PurchaseKernel } from './purchaseKernel.js';

/** Longest observation after scaling; keeps all log-parameters near 0. */
export const SCALED_LENGTH = 32;

/** Parameters by name, times in days, and whether they may be believed. */
export interface PurchaseFit<Name extends string> {
  readonly model: Readonly<Record<Name, number>>;
  readonly report: FitReport<Name>;
}

/** Fits a purchase process to repeat histories: equal histories are grouped, time is scaled, then {@link fitByLikelihood}. */
export function fitPurchases<Name extends string>(
  kernel: PurchaseKernel<Name>,
  history: RepeatHistory,
  options: FitOptions = {},
): PurchaseFit<Name> {
  ensureFittable(history);
  const constant = kernel.constant(history);
  const timeScale = SCALED_LENGTH / longestOf(history);
  const groups = repeatGroups(history, timeScale);
  const problem = problemOf(kernel, groups);
  const warm = options.start && [kernel.names.map((name, i) => Math.log(options.start![name]! * (kernel.inTime[i] ? timeScale : 1)))];
  const { theta, report } = fitByLikelihood(
    warm ? { ...problem, starts: warm } : problem,
    warm ? { ...options, randomStarts: 0 } : options,
  );
  const inDays = (name: Name, value: number): number => (kernel.inTime[kernel.names.indexOf(name)] ? value / timeScale : value);
  const named = (value: (name: Name, i: number) => number): Record<Name, number> =>
    Object.fromEntries(kernel.names.map((name, i) => [name, inDays(name, value(name, i))])) as Record<Name, number>;
  const repeats = groups.x.reduce((sum, x, group) => sum + x * groups.customers[group]!, 0);
  return {
    model: named((_, i) => theta[i]!),
    report: {
      ...report,
      standardErrors: named((name) => report.standardErrors[name]),
      logLikelihood: report.logLikelihood + kernel.timePower * repeats * Math.log(timeScale) + constant,
    },
  };
}

function problemOf<Name extends string>(kernel: PurchaseKernel<Name>, groups: RepeatGroups): Parameters<typeof fitByLikelihood<Name>>[0] {
  const few = thinned(groups);
  const total = (part: RepeatGroups): number => part.customers.reduce((sum, count) => sum + count, 0);
  return {
    names: kernel.names,
    limits: kernel.limits,
    customers: total(groups),
    likelihood: kernel.likelihood(groups),
    starts: kernel.starts(groups),
    rough: { likelihood: kernel.likelihood(few), customers: total(few) },
  };
}

function longestOf({ observedDays }: RepeatHistory): number {
  let longest = 0;
  for (let i = 0; i < observedDays.length; i++) longest = Math.max(longest, observedDays[i]!);
  return longest;
}

function ensureFittable(history: RepeatHistory): void {
  const { repeatCount } = history;
  ensure(repeatCount.length > 0, 'no-customers', () => ({
    en: 'There are no customers to fit; pass at least one.',
    zh: '没有可拟合的客户；请至少传入一位。',
  }));
  ensureRepeatHistory(history);
  let repeated = false;
  for (let i = 0; i < repeatCount.length && !repeated; i++) repeated = repeatCount[i]! > 0;
  ensure(repeated && longestOf(history) > 0, 'too-little-history', () => ({
    en: `None of the ${repeatCount.length} customers shipped again, so nothing can be learnt about repeats; use a longer history`,
    zh: `${repeatCount.length} 位客户都没有再次寄件，无法学习重复规律；请使用更长的历史`,
  }));
}
