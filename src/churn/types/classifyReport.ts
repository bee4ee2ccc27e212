import type { ChurnCause } from '../../core/codes.js';
import type { Table } from '../../core/table.js';
import type { Text } from '../../core/text.js';
import type { Snapshot } from '../../history/types.js';
import { CHURN_CAUSES } from './causes.js';
import type { ReadCaseOfLeaver } from './classifyChurn.js';
import { EVIDENCE, usableEvidence } from './evidenceCatalogue.js';
import { FEWEST_REASONS, type ForwardComparison, isSupervisedBetter } from './learnModel.js';
import { type ChurnTypeOrUnknown, TYPE_LEVELS } from './typeLevels.js';
import { contradicts, type TypeModel } from './typeModel.js';
import { voteKey } from './typePosterior.js';
import type { Verdict } from './verdict.js';

/** What each evidence function was worth: how often it spoke, and how often its cause is right, at first and after the exit reasons. */
export type EvidenceTable = Table<{
  readonly evidence: readonly string[];
  readonly family: readonly string[];
  readonly causes: readonly string[];
  readonly spoke: Float64Array;
  readonly start_precision: Float64Array;
  readonly precision: Float64Array;
}>;

/** Stated causes against what the evidence says of the same customers: `customers` is expected counts, the bias taken into account. */
export type SurveyTable = Table<{
  readonly stated_cause: readonly string[];
  readonly cause: readonly string[];
  readonly customers: Float64Array;
}>;

/** What a classification rests on. */
export interface ClassifyReport {
  readonly customers: number;
  readonly byType: Readonly<Record<ChurnTypeOrUnknown, number>>;
  /** Those silent for longer than usual, where they were asked for. */
  readonly atRisk: { readonly customers: number; readonly byType: Readonly<Record<ChurnTypeOrUnknown, number>> };
  /** Named causes. */
  readonly byCause: Readonly<Partial<Record<ChurnCause, number>>>;
  readonly reasons: {
    /** Causes that customers stated. */
    readonly stated: number;
    /** Recorded, and read as no cause. */
    readonly unread: number;
    /** Of the unread ones, the commonest words, at most 10. */
    readonly unreadWords: readonly string[];
    /** Stated causes that do not fit who closed the account; the closure is believed. */
    readonly contradictory: number;
    /** Share of the stated causes that are taken to be true. */
    readonly reliability: number;
  };
  readonly model: 'rules' | 'supervised';
  /** Why this model and not the other. */
  readonly why: Text;
  readonly comparison: ForwardComparison | null;
  readonly evidence: EvidenceTable;
  readonly survey: SurveyTable;
  /** Evidence that the tables at hand cannot give. */
  readonly missingEvidence: readonly string[];
}

interface Parts {
  readonly now: Snapshot;
  readonly cases: readonly ReadCaseOfLeaver[];
  readonly verdicts: readonly Verdict[];
  /** Of those at risk. */
  readonly quiet: readonly Verdict[];
  readonly model: TypeModel;
  readonly comparison: ForwardComparison | null;
  readonly reasonCount: number;
}

const MOST_WORDS = 10;

/** Counts and tables of a classification. */
export function classifyReport({ now, cases, verdicts, quiet, model, comparison, reasonCount }: Parts): ClassifyReport {
  const usable = new Set(usableEvidence(now).map(({ id }) => id));
  const survey = surveyTable(cases, verdicts);
  return {
    customers: cases.length,
    byType: countTypes(verdicts),
    atRisk: { customers: quiet.length, byType: countTypes(quiet) },
    byCause: Object.fromEntries(
      CHURN_CAUSES.map((cause) => [cause, verdicts.filter((one) => one.cause === cause).length] as const).filter(([, count]) => count > 0),
    ),
    reasons: reasonsOf(cases, survey, reasonCount),
    model: model.supervised === null ? 'rules' : 'supervised',
    why: whyModel(comparison, reasonCount),
    comparison,
    evidence: evidenceTable(cases, model),
    survey,
    missingEvidence: EVIDENCE.filter(({ id }) => !usable.has(id)).map(({ id }) => id),
  };
}

function countTypes(verdicts: readonly Verdict[]): ClassifyReport['byType'] {
  return Object.fromEntries(
    TYPE_LEVELS.map((type) => [type, verdicts.filter((one) => one.type === type).length]),
  ) as ClassifyReport['byType'];
}

