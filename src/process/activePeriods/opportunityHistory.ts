import { ensure } from '../../core/errors.js';

/** What BG/BB knows of each customer: periods (weeks, say) with and without a shipment, since its first; one row a customer or cell. */
export interface OpportunityHistory {
  /** Active periods after the first; whole, >= 0 (x). */
  readonly activeCount: ArrayLike<number>;
  /** Number of the last active period; 0 where there was none (t_x). */
  readonly lastActive: ArrayLike<number>;
  /** Periods observed after the first (n). */
  readonly periods: ArrayLike<number>;
  /** Customers of each row; default 1 each. */
  readonly customers?: ArrayLike<number> | undefined;
}

/** Throws `length-mismatch` or `bad-history` (naming the first bad row) unless every row can be. */
export function ensureOpportunityHistory({ activeCount, lastActive, periods, customers }: OpportunityHistory): void {
  const n = activeCount.length;
  const lengths = [lastActive.length, periods.length, customers?.length ?? n];
  ensure(
    lengths.every((length) => length === n),
    'length-mismatch',
    () => ({
      en: `activeCount has ${n} rows, the other columns ${lengths.join(', ')}; all must have the same`,
      zh: `activeCount 有 ${n} 行，其他各列分别有 ${lengths.join('、')} 行；行数必须相同`,
    }),
  );
  for (let i = 0; i < n; i++) ensureRow(i, activeCount[i]!, lastActive[i]!, periods[i]!, customers?.[i] ?? 1);
}

function ensureRow(row: number, x: number, last: number, n: number, customers: number): void {
  const whole = [x, last, n].every((value) => Number.isSafeInteger(value) && value >= 0);
  const possible = x <= last && last <= n && (x > 0 || last === 0) && customers >= 0 && customers < Infinity;
  ensure(whole && possible, 'bad-history', () => {
    const cells = `activeCount ${x}, lastActive ${last}, periods ${n}, customers ${customers}`;
    return {
      en: `Row ${row} cannot be: ${cells}; needs whole numbers with activeCount <= lastActive <= periods, and lastActive 0 where nothing was active`,
      zh: `第 ${row} 行不合理：${cells}；须为整数，且 activeCount <= lastActive <= periods；没有活跃期时 lastActive 须为 0`,
    };
  });
}
