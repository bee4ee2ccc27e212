import { businessClock } from '../account/businessClock.js';
import { DEFAULT_LAPSE_RULE, type LapseRule } from '../account/lapseRule.js';
import { eachLapse, silences } from '../account/lapses.js';
import type { CategoryColumn, Table } from '../core/table.js';
import type { Text } from '../core/text.js';
import type { CustomerView, Snapshot } from '../history/types.js';
import { masterDays } from './masterText.js';

/** Stages of a customer's life with the company. */
export const LIFECYCLE_STAGES = ['prospect', 'new', 'growing', 'stable', 'declining', 'dormant', 'lost', 'returned'] as const;
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number];

/** Title of each stage, and the Chinese grouping it belongs to. */
export const LIFECYCLE_TITLES: Readonly<Record<LifecycleStage, Text & { readonly phase: Text }>> = {
  prospect: { en: 'prospect', zh: '潜在客户', phase: { en: 'exploration', zh: '考察期' } },
  new: { en: 'new', zh: '新客户', phase: { en: 'exploration', zh: '考察期' } },
  growing: { en: 'growing', zh: '成长客户', phase: { en: 'formation', zh: '形成期' } },
  stable: { en: 'stable', zh: '稳定客户', phase: { en: 'stability', zh: '稳定期' } },
  declining: { en: 'declining', zh: '下滑客户', phase: { en: 'degradation', zh: '退化期' } },
  dormant: { en: 'dormant', zh: '沉默客户', phase: { en: 'degradation', zh: '退化期' } },
  lost: { en: 'lost', zh: '流失客户', phase: { en: 'degradation', zh: '退化期' } },
  returned: { en: 'returned', zh: '回流客户', phase: { en: 'formation', zh: '形成期' } },
};

export interface LifecycleOptions {
  /** A customer is new for this many days after its first shipment; default 91. */
  readonly newDays?: number;
  /** A customer that came back from a lapse counts as returned for this many days; default 182. */
  readonly returnedDays?: number;
  /** Change of the season-free volume from which it grows or declines; default 1.25 (declines: 1 ∕ 1.25). */
  readonly ratio?: number;
  /** Standard errors that change must exceed; default 1.645. */
  readonly standardErrors?: number;
  /** When a silence is a lapse; default `adaptive`, epsilon 1e-3. */
  readonly rule?: LapseRule;
}

/** One row a customer of the snapshot, in its order; then the prospects, in the order of ids. */
export type LifecycleTable = Table<{
  readonly customer_id: readonly string[];
  /** Index into the snapshot's customers. */
  readonly customer: Int32Array;
  readonly lifecycle_stage: CategoryColumn;
  /** Season-free volume of the last 13 weeks over that of the 26 before; NaN where there are fewer than 4 before. */
  readonly volume_ratio: Float64Array;
  /** The same change in standard errors. */
  readonly volume_change: Float64Array;
}>;

const RECENT_BLOCKS = 13;
const EARLIER_BLOCKS = 26;
const FEWEST_BLOCKS = 4;
/** A silence that ordinary chance would exceed once in twenty. */
const QUIET_RULE: LapseRule = { kind: 'adaptive', epsilon: 0.05 };

/**
 * Stage of every customer: prospect (opened, never shipped), new, growing, stable, declining, dormant (quiet beyond its rhythm, not yet
 * certain), lost (the silence confirmed, or closed), returned (came back from a lapse).
 *
 * @throws HoldfastError `bad-parameter` for a lapse rule whose number is out of range
 * @remarks Rules in this order: closed or lapsed, dormant, returned, new, growing, declining, stable. O(shipment days). Prospects are known by
 *   `joined_on` before the cutoff; master data without it shows none.
 * @example
 * ```ts
 * const daily = Array.from({ length: 200 }, (_, at) => ({ customer_id: 'a', shipped_at: new Date(Date.UTC(2025, 0, 1 + at)).toISOString() }));
 * const { history } = await historyFrom({ shipments: [...daily, { customer_id: 'b', shipped_at: '2025-07-01' }] });
 * const { columns } = lifecycle(history.at('2025-07-20'));
 * [...columns.lifecycle_stage.codes].map((code) => LIFECYCLE_STAGES[code - 1]); // => ['stable', 'new']
 * ```
 */
