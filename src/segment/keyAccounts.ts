import type { Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { ABC_CLASSES, abcClasses } from './abcClasses.js';
import { customerFigures, exactColumn, type FigureOptions, type ValueBasis, valueColumn } from './customerFigures.js';
import { masterText } from './masterText.js';
import { pyramidTiers, TIERS, type TierShares } from './pyramidTiers.js';

export interface KeyAccountOptions extends FigureOptions {
  readonly by?: ValueBasis;
  readonly shares?: TierShares;
}

/** Key accounts as the company names them, and the platinum and gold customers it does not name; the best first. */
export type KeyAccountTable = Table<{
  readonly customer_id: readonly string[];
  readonly name: readonly string[];
  readonly account_manager: readonly string[];
  /** `yes` where the company says so; never computed. */
  readonly key_account: readonly string[];
  readonly tier: readonly string[];
  readonly abc_class: readonly string[];
  readonly value: Float64Array;
  /** `named and carries`, `named, brings little`, `carries, not named`. */
  readonly finding: readonly string[];
}>;

/**
 * Key accounts as given, beside what the figures say: who is named and brings little, and who carries the company without being named.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks O(customers). `key_account` is today's master data.
 * @example
 * ```ts
 * const shipments = [{ customer_id: 'a', shipped_at: '2026-03-01', freight: 90 }, { customer_id: 'b', shipped_at: '2026-03-01', freight: 10 }];
 * const { columns } = keyAccounts((await historyFrom({ shipments, customers: [{ customer_id: 'b', key_account: 'yes' }] })).history.at('2026-03-02'));
 * [columns.customer_id, columns.finding]; // => [['a', 'b'], ['carries, not named', 'named, brings little']]
 * ```
 */
export function keyAccounts(snapshot: Snapshot, options: KeyAccountOptions = {}): KeyAccountTable {
  const { by = 'profit' } = options;
  const { indices, customers } = snapshot;
  const figures = customerFigures(snapshot, options);
  const value = valueColumn(figures, by);
  const tiers = pyramidTiers(value, options.shares);
  const { classes } = abcClasses(exactColumn(figures, by));
  const named = masterText(customers, indices, 'key_account');
  const carries = (row: number): boolean => tiers[row] === 1 || tiers[row] === 2;
  const rows = [...tiers.keys()].filter((row) => named[row] === 'yes' || carries(row)).sort((a, b) => value[b]! - value[a]! || a - b);
  const index = rows.map((row) => indices[row]!);
  return {
    length: rows.length,
    columns: {
      customer_id: index.map((at) => customers.ids[at] ?? ''),
      name: masterText(customers, index, 'name'),
      account_manager: masterText(customers, index, 'account_manager'),
      key_account: rows.map((row) => named[row] ?? ''),
      tier: rows.map((row) => TIERS[tiers[row]! - 1] ?? ''),
      abc_class: rows.map((row) => ABC_CLASSES[classes[row]! - 1] ?? ''),
      value: Float64Array.from(rows, (row) => value[row]!),
      finding: rows.map((row) =>
        named[row] !== 'yes' ? 'carries, not named' : carries(row) ? 'named and carries' : 'named, brings little',
      ),
    },
  };
}
