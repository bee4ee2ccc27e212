import type { LapseRule } from '../../account/index.js';
import { formatDay } from '../../core/day.js';
import { ensure } from '../../core/errors.js';
import type { CategoryColumn, Table } from '../../core/table.js';
import type { Lang } from '../../core/text.js';
import type { History, Snapshot } from '../../history/types.js';
import { masterText } from '../../segment/masterText.js';
import type { CompetitorOptions } from '../../text/index.js';
import { CHURN_DEFINITIONS, type ChurnDefinition } from '../definitions.js';
import { snapshotsBy } from '../snapshotsBy.js';
import { type Case, readCases } from './cases.js';
import { type CauseMapping, causeReader } from './causeOf.js';
import { CHURN_CAUSES } from './causes.js';
import { type ClassifyReport, classifyReport } from './classifyReport.js';
import { learnModel } from './learnModel.js';
import { type Leaver, leaversAt, quietAt } from './leavers.js';
import { causeColumn, evidenceColumns, typeColumn } from './likelyTypes.js';
import type { TypeModel } from './typeModel.js';
import { type DecisionLevels, judge, type Verdict } from './verdict.js';

/** As of when, by what, and what to make of exit reasons. */
export interface ClassifyOptions {
  /** ISO date or day number: who had left by its start, and what was known by then. */
  readonly at: string | number;
  /** When a silence is a lapse; default `adaptive` with epsilon 1e-3. */
  readonly rule?: LapseRule;
  /** Each customer, or each payer with all under it; default `customer`. */
  readonly by?: 'customer' | 'parent';
  /** Words of your exit reasons by cause. */
  readonly reasons?: CauseMapping;
  /** `use` exit reasons and `exit_to` (default), or `ignore` them, as if nobody had been asked. */
  readonly exitReasons?: 'use' | 'ignore';
  /** Customers that are silent for longer than is ordinary for them, but not yet beyond their limit, are listed after those that left; default false. */
  readonly atRisk?: boolean;
  /** How sure a type and a cause must be to be named; default .7 and .6. */
  readonly levels?: DecisionLevels;
  /** Names of competitors to look for in what customers write. */
  readonly names?: CompetitorOptions;
  /** Language of the evidence; default `en`. */
  readonly lang?: Lang;
}

/** Columns of {@link ChurnTypeTable}. */
export type ChurnTypeColumns = {
  readonly customer_id: readonly string[];
  readonly name: readonly string[];
  /** The day after its last shipment; '' of those at risk, who may yet come back. */
  readonly left_on: readonly string[];
  /** `removed` by the carrier, `switched` to another one, else `inactive`; missing of those at risk. */
  readonly definition: CategoryColumn;
  /** `unknown` where no type is sure enough or nothing speaks for any. */
  readonly type: CategoryColumn;
  /** Missing where none is sure enough. */
  readonly cause: CategoryColumn;
  /** `carrier`, `customer` or `market`; '' where it is open. */
  readonly cause_side: readonly string[];
  /** Of the type; of `unknown`, of the likeliest one. */
  readonly probability: Float64Array;
  readonly evidence_1: readonly string[];
  readonly evidence_2: readonly string[];
  readonly evidence_3: readonly string[];
  readonly evidence_against: readonly string[];
};

/** One row a customer that had left, by the day it left, then customer_id: `types.csv`. */
export type ChurnTypeTable = Table<ChurnTypeColumns>;

/** Probability of every cause for each row of {@link ChurnTypeTable}, and the cause it stated. */
export type CauseProbabilities = Table<
  Readonly<Record<(typeof CHURN_CAUSES)[number], Float64Array>> & { readonly stated_cause: CategoryColumn }
>;

/** What {@link classifyChurn} gives. */
export interface ChurnClassification {
  readonly types: ChurnTypeTable;
  /** Row by row beside `types`. */
  readonly probabilities: CauseProbabilities;
  /** What was learned, for `likelyTypes`. Plain data. */
  readonly model: TypeModel;
  readonly report: ClassifyReport;
}

/**
 * Kind and cause of the leaving of every customer that had left by a day: unintentional, deliberate or carrier-initiated, with the
 * evidence for and against in words, or `unknown` where it cannot be told.
 *
 * @param history - the facts
 * @param options - as of when; how exit reasons are read, or whether they are ignored
 * @returns `types`, one row a leaver; `probabilities` beside it; the `model` that was learned; the `report`: counts, what each evidence
 *   function was worth, how far stated reasons can be trusted, and which model was used and why
 * @throws HoldfastError `bad-date`, `bad-parameter`, `no-rows` when nothing was known before `at`
 * @remarks Evidence is looked for in a snapshot at each customer's own onset, so nothing later is seen; of later facts only those about
 *   its end are used (`closed_on`, `closed_by`, `exit_reason`, `exit_to`), as far as known by `at`. O(onset days × cells + leavers). science.md D.
 * @example
 * ```ts
 * const weekly = (customer_id: string, weeks: number) =>
 *   Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf('2025-01-06') + 7 * week) }));
 * const { history } = await historyFrom({
 *   shipments: [...weekly('moved', 40), ...weekly('stays', 70)],
 *   changes: [{ customer_id: 'moved', changed_on: '2025-09-20', field: 'address', new_value: '滨江区' }],
 * });
 * const { types, report } = classifyChurn(history, { at: '2026-05-01', lang: 'zh' });
 * const [left] = rows(types);
 * [left.customer_id, left.left_on, left.type, left.cause]; // => ['moved', '2025-10-07', 'unintentional', 'relocation']
 * left.evidence_1; // => '离开前 17 天变更了地址，迁至滨江区。'
 * report.model; // => 'rules'
 * ```
 */
