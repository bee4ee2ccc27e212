import { CHURN_CAUSES, type LikelyTypes, TYPE_LEVELS } from '../churn/index.js';
import { formatDay } from '../core/day.js';
import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import type { RiskBand } from './riskBand.js';

/** The early-warning list, worst first; customers that cannot be scored come last, with the reason in `reason_1`. */
export type RiskTable = Table<{
  readonly rank: Int32Array;
  readonly customer_id: readonly string[];
  readonly name: readonly string[];
  readonly account_manager: readonly string[];
  /** Probability that the last shipment falls within the horizon after the cutoff; NaN where it cannot be said. */
  readonly churn_probability: Float64Array;
  /** 90 % interval of that probability. */
  readonly churn_probability_low: Float64Array;
  readonly churn_probability_high: Float64Array;
  readonly probability_active: Float64Array;
  /** Probability that a customer of the upper tiers stays and its value falls by half; NaN for the others and without such a model. */
  readonly downgrade_probability: Float64Array;
  /** `high`, `medium`, `low`. */
  readonly risk_band: CategoryColumn;
  /** Annual profit × churn probability, in the currency's unit; a downgrade puts half of it at stake. */
  readonly expected_profit_at_stake: Float64Array;
  /** The kind of leaving to expect if it leaves; missing beyond the rows that get reasons. */
  readonly likely_type: CategoryColumn;
  /** Of that type given that the customer leaves; of `unknown`, of the likeliest. */
  readonly type_probability: Float64Array;
  /** Missing where none is sure enough. */
  readonly likely_cause: CategoryColumn;
  readonly reason_1: readonly string[];
  readonly reason_2: readonly string[];
  readonly reason_3: readonly string[];
  readonly model_id: readonly string[];
  readonly as_of: readonly string[];
}>;

/** One customer before ranking. */
export interface RiskRow {
  /** Index into the snapshot's customers. */
  readonly customer: number;
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  readonly probabilityActive: number;
  readonly downgrade: number;
  /** Undefined where the customer cannot be scored. */
  readonly band: RiskBand | undefined;
  readonly atStake: number;
  /** Profit a year, money; NaN where unknown. */
  readonly annualProfit: number;
  /** What the list is sorted by, highest first; −Infinity puts a row last. */
  readonly order: number;
}

const BANDS: readonly RiskBand[] = ['high', 'medium', 'low'];

/** Highest order first; ties by probability, then annual profit, then customer_id. */
export function ranked(rows: readonly RiskRow[], ids: readonly string[]): RiskRow[] {
  const probability = (row: RiskRow): number => (Number.isNaN(row.probability) ? -1 : row.probability);
  const worth = (row: RiskRow): number => (Number.isNaN(row.annualProfit) ? Number.NEGATIVE_INFINITY : row.annualProfit);
  const id = (row: RiskRow): string => ids[row.customer] ?? '';
  return [...rows].sort((a, b) => b.order - a.order || probability(b) - probability(a) || worth(b) - worth(a) || (id(a) < id(b) ? -1 : 1));
}

/**
 * Ranked rows as the columns of `risk.csv`.
 *
 * @param reasons - up to three sentences for each row, in the order of `rows`
 * @param types - the kinds of leaving to expect, of some of the customers
 */
export function riskTable(
  snapshot: Snapshot,
  rows: readonly RiskRow[],
  reasons: readonly (readonly string[])[],
  modelId: string,
  types?: LikelyTypes,
): RiskTable {
  const place = new Map(Array.from(types?.columns.customer ?? [], (customer, at) => [customer, at]));
  const typeOf = ({ customer }: RiskRow): number => place.get(customer) ?? -1;
  const number = (of: (row: RiskRow) => number): Float64Array => Float64Array.from(rows, of);
  const reason = (place: number): string[] => rows.map((_, row) => reasons[row]?.[place] ?? '');
  const { ids } = snapshot.customers;
  return {
    length: rows.length,
    columns: {
      rank: Int32Array.from(rows, (_, row) => row + 1),
      customer_id: rows.map(({ customer }) => ids[customer] ?? ''),
      name: customerTexts(snapshot, rows, 'name'),
      account_manager: customerTexts(snapshot, rows, 'account_manager'),
      churn_probability: number((row) => row.probability),
      churn_probability_low: number((row) => row.low),
      churn_probability_high: number((row) => row.high),
      probability_active: number((row) => row.probabilityActive),
      downgrade_probability: number((row) => row.downgrade),
      risk_band: { codes: Int32Array.from(rows, ({ band }) => (band ? BANDS.indexOf(band) + 1 : 0)), levels: BANDS },
      expected_profit_at_stake: number((row) => row.atStake),
      likely_type: { codes: Int32Array.from(rows, (row) => types?.columns.type.codes[typeOf(row)] ?? 0), levels: TYPE_LEVELS },
      type_probability: number((row) => types?.columns.type_probability[typeOf(row)] ?? Number.NaN),
      likely_cause: { codes: Int32Array.from(rows, (row) => types?.columns.cause.codes[typeOf(row)] ?? 0), levels: CHURN_CAUSES },
      reason_1: reason(0),
      reason_2: reason(1),
      reason_3: reason(2),
      model_id: rows.map(() => modelId),
      as_of: rows.map(() => formatDay(snapshot.cutoff)),
    },
  };
}

/** Today's master data by row; '' where there is none. */
function customerTexts(snapshot: Snapshot, rows: readonly RiskRow[], name: string): string[] {
  const column = snapshot.customers.columns[name];
  return rows.map(({ customer }) => {
    if (column === undefined) return '';
    if ('codes' in column) return column.levels[column.codes[customer]! - 1] ?? '';
    return Array.isArray(column) ? ((column as readonly string[])[customer] ?? '') : '';
  });
}
