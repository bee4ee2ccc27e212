import { ensure } from '../../core/errors.js';
import type { CategoryColumn, Table } from '../../core/table.js';
import type { Lang } from '../../core/text.js';
import type { Snapshot } from '../../history/types.js';
import type { CompetitorOptions } from '../../text/index.js';
import { contextAt, readCase } from './cases.js';
import { CHURN_CAUSES } from './causes.js';
import { NOT_CLOSED } from './evidenceContext.js';
import { readSurroundings } from './surroundings.js';
import { type ChurnTypeOrUnknown, TYPE_LEVELS } from './typeLevels.js';
import { startModel, type TypeModel } from './typeModel.js';
import { type DecisionLevels, judge, type Verdict } from './verdict.js';

/** For whom, and by what. */
export interface LikelyTypeOptions {
  /** Learned from those who left, by `classifyChurn`; without it the start values are used. */
  readonly model?: TypeModel;
  /** Indices into the history's customers; default all of the snapshot. */
  readonly customers?: ArrayLike<number>;
  readonly levels?: DecisionLevels;
  /** Language of the evidence; default `en`. */
  readonly lang?: Lang;
  /** Names of competitors to look for in what customers write. */
  readonly names?: CompetitorOptions;
}

/** Columns of {@link LikelyTypes}. */
export type LikelyTypeColumns = {
  readonly customer_id: readonly string[];
  /** Index into the history's customers. */
  readonly customer: Int32Array;
  /** The type to expect if it leaves, or `unknown`. */
  readonly type: CategoryColumn;
  /** Of the named type; of `unknown`, of the likeliest one. */
  readonly type_probability: Float64Array;
  /** Missing where none is sure enough. */
  readonly cause: CategoryColumn;
  /** Of the likeliest cause, named or not. */
  readonly cause_probability: Float64Array;
  readonly cause_side: readonly string[];
  readonly evidence_1: readonly string[];
  readonly evidence_2: readonly string[];
  readonly evidence_3: readonly string[];
  readonly evidence_against: readonly string[];
};

/** Which kind of leaving to expect of customers that are still here; one row a customer, in the order asked for. */
export type LikelyTypes = Table<LikelyTypeColumns>;

/**
 * Which kind of leaving, and for which cause, is to be expected of customers still here, should they leave: the same evidence as of those
 * who left, looked for at the snapshot's cutoff.
 *
 * @param snapshot - the facts as of the day of the question
 * @param options - the customers, and what was learned from those who left
 * @returns one row a customer; the probability is of the type given that the customer leaves, not of its leaving
 * @throws HoldfastError `bad-parameter` for a customer outside the history
 * @remarks O(customers × mix rows of a year). science.md D.
 * @example
 * ```ts
 * const shipments = Array.from({ length: 60 }, (_, week) => ({ customer_id: 'C1', shipped_at: formatDay(dayOf('2025-01-06') + 7 * week) }));
 * const changes = [{ customer_id: 'C1', changed_on: '2026-02-20', field: 'address', new_value: 'Harbour Zone' }];
 * const { history } = await historyFrom({ shipments, changes });
 * const [row] = rows(likelyTypes(history.at('2026-03-01')));
 * [row.type, row.cause, row.evidence_1]; // => ['unintentional', 'relocation', 'Its address changed 9 days ago, to Harbour Zone.']
 * ```
 */
export function likelyTypes(snapshot: Snapshot, options: LikelyTypeOptions = {}): LikelyTypes {
  const { model = startModel(), levels, lang = 'en', names } = options;
  const customers = Int32Array.from(options.customers ?? snapshot.indices);
  const known = new Set(snapshot.indices);
  const stranger = customers.find((customer) => !known.has(customer));
  ensure(stranger === undefined, 'bad-parameter', () => ({
    en: `Customer ${stranger} had not shipped before the cutoff; give indices of the snapshot's customers ("indices").`,
    zh: `编号 ${stranger} 的客户在截止日前没有发货；请给出快照中客户的序号（indices）。`,
  }));
  const context = contextAt(snapshot, 'here', readSurroundings(snapshot), names);
  const verdicts = Array.from(customers, (customer) =>
    judge(
      { ...readCase(context, customer), closing: NOT_CLOSED, stated: -1, standing: 'here' },
      { ...model, recordsClosures: false },
      levels,
    ),
  );
  return {
    length: customers.length,
    columns: {
      customer_id: Array.from(customers, (customer) => snapshot.customers.ids[customer] ?? ''),
      customer: customers,
      type: typeColumn(verdicts.map(({ type }) => type)),
      type_probability: Float64Array.from(verdicts, ({ typeProbability }) => typeProbability),
      cause: causeColumn(verdicts.map(({ cause }) => cause)),
      cause_probability: Float64Array.from(verdicts, ({ probability }) => Math.max(...probability)),
      cause_side: verdicts.map(({ side }) => side),
      ...evidenceColumns(verdicts, lang),
    },
  };
}

/** The three strongest pieces of evidence for each verdict, and the strongest against it; '' where there is none. */
export function evidenceColumns(
  verdicts: readonly Verdict[],
  lang: Lang,
): Pick<LikelyTypeColumns, 'evidence_1' | 'evidence_2' | 'evidence_3' | 'evidence_against'> {
  const said = (place: number): readonly string[] => verdicts.map(({ supporting }) => supporting[place]?.[lang] ?? '');
  return {
    evidence_1: said(0),
    evidence_2: said(1),
    evidence_3: said(2),
    evidence_against: verdicts.map(({ opposing }) => opposing?.[lang] ?? ''),
  };
}

/** Types as a category column. */
export function typeColumn(types: readonly ChurnTypeOrUnknown[]): CategoryColumn {
  return { codes: Int32Array.from(types, (type) => TYPE_LEVELS.indexOf(type) + 1), levels: TYPE_LEVELS };
}

/** Causes as a category column; '' is missing. */
export function causeColumn(causes: readonly string[]): CategoryColumn {
  return { codes: Int32Array.from(causes, (cause) => (CHURN_CAUSES as readonly string[]).indexOf(cause) + 1), levels: CHURN_CAUSES };
}
