import { formatDay } from '../core/day.js';
import { ensure } from '../core/errors.js';
import { type LeakageSuspect, rewrittenColumns } from '../evaluate/index.js';
import { FEATURES, type FeatureTable, featureTable, usableFeatures } from '../features/index.js';
import type { History } from '../history/types.js';
import { TRAINING_FEATURES } from './trainingFeatures.js';

export interface RewrittenFeaturesOptions {
  /** Features are taken as of the start of this day, ISO date or day number; default: the end of the earlier history. */
  readonly cutoff?: string | number;
  /** Relative difference that is let pass; default 0.01: a parcel entered late moves the averages of a company a little. */
  readonly tolerance?: number;
}

/** A feature whose past was written over. */
export interface RewrittenFeature extends LeakageSuspect {
  /** Tables and columns that it is made from. */
  readonly needs: readonly string[];
  /** Whether models learn from it; those of the customers table of today they do not. */
  readonly isLearntFrom: boolean;
}

/**
 * Features whose values at an old cutoff are no longer what they were: two exports of a company are compared, for who writes into the past
 * teaches a model what could not be known then.
 *
 * @param earlier - from an export made some time ago
 * @param now - from an export of the same company made later
 * @param options - as of which day, and what difference is let pass
 * @returns the day; how many customers and features were compared; those that changed, with the share of customers at which they did, most
 *   changed first: `kind` is `rewritten`
 * @throws HoldfastError `bad-date`; `no-rows` where no customer is in both
 * @remarks O(customers × features). Rows that came in late look the same as rows written later: a small share is usual, a large one is not.
 * @example
 * ```ts
 * const weekly = (freight: number) => Array.from({ length: 40 }, (_, week) => ({ customer_id: 'C1', shipped_at: formatDay(20_000 + 7 * week), freight }));
 * const [then, later] = [await historyFrom({ shipments: weekly(10) }), await historyFrom({ shipments: weekly(12) })];
 * const { features } = rewrittenFeatures(then.history, later.history);
 * features.every(({ needs }) => needs.includes('shipments.freight')); // => true
 * features[0].size; // => 1
 * ```
 */
export function rewrittenFeatures(
  earlier: History,
  now: History,
  options: RewrittenFeaturesOptions = {},
): { readonly cutoff: string; readonly customers: number; readonly compared: number; readonly features: readonly RewrittenFeature[] } {
  const then = earlier.at(options.cutoff ?? earlier.endDay);
  const { cutoff } = then;
  const later = now.at(cutoff);
  const both = usableFeatures(then, usableFeatures(later, FEATURES).features).features;
  const [a, b] = [then, later].map((snapshot) => featureTable(snapshot, { features: both, eligible: false })) as [
    FeatureTable,
    FeatureTable,
  ];
  const place = new Map(Array.from(b.customer, (index, row) => [now.customers.ids[index], row]));
  const pairs = Array.from(a.customer, (index, row): [number, number] => [row, place.get(earlier.customers.ids[index]) ?? -1]).filter(
    ([, row]) => row >= 0,
  );
  ensure(pairs.length > 0, 'no-rows', () => ({
    en: `No customer is in both exports on ${formatDay(cutoff)}; are they of the same company, with the same customer_id?`,
    zh: `在 ${formatDay(cutoff)} 没有客户同时出现在两份导出中；请确认它们来自同一公司，且 customer_id 一致。`,
  }));
  const codes = new Map<string, number>();
  const columns = (table: FeatureTable, side: 0 | 1) =>
    table.features.map(({ id }, at) => ({
      name: id,
      values: pairs.map((pair) => sharedCode(codes, table.levels[id], table.columns[at]![pair[side]]!)),
    }));
  const found = rewrittenColumns(columns(a, 0), columns(b, 1), options.tolerance ?? 0.01);
  const learnt = new Set(TRAINING_FEATURES.map(({ id }) => id));
  return {
    cutoff: formatDay(cutoff),
    customers: pairs.length,
    compared: both.length,
    features: found.map((one) => ({
      ...one,
      needs: both.find(({ id }) => id === one.name)?.needs ?? [],
      isLearntFrom: learnt.has(one.name),
    })),
  };
}

/** A number as it is; of a category, a number that its text has in both exports. */
function sharedCode(codes: Map<string, number>, levels: readonly string[] | undefined, value: number): number {
  const text = levels?.[value - 1];
  if (text === undefined) return value;
  if (!codes.has(text)) codes.set(text, 2 * codes.size);
  return codes.get(text)!;
}
