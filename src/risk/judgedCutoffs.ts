import { DEFAULT_LAPSE_RULE, type LapseRule } from '../account/index.js';
import { dayOf } from '../core/day.js';
import type { RiskModel } from './riskModel.js';

/** First day whose outcomes the model has not seen: that of its training, or the end of the horizons it was recalibrated on. */
export function firstUnseenDay({ card, model }: RiskModel): number {
  const trained = dayOf(card.asOf);
  return card.recalibrated === undefined ? trained : Math.max(trained, dayOf(card.recalibrated.to) + model.horizonDays);
}

/** Every `step` days back from the last day that is resolved, none before `first`; ascending. */
export function cutoffsBetween(first: number, last: number, step: number): number[] {
  const cutoffs: number[] = [];
  for (let cutoff = last; cutoff >= first; cutoff -= step) cutoffs.unshift(cutoff);
  return cutoffs;
}

/** The rule the model was trained with; a custom one cannot be kept in a file, so the default stands in. */
export function ruleOf({ card }: RiskModel): LapseRule {
  const { epsilon } = card.report.lapseRule;
  return epsilon === null ? DEFAULT_LAPSE_RULE : { kind: 'adaptive', epsilon };
}
