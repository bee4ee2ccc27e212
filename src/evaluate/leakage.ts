import { ensure } from '../core/errors.js';
import { prepareAuc } from './auc.js';
import { ensureBothOutcomes, ensureLength, scoredRows } from './scoredRows.js';

/** One input of a model. */
export interface LeakageColumn {
  readonly name: string;
  /** Shape (n,); missing is NaN. */
  readonly values: ArrayLike<number>;
  /** Number of categories where the values are codes 1 … categories. */
  readonly categories?: number | undefined;
}

export interface LeakageOptions {
  /** A column that alone parts the outcomes with at least this AUC is too good, in (0.5, 1]; default 0.85. */
  readonly aucLimit?: number | undefined;
  /** Missing values are suspect where events are so many times more, or fewer, among them; default 3. */
  readonly rateLimit?: number | undefined;
}

/** A column that seems to know the outcome. */
export interface LeakageSuspect {
  readonly name: string;
  /** `separates`: its values part the outcomes alone; `missing`: whether it is filled tells the outcome; `rewritten`: its values change later. */
  readonly kind: 'separates' | 'missing' | 'rewritten';
  /** AUC for `separates`; rate among missing ÷ rate among the others for `missing`; share of rows changed for `rewritten`. */
  readonly size: number;
  /** Rows it rests on: all that have a value, those without, those compared. */
  readonly rows: number;
}

/** Fewer missing, or filled, cells than this tell nothing. */
const FEWEST_CELLS = 20;
const DEVIATIONS = 6;

/**
 * Columns that know too much: alone they part those who left from those who stayed, or whether they are filled does. A model that reads such
 * a column shines in every test and fails in use, because the value is written after the outcome.
 *
 * @param columns - inputs of the model, shape (n,) each
 * @param truth - shape (n,), 1 where the event happened, else 0
 * @param options - `aucLimit` 0.85, `rateLimit` 3
 * @returns suspects, the most striking of each kind first; none is proof, each wants an answer to "when is this value written?"
 * @throws HoldfastError `length-mismatch`, `no-rows`, `bad-parameter`, `too-few-events` when only one outcome occurs
 * @remarks O(columns · n). Categories are ordered by their rate on every other row and judged on the rest.
 * @example
 * ```ts
 * const left = Array.from({ length: 200 }, (_, row) => (row % 4 === 0 ? 1 : 0));
 * const columns = [
 *   { name: 'closing_note', values: left.map((y) => (y === 1 ? 1 : NaN)) },
 *   { name: 'shipments', values: left.map((_, row) => row % 7) },
 * ];
 * leakageSuspects(columns, left).map(({ name, kind }) => [name, kind]); // => [['closing_note', 'missing']]
 * ```
 */
export function leakageSuspects(
  columns: readonly LeakageColumn[],
  truth: ArrayLike<number>,
  options: LeakageOptions = {},
): LeakageSuspect[] {
  const { aucLimit = 0.85, rateLimit = 3 } = options;
  ensure(aucLimit > 0.5 && aucLimit <= 1 && rateLimit > 1, 'bad-parameter', () => ({
    en: `aucLimit is ${aucLimit} and rateLimit ${rateLimit}; the first lies above 0.5 and at most at 1, the second above 1`,
    zh: `aucLimit 为 ${aucLimit}，rateLimit 为 ${rateLimit}；前者应大于 0.5 且不超过 1，后者应大于 1`,
  }));
  const rows = scoredRows(new Float64Array(truth.length), truth);
  ensureBothOutcomes(rows);
  const found = columns.flatMap((column) => {
    ensureLength(column.name, column.values.length, truth.length);
    return [separates(column, rows.truth, aucLimit), missing(column, rows.truth, rateLimit)].filter((one) => one !== undefined);
  });
  const strength = ({ kind, size }: LeakageSuspect): number => (kind === 'missing' ? Math.abs(Math.log(size)) : size);
  return found.sort((a, b) => (a.kind === b.kind ? strength(b) - strength(a) : a.kind === 'separates' ? -1 : 1));
}