function reasonsOf(cases: readonly ReadCaseOfLeaver[], survey: SurveyTable, stated: number): ClassifyReport['reasons'] {
  const unread = cases.filter((one) => one.closing.exitReason !== '' && one.stated < 0);
  const counts = new Map<string, number>();
  for (const { closing } of unread) counts.set(closing.exitReason.slice(0, 40), (counts.get(closing.exitReason.slice(0, 40)) ?? 0) + 1);
  const { stated_cause, cause, customers } = survey.columns;
  const total = customers.reduce((a, b) => a + b, 0);
  return {
    stated,
    unread: unread.length,
    unreadWords: [...counts]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, MOST_WORDS)
      .map(([word]) => word),
    contradictory: cases.filter((one) => contradicts(one.closing, one.stated)).length,
    reliability: customers.reduce((sum, count, row) => sum + (stated_cause[row] === cause[row] ? count : 0), 0) / total,
  };
}

function whyModel(comparison: ForwardComparison | null, reasons: number): Text {
  if (comparison === null)
    return {
      en: `Rules, as ${reasons} of the ${FEWEST_REASONS} exit reasons are there that a supervised model needs.`,
      zh: `使用规则：监督模型需要 ${FEWEST_REASONS} 条流失原因，现有 ${reasons} 条。`,
    };
  const { rules, supervised, mix, standardError } = comparison;
  const gain = (supervised - Math.max(rules, mix)).toFixed(3);
  const than = mix > rules ? { en: 'that of the mix of all reasons', zh: '全部原因的总体比例' } : { en: "the rules'", zh: '规则' };
  const figures = {
    en: `on ${comparison.reasons} later reasons its mean log likelihood differs from ${than.en} by ${gain} (standard error ${standardError.toFixed(3)})`,
    zh: `在其后 ${comparison.reasons} 条流失原因上，其平均对数似然与${than.zh}相差 ${gain}（标准误 ${standardError.toFixed(3)}）`,
  };
  return isSupervisedBetter(comparison)
    ? { en: `Supervised model: ${figures.en}.`, zh: `使用监督模型：${figures.zh}。` }
    : {
        en: `Rules, as a supervised model is not better beyond chance: ${figures.en}.`,
        zh: `使用规则，监督模型的优势未超出偶然：${figures.zh}。`,
      };
}

function evidenceTable(cases: readonly ReadCaseOfLeaver[], { weights }: TypeModel): EvidenceTable {
  const spoke = new Map<string, number>();
  for (const { findings } of cases) for (const { evidence } of findings) spoke.set(evidence.id, (spoke.get(evidence.id) ?? 0) + 1);
  const votes = EVIDENCE.flatMap((evidence) => evidence.votes.map((vote, place) => ({ evidence, vote, key: voteKey(evidence.id, place) })));
  return {
    length: votes.length,
    columns: {
      evidence: votes.map(({ evidence }) => evidence.id),
      family: votes.map(({ evidence }) => evidence.family),
      causes: votes.map(({ vote }) => vote.causes.join(' ')),
      spoke: Float64Array.from(votes, ({ evidence }) => spoke.get(evidence.id) ?? 0),
      start_precision: Float64Array.from(votes, ({ vote }) => vote.precision),
      precision: Float64Array.from(votes, ({ vote, key }) => weights.precision[key] ?? vote.precision),
    },
  };
}

function surveyTable(cases: readonly ReadCaseOfLeaver[], verdicts: readonly Verdict[]): SurveyTable {
  const counts = new Map<string, number>();
  cases.forEach(({ stated, closing }, row) => {
    if (stated < 0 || closing.closedBy === 'carrier') return;
    CHURN_CAUSES.forEach((cause, place) => {
      const key = `${CHURN_CAUSES[stated]} ${cause}`;
      counts.set(key, (counts.get(key) ?? 0) + verdicts[row]!.probability[place]!);
    });
  });
  const cells = [...counts];
  return {
    length: cells.length,
    columns: {
      stated_cause: cells.map(([key]) => key.split(' ')[0]!),
      cause: cells.map(([key]) => key.split(' ')[1]!),
      customers: Float64Array.from(cells, ([, count]) => count),
    },
  };
}
