import { CAUSES_BY_TYPE, type ChurnCause, type ChurnType } from '../../core/codes.js';

/** The three types of leaving, in the order of {@link CAUSES_BY_TYPE}. */
export const CHURN_TYPES = Object.keys(CAUSES_BY_TYPE) as readonly ChurnType[];
/** The twelve causes, type by type; columns of every probability by cause are in this order. */
export const CHURN_CAUSES: readonly ChurnCause[] = CHURN_TYPES.flatMap((type) => CAUSES_BY_TYPE[type]);

const TYPE_OF = new Map<ChurnCause, ChurnType>(CHURN_TYPES.flatMap((type) => CAUSES_BY_TYPE[type].map((cause) => [cause, type] as const)));

/** The type that a cause belongs to. */
export function typeOfCause(cause: ChurnCause): ChurnType {
  return TYPE_OF.get(cause)!;
}

/** Position of each cause's type in {@link CHURN_TYPES}, by position of the cause. */
export const TYPE_PLACE: readonly number[] = CHURN_CAUSES.map((cause) => CHURN_TYPES.indexOf(typeOfCause(cause)));

/** Probability by type from probability by cause. */
export function byType(probability: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(CHURN_TYPES.length);
  for (let place = 0; place < CHURN_CAUSES.length; place++) sums[TYPE_PLACE[place]!]! += probability[place]!;
  return sums;
}