/**
 * Columns whose values at a cutoff are no longer what they were when the cutoff was today: somebody writes into the past. Give the same rows
 * twice, once as exported then and once from the longer history of now.
 *
 * @param then - columns as they were, shape (n,) each
 * @param now - columns of the same names for the same rows, made later
 * @param tolerance - relative difference that is let pass; default 1e-9
 * @returns suspects of kind `rewritten`, those with most rows changed first; a column that is absent now counts as changed everywhere
 * @throws HoldfastError `length-mismatch`
 * @remarks O(columns · n).
 * @example
 * ```ts
 * const then = [{ name: 'contract_end', values: [10, 20, NaN] }, { name: 'weight', values: [1, 2, 3] }];
 * const now = [{ name: 'contract_end', values: [10, 385, NaN] }, { name: 'weight', values: [1, 2, 3] }];
 * rewrittenColumns(then, now); // => [{ name: 'contract_end', kind: 'rewritten', size: 0.3333, rows: 3 }] (4 dp)
 * ```
 */
export function rewrittenColumns(then: readonly LeakageColumn[], now: readonly LeakageColumn[], tolerance = 1e-9): LeakageSuspect[] {
  const later = new Map(now.map(({ name, values }) => [name, values]));
  return then
    .map(({ name, values }) => {
      const others = later.get(name);
      if (others !== undefined) ensureLength(name, others.length, values.length);
      let changed = 0;
      for (let row = 0; row < values.length; row++) if (others === undefined || differs(values[row]!, others[row]!, tolerance)) changed++;
      return { name, kind: 'rewritten' as const, size: changed / values.length, rows: values.length };
    })
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
}

function differs(a: number, b: number, tolerance: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) !== Number.isNaN(b);
  return Math.abs(a - b) > tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

function separates(column: LeakageColumn, truth: Uint8Array, limit: number): LeakageSuspect | undefined {
  const present = Int32Array.from(truth.keys()).filter((row) => !Number.isNaN(column.values[row]!));
  const values = Float64Array.from(present, (row) => column.values[row]!);
  const outcome = Uint8Array.from(present, (row) => truth[row]!);
  const alone = column.categories === undefined ? auc(values, outcome) : aucOfCategories(values, outcome, column.categories);
  const size = Math.max(alone, 1 - alone);
  return size >= limit ? { name: column.name, kind: 'separates', size, rows: present.length } : undefined;
}

/** NaN, which is below every limit, where few rows or one outcome only are left. */
function auc(values: Float64Array, outcome: Uint8Array): number {
  const events = outcome.reduce((sum, value) => sum + value, 0);
  if (Math.min(events, outcome.length - events) < FEWEST_CELLS) return Number.NaN;
  return prepareAuc(values, outcome)(new Float64Array(values.length).fill(1));
}

function aucOfCategories(codes: Float64Array, outcome: Uint8Array, categories: number): number {
  const [events, sizes] = [new Float64Array(categories + 1), new Float64Array(categories + 1)];
  for (let row = 0; row < codes.length; row += 2) {
    sizes[codes[row]!]! += 1;
    events[codes[row]!]! += outcome[row]!;
  }
  const odd = (_: number, row: number): boolean => row % 2 === 1;
  return auc(
    codes.filter(odd).map((code) => (events[code]! + 0.5) / (sizes[code]! + 1)),
    outcome.filter(odd),
  );
}

function missing(column: LeakageColumn, truth: Uint8Array, limit: number): LeakageSuspect | undefined {
  let [without, eventsWithout, events] = [0, 0, 0];
  for (let row = 0; row < truth.length; row++) {
    events += truth[row]!;
    if (!Number.isNaN(column.values[row]!)) continue;
    without++;
    eventsWithout += truth[row]!;
  }
  const filled = truth.length - without;
  if (Math.min(without, filled) < FEWEST_CELLS) return undefined;
  const rate = events / truth.length;
  const deviation = Math.abs(eventsWithout - rate * without) / Math.sqrt((rate * (1 - rate) * without * filled) / truth.length);
  const size = (eventsWithout + 0.5) / (without + 1) / ((events - eventsWithout + 0.5) / (filled + 1));
  const isSuspect = deviation >= DEVIATIONS && (size >= limit || size <= 1 / limit);
  return isSuspect ? { name: column.name, kind: 'missing', size, rows: without } : undefined;
}
