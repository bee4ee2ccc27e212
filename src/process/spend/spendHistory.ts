import { ensure } from '../../core/errors.js';

/** What each customer spends a shipment (or a shipping day): one row a customer with at least one. */
export interface SpendHistory {
  /** Shipments whose money is known; whole, >= 1 (x). */
  readonly shipmentCount: ArrayLike<number>;
  /** Mean money of a shipment (m); may be negative where it is profit. */
  readonly meanSpend: ArrayLike<number>;
  /** Mean of ln money; with it Gamma-Gamma is fitted to single shipments instead of means. Only where all money is > 0. */
  readonly meanLogSpend?: ArrayLike<number> | undefined;
  /** Σ (money − mean)² within the customer; needed by the normal–normal model. */
  readonly squaredDeviation?: ArrayLike<number> | undefined;
  /** Σ (ln money − mean ln)² within the customer; needed by the lognormal model. */
  readonly squaredLogDeviation?: ArrayLike<number> | undefined;
}

/**
 * Gathers single shipments into a {@link SpendHistory}.
 *
 * @param customerOf - row of the customer of each shipment, 0 to customers − 1; every customer needs at least one
 * @param amounts - money of each shipment
 * @throws HoldfastError `length-mismatch`, `bad-history`
 * @remarks O(shipments). The columns of logarithms are left out when an amount is not above 0.
 * @example
 * ```ts
 * spendHistory([0, 0, 1], [10, 20, 7], 2).meanSpend; // => [15, 7]
 * ```
 */
export function spendHistory(customerOf: ArrayLike<number>, amounts: ArrayLike<number>, customers: number): SpendHistory {
  ensure(customerOf.length === amounts.length, 'length-mismatch', () => ({
    en: `customerOf has ${customerOf.length} rows and amounts ${amounts.length}; both must have the same`,
    zh: `customerOf 有 ${customerOf.length} 行，amounts 有 ${amounts.length} 行；两列行数必须相同`,
  }));
  const shipmentCount = new Float64Array(customers);
  let positive = true;
  for (let i = 0; i < amounts.length; i++) {
    const row = customerOf[i]!;
    ensure(Number.isInteger(row) && row >= 0 && row < customers && Number.isFinite(amounts[i]), 'bad-history', () => ({
      en: `Shipment ${i} of customer ${row} costs ${amounts[i]}; needs a customer from 0 to ${customers - 1} and a finite amount`,
      zh: `第 ${i} 票属于客户 ${row}，金额 ${amounts[i]}；客户序号应在 0 至 ${customers - 1} 之间，金额应为有限数`,
    }));
    shipmentCount[row]!++;
    positive &&= amounts[i]! > 0;
  }
  const [meanSpend, squaredDeviation] = momentsWithin(customerOf, amounts, shipmentCount);
  if (!positive) return { shipmentCount, meanSpend, squaredDeviation };
  const [meanLogSpend, squaredLogDeviation] = momentsWithin(customerOf, Float64Array.from(amounts, Math.log), shipmentCount);
  return { shipmentCount, meanSpend, squaredDeviation, meanLogSpend, squaredLogDeviation };
}

/** Mean and sum of squared deviations of the values of each customer, in two passes. */
function momentsWithin(customerOf: ArrayLike<number>, values: ArrayLike<number>, counts: Float64Array): [Float64Array, Float64Array] {
  const mean = new Float64Array(counts.length);
  const squares = new Float64Array(counts.length);
  for (let i = 0; i < values.length; i++) mean[customerOf[i]!]! += values[i]! / counts[customerOf[i]!]!;
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - mean[customerOf[i]!]!;
    squares[customerOf[i]!]! += deviation * deviation;
  }
  return [mean, squares];
}

/** Throws `no-customers`, `length-mismatch` or `bad-history` unless the columns can be; `least` is what a mean must exceed. */
export function ensureSpendHistory({ shipmentCount, meanSpend }: SpendHistory, least: number): void {
  const n = shipmentCount.length;
  ensure(n > 0, 'no-customers', () => ({
    en: 'There are no customers with known spend; pass at least one.',
    zh: '没有已知金额的客户；请至少传入一位。',
  }));
  ensure(meanSpend.length === n, 'length-mismatch', () => ({
    en: `shipmentCount has ${n} rows and meanSpend ${meanSpend.length}; both must have the same`,
    zh: `shipmentCount 有 ${n} 行，meanSpend 有 ${meanSpend.length} 行；两列行数必须相同`,
  }));
  for (let i = 0; i < n; i++)
    ensure(
      Number.isInteger(shipmentCount[i]) && shipmentCount[i]! >= 1 && meanSpend[i]! > least && meanSpend[i]! < Infinity,
      'bad-history',
      () => ({
        en: `Row ${i} cannot be: ${shipmentCount[i]} shipments with a mean of ${meanSpend[i]}; needs at least 1 shipment and a finite mean${least === 0 ? ' above 0 (for losses use the normal–normal model)' : ''}`,
        zh: `第 ${i} 行不合理：${shipmentCount[i]} 票，均值 ${meanSpend[i]}；至少需要 1 票，且均值为有限数${least === 0 ? '并大于 0（有亏损时请用正态–正态模型）' : ''}`,
      }),
    );
}

/** A column that a model needs. */
export function needed(column: ArrayLike<number> | undefined, name: string): ArrayLike<number> {
  ensure(column !== undefined, 'bad-history', () => ({
    en: `The column ${name} is needed; make the history from single shipments by spendHistory`,
    zh: `需要 ${name} 列；请用 spendHistory 由单票明细生成历史`,
  }));
  return column;
}
