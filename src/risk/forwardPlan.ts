import { formatDay } from '../core/day.js';
import { ensure } from '../core/errors.js';

/** Longest time from onset to confirmation of a lapse, days. */
export const LONGEST_CONFIRMATION_DAYS = 182;
/** A customer must have been known this long to be eligible, so nothing can be learnt from earlier cutoffs. */
const WARM_UP_DAYS = 56;
const LONGEST_BLOCK = 4;

/** Which cutoffs serve what; each list ascending, as day numbers. */
export interface ForwardPlan {
  /** Candidates are fitted here; their outcome windows end before `validation` begins. Empty when history is too short to choose. */
  readonly fit: readonly number[];
  /** Candidates are chosen, stopped and recalibrated here: the last resolved training block. */
  readonly validation: readonly number[];
  /** The chosen one is fitted again here: every cutoff resolved before the first test cutoff. Holds `fit` and `validation`. */
  readonly refit: readonly number[];
  /** Judged here: strictly later than everything above, outcomes included. */
  readonly test: readonly number[];
  /** The model that is kept is fitted here: every cutoff resolved by the end of the data. */
  readonly all: readonly number[];
}

/** What the plan is made from; days are day numbers. */
export interface ForwardSpan {
  readonly firstDay: number;
  readonly endDay: number;
  readonly horizonDays: number;
  readonly stepDays: number;
}

/**
 * Days of history without which no honest train → test fold fits: two horizons with their confirmations (182 days each), a warm-up of 56
 * days and one step.
 *
 * @param horizonDays - days ahead, as `trainRisk` takes them
 * @param stepDays - days between snapshots
 * @example
 * ```ts
 * neededDays(91, 28); // => 630
 * ```
 */
export function neededDays(horizonDays: number, stepDays: number): number {
  return WARM_UP_DAYS + stepDays + 2 * (horizonDays + LONGEST_CONFIRMATION_DAYS);
}

/**
 * Cutoffs every `stepDays` back from the last one whose outcomes are all resolved, split forward in time.
 *
 * @throws HoldfastError `too-little-history` naming the date from which training is possible
 */
export function forwardPlan(span: ForwardSpan): ForwardPlan {
  ensureEnough(span);
  const resolution = span.horizonDays + LONGEST_CONFIRMATION_DAYS;
  const all = cutoffsBack(span.endDay - resolution, span.firstDay + WARM_UP_DAYS, span.stepDays);
  const test = all.slice(-testBlockLength(all, resolution));
  const refit = all.filter((cutoff) => cutoff + resolution <= test[0]!);
  const validation = validationBlock(refit, span.horizonDays);
  const fit = refit.filter((cutoff) => validation.length > 0 && cutoff + span.horizonDays <= validation[0]!);
  return { fit, validation, refit, test, all };
}

function cutoffsBack(last: number, earliest: number, step: number): number[] {
  const cutoffs: number[] = [];
  for (let cutoff = last; cutoff >= earliest; cutoff -= step) cutoffs.push(cutoff);
  return cutoffs.reverse();
}

/** As many test cutoffs, to four, as leave four times as many to train on; at least one. */
function testBlockLength(all: readonly number[], resolution: number): number {
  const trainable = all.filter((cutoff) => cutoff + resolution <= all.at(-1)!).length;
  return Math.max(1, Math.min(LONGEST_BLOCK, Math.floor(trainable / 4)));
}

/** The last cutoffs of `refit`, to four, that leave at least as many whose outcome windows have ended before; else none. */
function validationBlock(refit: readonly number[], horizonDays: number): readonly number[] {
  for (let length = LONGEST_BLOCK; length > 0; length--) {
    const block = refit.slice(-length);
    const before = refit.filter((cutoff) => cutoff + horizonDays <= (block[0] ?? 0)).length;
    if (before >= length) return block;
  }
  return [];
}

function ensureEnough(span: ForwardSpan): void {
  const needed = neededDays(span.horizonDays, span.stepDays);
  const days = span.endDay - span.firstDay;
  const from = formatDay(span.firstDay + needed);
  ensure(days >= needed, 'too-little-history', () => ({
    en: `training needs ${needed} days of history and there are ${days}; it becomes possible on ${from}. Until then score without a model: customers are ranked by their own rhythm`,
    zh: `训练需要 ${needed} 天的运单历史，现有 ${days} 天；最早可训练日期为 ${from}。在此之前可不带模型评分：按客户自身的发货节奏排序`,
  }));
}