export function classifyChurn(history: History, options: ClassifyOptions): ChurnClassification {
  const { lang = 'en', levels = {}, exitReasons = 'use' } = options;
  checkLevels(levels);
  const causeOfReason = causeReader(options.reasons);
  const snapshotAt = snapshotsBy(options.by ?? 'customer', history);
  const now = snapshotAt(options.at);
  const read = (leavers: readonly Leaver[]): readonly ReadCaseOfLeaver[] =>
    readCases(history, exitReasons === 'use' ? leavers : leavers.map(withoutReason), snapshotAt, options.names).map((one) => ({
      ...one,
      stated: (CHURN_CAUSES as readonly string[]).indexOf(causeOfReason(one.closing.exitReason)),
    }));
  const cases = read(leaversAt(now, options.rule));
  const quiet = options.atRisk ? read(quietAt(now, options.rule)) : [];
  const recordsClosures = cases.some(({ closing }) => closing.closedBy === 'carrier');
  const reasoned = cases
    .filter(({ stated, closing }) => stated >= 0 && closing.closedBy !== 'carrier')
    .map((one) => ({ ...one, knownOn: one.closing.closedOn }));
  const { model, comparison } = learnModel(reasoned, recordsClosures);
  const verdictOf = (one: ReadCaseOfLeaver): Verdict => judge({ ...one, standing: 'left' }, model, levels);
  const verdicts = cases.map(verdictOf);
  const all = [...cases, ...quiet];
  const allVerdicts = [...verdicts, ...quiet.map(verdictOf)];
  return {
    types: typeTable(now, all, allVerdicts, cases.length, lang),
    probabilities: probabilityTable(all, allVerdicts),
    model,
    report: classifyReport({
      now,
      cases,
      verdicts,
      quiet: allVerdicts.slice(cases.length),
      model,
      comparison,
      reasonCount: reasoned.length,
    }),
  };
}

/** One leaver with the position of the cause it stated, −1 for none. */
export interface ReadCaseOfLeaver extends Case {
  readonly stated: number;
}

function withoutReason(leaver: Leaver): Leaver {
  return { ...leaver, closing: { ...leaver.closing, exitReason: '', exitTo: '' } };
}

function checkLevels({ type = 0.7, cause = 0.6 }: DecisionLevels): void {
  ensureShare('levels.type', type);
  ensureShare('levels.cause', cause);
}

function ensureShare(name: string, value: number): void {
  ensure(value >= 0 && value <= 1, 'bad-parameter', () => ({
    en: `${name} is ${value}; it must be a probability from 0 to 1, for example 0.7.`,
    zh: `${name} 为 ${value}；应为 0 到 1 之间的概率，例如 0.7。`,
  }));
}

/** Evidence of another carrier, however it came to be known. */
const OTHER_CARRIER: ReadonlySet<string> = new Set(['exit_to_recorded', 'competitor_said', 'lanes_lost', 'competitor_only']);

function definitionOf({ closing, findings }: Case): ChurnDefinition {
  if (closing.closedBy === 'carrier') return 'removed';
  return findings.some(({ evidence }) => OTHER_CARRIER.has(evidence.id)) ? 'switched' : 'inactive';
}

function typeTable(
  { customers }: Snapshot,
  cases: readonly ReadCaseOfLeaver[],
  verdicts: readonly Verdict[],
  left: number,
  lang: Lang,
): ChurnTypeTable {
  return {
    length: cases.length,
    columns: {
      customer_id: cases.map(({ customer }) => customers.ids[customer] ?? ''),
      name: masterText(
        customers,
        cases.map(({ customer }) => customer),
        'name',
      ),
      left_on: cases.map(({ onset }, row) => (row < left ? formatDay(onset) : '')),
      definition: {
        codes: Int32Array.from(cases, (one, row) => (row < left ? CHURN_DEFINITIONS.indexOf(definitionOf(one)) + 1 : 0)),
        levels: CHURN_DEFINITIONS,
      },
      type: typeColumn(verdicts.map(({ type }) => type)),
      cause: causeColumn(verdicts.map(({ cause }) => cause)),
      cause_side: verdicts.map(({ side }) => side),
      probability: Float64Array.from(verdicts, ({ typeProbability }) => typeProbability),
      ...evidenceColumns(verdicts, lang),
    },
  };
}

function probabilityTable(cases: readonly ReadCaseOfLeaver[], verdicts: readonly Verdict[]): CauseProbabilities {
  const byCause = Object.fromEntries(
    CHURN_CAUSES.map((cause, place) => [cause, Float64Array.from(verdicts, ({ probability }) => probability[place]!)]),
  );
  return {
    length: cases.length,
    columns: {
      ...byCause,
      stated_cause: causeColumn(cases.map(({ stated }) => CHURN_CAUSES[stated] ?? '')),
    } as CauseProbabilities['columns'],
  };
}
