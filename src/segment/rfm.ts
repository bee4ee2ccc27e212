import type { CategoryColumn, Table } from '../core/table.js';
import type { Snapshot } from '../history/types.js';
import { basisUsed, customerFigures, type FigureOptions, type GivenFigures, type ValueBasis, valueColumn } from './customerFigures.js';
import { idsOf, masterCodes } from './masterText.js';
import { segmentRules } from './namedSegments.js';
import { cutsOfScores, type RfmCuts, type RfmScores, type RfmValues, rfmScores, type ScoreMethod } from './rfmScores.js';
import { checkSegmentRules, OTHERS, type RuleReport, type SegmentRule, segmentCodes } from './segmentRules.js';

export interface RfmOptions extends FigureOptions, GivenFigures {
  /** 2 to 10; default 5. */
  readonly bins?: number;
  /** Default `midrank`. */
  readonly method?: ScoreMethod;
  /** What M is: default profit; shipments where the data have no freight. */
  readonly monetary?: ValueBasis;
  /** Clock of R: business days (default), in which a festival week is short, or calendar days. */
  readonly recency?: 'business' | 'calendar';
  /** Scores customers among those of their own kind (contract, monthly, walk-in), where the data name it; default true. */
  readonly withinKind?: boolean;
  /** Named segments instead of the default ones; the first match wins. */
  readonly rules?: readonly SegmentRule[];
}

/** Scores and named segment, one row a customer of the snapshot, in its order. */
export interface RfmTable
  extends Table<{
    readonly customer_id: readonly string[];
    readonly days_since_last_shipment: Float64Array;
    readonly shipment_count: Float64Array;
    readonly spend: Float64Array;
    readonly profit: Float64Array;
    readonly r_score: Int32Array;
    readonly f_score: Int32Array;
    readonly m_score: Int32Array;
    readonly rfm_segment: CategoryColumn;
  }> {
  /** What M rests on. */
  readonly monetary: ValueBasis;
  /** What is odd about the rules. */
  readonly report: RuleReport;
  /** Where scores change, to score another date by the same limits (`method`); undefined when kinds were scored apart. */
  readonly cuts: RfmCuts | undefined;
}

/**
 * RFM: how recently, how often and for how much each customer ships, scored 1 (worst) to 5 (best), and the segment that has a name.
 *
 * @throws HoldfastError `bad-parameter`
 * @remarks O(customers). Scores are relative to the customers at hand: among any there are some with 1. A quiet month moves everybody.
 * @example
 * ```ts
 * const shipments = ['a', 'a', 'a', 'b'].map((customer_id, day) => ({ customer_id, shipped_at: `2026-03-0${4 - day}`, freight: 10 }));
 * const { columns } = rfm((await historyFrom({ shipments })).history.at('2026-03-05'), { bins: 2 });
 * [columns.r_score, columns.f_score, columns.m_score]; // => [[2, 1], [2, 1], [2, 1]]
 * columns.rfm_segment.levels[columns.rfm_segment.codes[0] - 1]; // => 'champions'
 * ```
 */
export function rfm(snapshot: Snapshot, options: RfmOptions = {}): RfmTable {
  const { bins = 5, method = 'midrank', monetary = 'profit', recency = 'business', withinKind = true } = options;
  const figures = customerFigures(snapshot, options);
  const { columns, length } = figures;
  const rules = checkSegmentRules(options.rules ?? segmentRules(bins), bins);
  const values: RfmValues = {
    recencyDays: recency === 'business' ? columns.businessDaysSince : columns.daysSince,
    frequency: columns.shipments,
    monetary: valueColumn(figures, monetary),
  };
  const groups = withinKind && typeof method !== 'object' ? masterCodes(snapshot.customers, snapshot.indices, 'kind') : undefined;
  const scores: RfmScores = rfmScores(values, {
    bins,
    method,
    ...(groups ? { groups } : { monetaryRanks: figures.ranks(basisUsed(figures, monetary)) }),
  });
  return {
    length,
    columns: {
      customer_id: idsOf(snapshot),
      days_since_last_shipment: columns.daysSince,
      shipment_count: columns.shipments,
      spend: columns.spend,
      profit: columns.profit,
      r_score: scores.r,
      f_score: scores.f,
      m_score: scores.m,
      rfm_segment: { codes: segmentCodes(rules, scores.r, scores.f, scores.m), levels: [...rules.rules.map(({ id }) => id), OTHERS] },
    },
    monetary: basisUsed(figures, monetary),
    report: rules.report,
    cuts: groups ? undefined : cutsOfScores(values, scores, bins),
  };
}
