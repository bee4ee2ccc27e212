import { ensure } from '../../core/errors.js';
import { moneyReader } from './moneyReader.js';
import { checkedAcceptance } from './offer.js';

/** What contacting each customer costs and may bring; numbers for all, or columns of shape (n,). */
export interface ContactTerms {
  /** V: what the customer brings if it stays, finite money; below 0 where it costs more than it brings. */
  readonly customerValue: number | ArrayLike<number>;
  /** d: the incentive taken by leavers who accept and by everybody who would have stayed, >= 0. */
  readonly incentive: number | ArrayLike<number>;
  /** f: one contact, >= 0. */
  readonly contactCost: number | ArrayLike<number>;
  /** γ: share of leavers whom the offer keeps, in (0, 1]; default 0.3. */
  readonly acceptance?: number | undefined;
}

/** Terms of n customers that have passed every check. */
export interface CheckedTerms {
  readonly value: (row: number) => number;
  readonly incentive: (row: number) => number;
  readonly contact: (row: number) => number;
  readonly acceptance: number;
}

/** `length-mismatch` or `bad-parameter` unless every term fits n rows. */
export function checkedTerms({ customerValue, incentive, contactCost, acceptance = 0.3 }: ContactTerms, n: number): CheckedTerms {
  return {
    value: moneyReader('customerValue', customerValue, n),
    incentive: moneyReader('incentive', incentive, n, 0),
    contact: moneyReader('contactCost', contactCost, n, 0),
    acceptance: checkedAcceptance(acceptance),
  };
}

/**
 * What contacting each customer earns: p·γ(V − d) − (1 − p)·d − f. With the outcome (0 or 1) for p it is what the contact would have
 * earned, with a calibrated probability what it is expected to earn. A leaver who accepts stays and takes the incentive; a leaver who
 * does not costs the contact; whoever would have stayed takes the incentive all the same.
 *
 * @param likelihood - p, shape (n,), each in [0, 1]
 * @param terms - V, d, f (numbers or columns) and γ
 * @returns shape (n,), money
 * @throws HoldfastError `length-mismatch`, `bad-parameter`
 * @remarks O(n). The cost model of MPC, EMPC and EMPB (Verbraken et al. 2013), with f always charged.
 * @example
 * ```ts
 * const terms = { customerValue: [200, 1000], incentive: [10, 50], contactCost: 1 };
 * contactGains([0.1, 0.1], terms); // => [-4.3, -17.5] (10 dp)
 * contactGains([0, 1], terms); // => [-11, 284] (10 dp)
 * ```
 */
export function contactGains(likelihood: ArrayLike<number>, terms: ContactTerms): Float64Array {
  const { value, incentive, contact, acceptance } = checkedTerms(terms, likelihood.length);
  return Float64Array.from(checkedLikelihood(likelihood), (p, row) => {
    const d = incentive(row);
    return p * acceptance * (value(row) - d) - (1 - p) * d - contact(row);
  });
}

/**
 * The probability of leaving above which a contact is expected to earn more than it costs: p* = (d + f) / (γ(V − d) + d).
 *
 * @param terms - V, d, f (numbers or columns) and γ
 * @param length - number of customers; default: of the first column among the terms, else 1
 * @returns shape (n,); above 1 where no probability would be high enough, +∞ where the customer's value is so low that more risk makes it worse
 * @throws HoldfastError `length-mismatch`, `bad-parameter`
 * @remarks O(n). `contactGains` is above 0 exactly where p > p*.
 * @example
 * ```ts
 * contactThresholds({ customerValue: [200, 20, 5], incentive: 10, contactCost: 1 }); // => [0.164179, 0.846154, 1.294118] (6 dp)
 * ```
 */
export function contactThresholds(terms: ContactTerms, length?: number): Float64Array {
  const columns = [terms.customerValue, terms.incentive, terms.contactCost].filter((given) => typeof given !== 'number');
  const n = length ?? (columns[0] as ArrayLike<number> | undefined)?.length ?? 1;
  const { value, incentive, contact, acceptance } = checkedTerms(terms, n);
  return Float64Array.from({ length: n }, (_, row) => contactThreshold(value(row), incentive(row), contact(row), acceptance));
}

/** p* of one customer, from unchecked terms: the one formula of everything that asks whom contacting pays. */
export function contactThreshold(value: number, incentive: number, contact: number, acceptance: number): number {
  const slope = acceptance * (value - incentive) + incentive;
  return slope > 0 ? (incentive + contact) / slope : Number.POSITIVE_INFINITY;
}

function checkedLikelihood(likelihood: ArrayLike<number>): ArrayLike<number> {
  for (let row = 0; row < likelihood.length; row++)
    ensure(likelihood[row]! >= 0 && likelihood[row]! <= 1, 'bad-parameter', () => ({
      en: `Row ${row} of likelihood is ${likelihood[row]}; it must be a number from 0 to 1`,
      zh: `likelihood 的第 ${row} 行是 ${likelihood[row]}；应为 0 到 1 之间的数`,
    }));
  return likelihood;
}
