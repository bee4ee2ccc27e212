import { ensure } from '../core/errors.js';

/** What a purchase process knows of each customer; one row a customer, three columns of the same length n. */
export interface RepeatHistory {
  /** Shipping days after the first; whole, >= 0 (x). */
  readonly repeatCount: ArrayLike<number>;
  /** First shipment to last shipment, days (t_x); 0 where there was no repeat. */
  readonly firstToLastDays: ArrayLike<number>;
  /** First shipment to cutoff, days (T). */
  readonly observedDays: ArrayLike<number>;
  /** Sum of the logarithms of the gaps between successive shipping days, days; only needed to fit regular gaps (BG/CNBD-k). */
  readonly sumLogGapDays?: ArrayLike<number> | undefined;
}

/** Throws `length-mismatch` or `bad-history` (naming the first bad row) unless every row can be. */
export function ensureRepeatHistory({ repeatCount, firstToLastDays, observedDays }: RepeatHistory): void {
  const n = repeatCount.length;
  ensure(firstToLastDays.length === n && observedDays.length === n, 'length-mismatch', () => ({
    en: `repeatCount has ${n} rows, firstToLastDays ${firstToLastDays.length} and observedDays ${observedDays.length}; all must have the same`,
    zh: `repeatCount 有 ${n} 行，firstToLastDays 有 ${firstToLastDays.length} 行，observedDays 有 ${observedDays.length} 行；三列行数必须相同`,
  }));
  for (let i = 0; i < n; i++) ensureRow(i, repeatCount[i]!, firstToLastDays[i]!, observedDays[i]!);
}

function ensureRow(row: number, x: number, last: number, observed: number): void {
  const rowOk = Number.isInteger(x) && x >= 0 && 0 <= last && last <= observed && observed < Infinity && (x > 0 || last === 0);
  ensure(rowOk, 'bad-history', () => {
    const cells = `repeatCount ${x}, firstToLastDays ${last}, observedDays ${observed}`;
    return {
      en: `Row ${row} cannot be: ${cells}; needs a whole repeatCount >= 0 and 0 <= firstToLastDays <= observedDays, with firstToLastDays 0 where nothing was repeated`,
      zh: `第 ${row} 行不合理：${cells}；repeatCount 须为非负整数，且 0 <= firstToLastDays <= observedDays；没有重复寄件时 firstToLastDays 须为 0`,
    };
  });
}
