import { ensure } from '../core/errors.js';
import { breathe, type Progress, type RunOptions, throwIfAborted } from '../core/run.js';
import type { History, Snapshot } from '../history/types.js';
import { type DroppedFeature, FEATURES, usableFeatures } from './catalogue.js';
import { featureContext } from './context.js';
import { eligibility } from './eligibility.js';
import type { Feature } from './feature.js';

/** Features of customers at cutoffs, one row a pair, by cutoff, then customer. */
export interface FeatureTable {
  readonly length: number;
  /** Day number of the row's cutoff. */
  readonly cutoff: Int32Array;
  /** Index into the history's customers. */
  readonly customer: Int32Array;
  readonly features: readonly Feature[];
  /** One column a feature, in their order; NaN is missing. Categoricals hold the 1-based place in their levels. */
  readonly columns: readonly Float64Array[];
  /** Texts of each categorical feature's codes, by feature id: those in use, sorted. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
  /** Features the history cannot give, and what they would have needed. */
  readonly dropped: readonly DroppedFeature[];
}

export interface FeatureTableOptions {
  /** Default: all. */
  readonly features?: readonly Feature[];
  /** Only customers that can be scored (default), or every customer of the snapshot. */
  readonly eligible?: boolean;
}

/**
 * Features of the customers of one snapshot or several. Each row depends on its own snapshot only, never on which others are asked for.
 *
 * @param snapshots - one, or several in any order
 * @param options - which features, and whether customers that cannot be scored are among the rows
 * @returns one row a customer and cutoff, one column a feature that the history can give; the others are named in `dropped`
 * @throws HoldfastError `no-rows` when no customer of any snapshot can be scored
 * @remarks About 43 µs a row for all features. Levels of categoricals are those in use, sorted, so that facts after the cutoffs cannot
 *   move a code.
 * @example
 * ```ts
 * const weekly = (customer_id: string, weeks: number) =>
 *   Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2026-01-05') + 7 * week) }));
 * const { history } = await historyFrom({ shipments: [...weekly('C1', 26), ...weekly('C2', 24)] }); // the last on 29 and 15 June
 * const table = featureTable(history.at('2026-06-30'));
 * table.columns[table.features.findIndex(({ id }) => id === 'days_since_last_shipment')]; // => [1, 15]
 * table.dropped.find(({ id }) => id === 'late_rate_91d')?.missing; // => ['shipments.promised_at', 'shipments.delivered_at']
 * ```
 */
export function featureTable(snapshots: Snapshot | readonly Snapshot[], options: FeatureTableOptions = {}): FeatureTable {
  const list = 'cutoff' in snapshots ? [snapshots] : [...snapshots].sort((a, b) => a.cutoff - b.cutoff);
  return assemble(list.map((snapshot) => readBlock(snapshot, options)));
}

/**
 * Feature table of a history at many cutoffs, with progress and abort between them: the panel a model is trained on.
 *
 * @param history - the facts
 * @param cutoffs - ISO dates or day numbers, in any order
 * @param options - as of {@link featureTable}; progress has the stage `features` and counts cutoffs
 * @returns the rows of all cutoffs, by cutoff, then customer; each as {@link featureTable} gives it for its cutoff alone
 * @throws HoldfastError `bad-date`; `no-rows` when nothing was known before a cutoff, or nobody can be scored at any; `aborted`
 * @remarks About 43 µs a row for all features.
 * @example
 * ```ts
 * const shipments = Array.from({ length: 26 }, (_, week) => ({ customer_id: 'C1', shipped_at: formatDay(dayOf('2026-01-05') + 7 * week) }));
 * const { history } = await historyFrom({ shipments });
 * const { length, cutoff, columns, features } = await panel(history, ['2026-04-27', '2026-05-25']);
 * Array.from(cutoff, formatDay); // => ['2026-04-27', '2026-05-25']
 * columns[features.findIndex(({ id }) => id === 'shipments_364d')].map(Math.expm1); // => [16, 20] (9 dp)
 * ```
 */
export async function panel(
  history: History,
  cutoffs: readonly (string | number)[],
  options: FeatureTableOptions & RunOptions = {},
): Promise<FeatureTable> {
  const blocks: Block[] = [];
  for (const cutoff of cutoffs) {
    throwIfAborted(options.signal);
    options.onProgress?.(progress(blocks.length, cutoffs.length));
    blocks.push(readBlock(history.at(cutoff), options));
    await breathe();
  }
  options.onProgress?.(progress(blocks.length, cutoffs.length));
  return assemble(blocks.sort((a, b) => a.cutoff - b.cutoff));
}

function progress(done: number, total: number): Progress {
  return { stage: 'features', done, total };
}

/** Rows of one snapshot. */
interface Block {
  readonly cutoff: number;
  readonly levels: Snapshot['cells']['levels'];
  readonly features: readonly Feature[];
  readonly dropped: readonly DroppedFeature[];
  readonly customers: Int32Array;
  readonly columns: readonly Float64Array[];
}

function readBlock(snapshot: Snapshot, options: FeatureTableOptions): Block {
  const { features, dropped } = usableFeatures(snapshot, options.features ?? FEATURES);
  const customers =
    options.eligible === false ? snapshot.indices : snapshot.indices.filter((index) => eligibility(snapshot.view(index)) === 'eligible');
  const columns = features.map(() => new Float64Array(customers.length));
  const context = featureContext(snapshot);
  for (let row = 0; row < customers.length; row++) {
    const view = snapshot.view(customers[row]!);
    for (let place = 0; place < features.length; place++) columns[place]![row] = features[place]!.compute(view, context);
  }
  return { cutoff: snapshot.cutoff, levels: snapshot.cells.levels, features, dropped, customers, columns };
}

function assemble(blocks: readonly Block[]): FeatureTable {
  const first = blocks[0];
  const length = blocks.reduce((sum, { customers }) => sum + customers.length, 0);
  ensure(first !== undefined && length > 0, 'no-rows', () => ({
    en: 'No customer can be scored at any of these cutoffs: each is too new, too rare or already silent. Try earlier cutoffs.',
    zh: '在这些截止日没有可评分的客户：均为过新、发货过少或已经沉默。请尝试更早的截止日。',
  }));
  const cutoff = new Int32Array(length);
  const customer = new Int32Array(length);
  const columns = first.features.map(() => new Float64Array(length));
  let start = 0;
  for (const block of blocks) {
    cutoff.fill(block.cutoff, start, start + block.customers.length);
    customer.set(block.customers, start);
    for (const [place, column] of block.columns.entries()) columns[place]!.set(column, start);
    start += block.customers.length;
  }
  const levels = recode(first.features, columns, first.levels);
  return { length, cutoff, customer, features: first.features, columns, levels, dropped: first.dropped };
}

/** Renumbers categoricals in place to the levels in use, sorted by text. */
function recode(features: readonly Feature[], columns: readonly Float64Array[], all: Block['levels']): Record<string, readonly string[]> {
  const levels: Record<string, readonly string[]> = {};
  features.forEach(({ id, categorical }, place) => {
    if (categorical === undefined) return;
    const texts = all[categorical];
    const used = [...new Set(columns[place]!)].filter((code) => !Number.isNaN(code)).map((code) => texts[code - 1]!);
    levels[id] = used.sort();
    const codes = new Map(levels[id].map((text, at) => [text, at + 1]));
    columns[place]!.forEach((code, row, column) => {
      if (!Number.isNaN(code)) column[row] = codes.get(texts[code - 1]!)!;
    });
  });
  return levels;
}
