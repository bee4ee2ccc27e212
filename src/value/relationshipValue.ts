import { ensureAnnualRate } from './horizon.js';
import { ensureRetention } from './presentValue.js';

export interface RelationshipInput {
  /** Money a year while it is a customer. */
  readonly annualProfit: number;
  /** Share kept from year to year, r in [0, 1]. */
  readonly retentionRate: number;
  /** d, a share a year; default 0.1. */
  readonly annualDiscountRate?: number;
}

/** What the textbook formulas say of a relationship with one retention rate for ever. */
export interface RelationshipValue {
  /** Expected length in years, 1 ÷ (1 − r), the running one included. */
  readonly years: number;
  /** Money of all coming years, not discounted. */
  readonly undiscounted: number;
  /** M·r ÷ (1 + d − r): the first payment comes in a year, if the customer is kept. */
  readonly atYearEnd: number;
  /** M·(1 + d) ÷ (1 + d − r): the first payment comes now. */
  readonly atYearStart: number;
  /** r ÷ (1 + d − r): years' profits that a customer is worth. */
  readonly multiple: number;
  /** (1 + d) ÷ (1 + d − r): percent by which the value rises with one percent of r. */
  readonly elasticity: number;
}

/**
 * Value of a relationship with a constant retention rate, the formulas of the textbooks, at both timings.
 *
 * Real bases differ: customers with low r leave first, so the average r says too little of those who stayed; use {@link lifetimeProfit}
 * or an sBG law (`discountedResidualLifetime`) for them.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks Retention elasticity with margin elasticity 1: Gupta, Lehmann & Stuart, J. Marketing Research 41 (2004), found 3 to 7 in practice.
 * @example
 * ```ts
 * const { years, undiscounted, atYearEnd, atYearStart, elasticity } = relationshipValue({ annualProfit: 1200, retentionRate: 0.8 });
 * [years, undiscounted, atYearEnd, atYearStart, elasticity]; // => [5, 4800, 3200, 4400, 3.6667] (4 dp)
 * ```
 */
export function relationshipValue({ annualProfit, retentionRate: r, annualDiscountRate: d = 0.1 }: RelationshipInput): RelationshipValue {
  ensureAnnualRate(d);
  ensureRetention(r, 1);
  const years = 1 / (1 - r);
  return {
    years,
    undiscounted: annualProfit * (r === 1 ? Number.POSITIVE_INFINITY : r / (1 - r)),
    atYearEnd: (annualProfit * r) / (1 + d - r),
    atYearStart: (annualProfit * (1 + d)) / (1 + d - r),
    multiple: r / (1 + d - r),
    elasticity: (1 + d) / (1 + d - r),
  };
}
