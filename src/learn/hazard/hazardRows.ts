import { ensure } from '../../core/errors.js';
import { gathered } from '../keyOrder.js';
import { checkMatrix, type Matrix, type RowKeys, type TrainingData } from '../matrix.js';

/** One row a subject: what was known of it at its start, how long it was watched, and how that ended. */
export interface HazardData {
  readonly matrix: Matrix;
  /** Shape (n,), whole numbers >= 1: the last period in which the subject was watched, counted from its own start. */
  readonly periods: ArrayLike<number>;
  /** Shape (n,): 1 where the event came in that last period, 0 where the subject was still there at its end. */
  readonly event: ArrayLike<number>;
  /** Shape (n,), whole numbers >= 0: periods that had passed before watching began. Default none. */
  readonly entered?: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
  readonly rowKeys?: RowKeys;
}

/** One row for each subject and period watched: a classifier of `outcome` learns the hazard. */
export interface HazardRows extends TrainingData {
  /** Row of the subject in the data, shape (m,). */
  readonly subject: Int32Array;
  /** Period, from 1, shape (m,). */
  readonly period: Int32Array;
  /** Largest period that was watched. */
  readonly lastPeriod: number;
}

/** Column that tells the learner how old a subject is. */
export const PERIOD = 'period';

/** Keeps keys of neighbouring periods apart; period 1 has the subject's own key. */
const KEY_STEP = 0x9e3779b1;

/**
 * Person-periods: one row for each period in which a subject was watched, with outcome 1 in the period of its event. Subjects that are
 * still there (censored) count in every period they were seen in, and in no other.
 *
 * @returns rows in the order of the subjects, then of the periods; the column `period` beside the features, unless there is one period only
 * @throws HoldfastError `length-mismatch`, `bad-parameter` naming the first bad row, `duplicate-column` where a column is called `period`
 * @remarks O(rows out × columns). Allison 1982; Singer & Willett 1993.
 * @example
 * ```ts
 * const matrix = { length: 2, features: [{ name: 'x', values: Float64Array.of(5, 7) }] };
 * const rows = hazardRows({ matrix, periods: [3, 1], event: [1, 0] });
 * [...rows.period]; // => [1, 2, 3, 1]
 * [...rows.outcome]; // => [0, 0, 1, 0]
 * ```
 */
export function hazardRows(data: HazardData): HazardRows {
  const { matrix, periods, event, entered, weights, rowKeys } = data;
  checkMatrix(matrix);
  checkHistory(data);
  const first = (row: number): number => (entered === undefined ? 0 : entered[row]!) + 1;
  let size = 0;
  let lastPeriod = 1;
  for (let row = 0; row < matrix.length; row++) {
    size += periods[row]! - first(row) + 1;
    lastPeriod = Math.max(lastPeriod, periods[row]!);
  }
  const subject = new Int32Array(size);
  const period = new Int32Array(size);
  const outcome = new Uint8Array(size);
  for (let row = 0, at = 0; row < matrix.length; row++)
    for (let now = first(row); now <= periods[row]!; now++, at++) {
      subject[at] = row;
      period[at] = now;
      outcome[at] = now === periods[row] ? event[row]! : 0;
    }
  const features = matrix.features.map((feature) => ({ ...feature, values: gathered(feature.values, subject) }));
  return {
    matrix: { length: size, features: lastPeriod === 1 ? features : [...features, { name: PERIOD, values: Float64Array.from(period) }] },
    outcome,
    ...(weights === undefined ? {} : { weights: gathered(weights, subject) }),
    rowKeys: {
      high: Int32Array.from(subject, (row, at) => (rowKeys ? rowKeys.high[row]! : 0) + Math.imul(period[at]! - 1, KEY_STEP)),
      low: Int32Array.from(subject, (row) => (rowKeys ? rowKeys.low[row]! : row)),
    },
    subject,
    period,
    lastPeriod,
  };
}

function checkHistory({ matrix, periods, event, entered }: HazardData): void {
  for (const [name, column] of Object.entries({ periods, event, entered }))
    ensure(column === undefined || column.length === matrix.length, 'length-mismatch', () => ({
      en: `${name} has ${column?.length} rows where the matrix has ${matrix.length}; give both the same rows.`,
      zh: `${name} 有 ${column?.length} 行，而矩阵有 ${matrix.length} 行；请让两者行数一致。`,
    }));
  ensure(
    matrix.features.every(({ name }) => name !== PERIOD),
    'duplicate-column',
    () => ({
      en: `The matrix has a column called "${PERIOD}", the name of the column that is added; rename it.`,
      zh: `矩阵中已有名为“${PERIOD}”的列，与将要添加的列重名；请改名。`,
    }),
  );
  for (let row = 0; row < matrix.length; row++) {
    const start = entered === undefined ? 0 : entered[row]!;
    const isWhole = Number.isInteger(periods[row]) && Number.isInteger(start) && start >= 0 && periods[row]! > start;
    ensure(isWhole && periods[row]! <= 1e6 && (event[row] === 0 || event[row] === 1), 'bad-parameter', () => ({
      en: `Row ${row}: periods ${periods[row]}, entered ${start}, event ${event[row]}; periods must be a whole number from entered + 1 to 1,000,000, event 0 or 1.`,
      zh: `第 ${row} 行：periods 为 ${periods[row]}，entered 为 ${start}，event 为 ${event[row]}；periods 必须是从 entered + 1 到 1,000,000 的整数，event 必须是 0 或 1。`,
    }));
  }
}