export function lifecycle(snapshot: Snapshot, options: LifecycleOptions = {}): LifecycleTable {
  const { indices, customers } = snapshot;
  const prospects = prospectsOf(snapshot);
  const customer = Int32Array.from([...indices, ...prospects]);
  const codes = new Int32Array(customer.length).fill(codeOf('prospect'));
  const ratio = new Float64Array(customer.length).fill(Number.NaN);
  const change = new Float64Array(customer.length).fill(Number.NaN);
  const stageOf = stageReader(snapshot, options);
  const measure = volumeChange(snapshot);
  for (let row = 0; row < indices.length; row++) {
    const view = snapshot.view(indices[row]!);
    const volume = measure(view);
    ratio[row] = volume.ratio;
    change[row] = volume.standardErrors;
    codes[row] = codeOf(stageOf(view, row, volume));
  }
  return {
    length: customer.length,
    columns: {
      customer_id: Array.from(customer, (index) => customers.ids[index] ?? ''),
      customer,
      lifecycle_stage: { codes, levels: LIFECYCLE_STAGES },
      volume_ratio: ratio,
      volume_change: change,
    },
  };
}

function codeOf(stage: LifecycleStage): number {
  return LIFECYCLE_STAGES.indexOf(stage) + 1;
}

function prospectsOf({ customers, indices, cutoff, view }: Snapshot): number[] {
  const joined = masterDays(customers, 'joined_on');
  if (joined === undefined) return [];
  const known = new Set(indices);
  const isProspect = (index: number): boolean => joined[index]! < cutoff && !known.has(index) && view(index).parent < 0;
  return [...customers.ids.keys()].filter(isProspect);
}

interface VolumeChange {
  readonly ratio: number;
  readonly standardErrors: number;
}

function stageReader(
  snapshot: Snapshot,
  options: LifecycleOptions,
): (view: CustomerView, row: number, volume: VolumeChange) => LifecycleStage {
  const { newDays = 91, returnedDays = 182, ratio = 1.25, standardErrors = 1.645, rule = DEFAULT_LAPSE_RULE } = options;
  const { cutoff } = snapshot;
  const lost = silences(snapshot, rule).columns.confirmed;
  const quiet = silences(snapshot, QUIET_RULE).columns.confirmed;
  const clock = businessClock(snapshot);
  return (view, row, volume) => {
    if (!Number.isNaN(view.closedOn) || !Number.isNaN(lost[row]!)) return 'lost';
    if (!Number.isNaN(quiet[row]!)) return 'dormant';
    let returnedOn = Number.NaN;
    const days = view.shipmentDays;
    eachLapse(days, clock, rule, (at) => {
      if (at + 1 < days.length) returnedOn = days[at + 1]!;
    });
    if (returnedOn >= cutoff - returnedDays) return 'returned';
    if (days[0]! >= cutoff - newDays) return 'new';
    if (volume.ratio >= ratio && volume.standardErrors >= standardErrors) return 'growing';
    if (volume.ratio <= 1 / ratio && volume.standardErrors <= -standardErrors) return 'declining';
    return 'stable';
  };
}

/** Season-free weekly volume of the last 13 weeks against up to 26 before, as a ratio and, by the binomial law of counts, in standard errors. */
export function volumeChange({ company, cutoff }: Pick<Snapshot, 'company' | 'cutoff'>): (view: CustomerView) => VolumeChange {
  const season = Float64Array.from({ length: RECENT_BLOCKS + EARLIER_BLOCKS }, (_, block) => company.volumeSeason(block));
  return (view) => {
    const tenure = Math.floor((cutoff - view.shipmentDays[0]!) / 7);
    const to = Math.min(tenure, RECENT_BLOCKS + EARLIER_BLOCKS);
    if (to - RECENT_BLOCKS < FEWEST_BLOCKS) return { ratio: Number.NaN, standardErrors: Number.NaN };
    const sum = (of: Float64Array, from: number, end: number): number => of.subarray(from, end).reduce((total, value) => total + value, 0);
    const [recent, earlier] = [sum(view.weekly, 0, RECENT_BLOCKS), sum(view.weekly, RECENT_BLOCKS, to)];
    const [recentWeeks, earlierWeeks] = [sum(season, 0, RECENT_BLOCKS), sum(season, RECENT_BLOCKS, to)];
    const all = recent + earlier;
    const share = recentWeeks / (recentWeeks + earlierWeeks);
    return {
      ratio: all > 0 ? recent / recentWeeks / (earlier / earlierWeeks) : Number.NaN,
      standardErrors: all > 0 ? (recent - all * share) / Math.sqrt(all * share * (1 - share)) : Number.NaN,
    };
  };
}
