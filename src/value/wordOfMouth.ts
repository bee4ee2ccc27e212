import { ensure } from '../core/errors.js';

/** A low and a high guess. */
export type Range = readonly [low: number, high: number];

export interface WordOfMouthInput {
  readonly satisfied?: number;
  readonly dissatisfied?: number;
  /** Whom one satisfied customer tells; the teaching says 4 to 5. */
  readonly tellSatisfied?: Range;
  /** Whom one dissatisfied customer tells; the teaching says 7 to 13, reported counts go from 8 to 22: an input, not a truth. */
  readonly tellDissatisfied?: Range;
  /** Share of the listeners that would have become a customer, or will not become one for it; default 0: nobody knows it. */
  readonly conversion?: number;
  /** What a new customer is worth, money; default 0. */
  readonly newCustomerValue?: number;
}

export interface WordOfMouth {
  /** Listeners. */
  readonly positive: Range;
  readonly negative: Range;
  /** Money won and lost by what they hear; the loss is negative. */
  readonly gain: Range;
  readonly loss: Range;
}

/**
 * How many hear of it, and what that is worth: listeners × conversion × value of a new customer.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks TARP and the courses; Schmitt, Skiera & Van den Bulte, J. Marketing 75 (2011), find referred customers at least 16 % more valuable,
 *   later work in telecommunication did not.
 * @example
 * ```ts
 * const { positive, negative } = wordOfMouth({ satisfied: 100, dissatisfied: 20 });
 * [positive, negative]; // => [[400, 500], [140, 260]]
 * ```
 */
export function wordOfMouth(input: WordOfMouthInput): WordOfMouth {
  const { satisfied = 0, dissatisfied = 0, conversion = 0, newCustomerValue = 0 } = input;
  const { tellSatisfied = [4, 5], tellDissatisfied = [7, 13] } = input;
  const counts = [satisfied, dissatisfied, ...tellSatisfied, ...tellDissatisfied];
  ensure(
    counts.every((count) => count >= 0 && count < Number.POSITIVE_INFINITY) && conversion >= 0 && conversion <= 1,
    'bad-parameter',
    () => ({
      en: `Customers and listeners must be numbers from 0, conversion a share from 0 to 1; got ${[...counts, conversion].join(', ')}.`,
      zh: `客户数与听众数应不小于 0，转化率应在 0 到 1 之间；收到 ${[...counts, conversion].join('、')}。`,
    }),
  );
  const times = ([low, high]: Range, factor: number): Range => [low * factor, high * factor];
  const positive = times(tellSatisfied, satisfied);
  const negative = times(tellDissatisfied, dissatisfied);
  const worth = conversion * newCustomerValue;
  return { positive, negative, gain: times(positive, worth), loss: [-worth * negative[1], -worth * negative[0]] };
}
