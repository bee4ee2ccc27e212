import { ensure } from '../core/errors.js';
import type { History, Snapshot } from '../history/types.js';
import { pyramid, TIERS } from '../segment/index.js';

/** What rates can be split by: the tier at the start of each period, or master data as they are today. */
export const CHURN_GROUPINGS = ['tier', 'kind', 'industry', 'city', 'account_manager', 'key_account'] as const;
export type ChurnGrouping = (typeof CHURN_GROUPINGS)[number];

/** Group of every customer index: `levels[code − 1]`, 0 for none. */
export interface Groups {
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

/** Groups as they are at a snapshot. Master data carry no date: they are today's, for all periods. */
export function groupsBy(by: ChurnGrouping | undefined, history: Pick<History, 'customers' | 'has'>): (snapshot: Snapshot) => Groups {
  if (by === undefined) return () => ({ codes: new Int32Array(history.customers.ids.length), levels: [] });
  ensure(CHURN_GROUPINGS.includes(by), 'bad-parameter', () => ({
    en: `Rates cannot be split by "${by}"; use one of ${CHURN_GROUPINGS.join(', ')}.`,
    zh: `无法按“${by}”拆分；请使用 ${CHURN_GROUPINGS.join('、')} 之一。`,
  }));
  if (by === 'tier') return tiersAt;
  const column = history.customers.columns[by];
  ensure(column !== undefined && 'codes' in column, 'missing-column', () => ({
    en: `The customers table has no column ${by}, so rates cannot be split by it; add the column, or leave the split out.`,
    zh: `客户表没有 ${by} 列，无法据此拆分；请补充该列，或不拆分。`,
  }));
  const groups = { codes: Int32Array.from(column.codes), levels: column.levels };
  return () => groups;
}

function tiersAt(snapshot: Snapshot): Groups {
  const tiers = pyramid(snapshot).columns.tier.codes;
  const codes = new Int32Array(snapshot.customers.ids.length);
  snapshot.indices.forEach((customer, row) => {
    codes[customer] = tiers[row]!;
  });
  return { codes, levels: TIERS };
}
