import { ensure } from '../../core/errors.js';
import { uniformAt } from '../../core/random.js';
import type { Text } from '../../core/text.js';
import { normalQuantile } from '../../math/normalQuantile.js';
import { fitSoftmax, predictSoftmax, type SoftmaxModel } from './softmaxRegression.js';

/** Customers that said why they left, and what is known of them. */
export interface ReasonData {
  /** Name of each column. */
  readonly columns: readonly string[];
  /** One row a customer, one number a column; NaN is missing. */
  readonly rows: readonly ArrayLike<number>[];
  /** What each said; '' is not asked and left out. */
  readonly reasons: readonly string[];
}

/** Options of {@link reasonModel}. */
export interface ReasonModelOptions {
  /** Penalty on the weights of the standardised columns, > 0; default 20. */
  readonly ridge?: number;
  /** Level of the one-sided test against the majority, in (0.5, 1); default .95. */
  readonly level?: number;
}

/** What {@link reasonModel} gives. */
export interface ReasonModelResult {
  /** Null where the model abstains: the columns do not tell the reasons. */
  readonly model: { readonly reasons: readonly string[]; readonly columns: readonly string[]; readonly softmax: SoftmaxModel } | null;
  readonly report: {
    readonly customers: number;
    /** Share predicted right, each by a model that had not seen it. */
    readonly accuracy: number;
    /** The commonest reason, and its share. */
    readonly majority: string;
    readonly majorityShare: number;
    /** Of accuracy less the share of the majority. */
    readonly standardError: number;
    /** Whether the model may be used, and why. */
    readonly why: Text;
  };
}

const FOLDS = 5;
const FOLD_PURPOSE = 71;
const FEWEST = 50;

/**
 * A model of stated reasons on any columns of numbers, that abstains where it is not better than always naming the commonest reason.
 *
 * @param data - columns, rows and reasons, of equal length
 * @returns the model, or null where it abstains; the report says which and why
 * @throws HoldfastError `length-mismatch`, `bad-parameter`, `too-few-events` under 50 reasons or with one reason only
 * @remarks Multinomial logistic regression, cross-fitted over five folds by row; abstains unless accuracy exceeds the majority's beyond
 *   chance (one-sided, on paired differences). O(rows × columns × reasons) a step.
 * @example
 * ```ts
 * const n = 300;
 * const reasons = Array.from({ length: n }, (_, row) => (row % 3 === 0 ? 'price' : 'relocation'));
 * const told = reasonModel({ columns: ['rise'], rows: reasons.map((reason) => [reason === 'price' ? 0.08 : 0.01]), reasons });
 * [told.model !== null, told.report.accuracy, told.report.majorityShare]; // => [true, 1, 0.6667] (4 dp)
 * const nothing = reasonModel({ columns: ['week'], rows: reasons.map((_, row) => [row % 7]), reasons });
 * nothing.model; // => null
 * ```
 */
export function reasonModel(
  { columns, rows, reasons }: ReasonData,
  { ridge = 20, level = 0.95 }: ReasonModelOptions = {},
): ReasonModelResult {
  ensure(rows.length === reasons.length && rows.every((row) => row.length === columns.length), 'length-mismatch', () => ({
    en: `There are ${rows.length} rows, ${reasons.length} reasons and ${columns.length} columns; every row needs one reason and one number a column.`,
    zh: `有 ${rows.length} 行、${reasons.length} 个原因、${columns.length} 列；每行应有一个原因，每列一个数。`,
  }));
  ensure(ridge > 0 && Number.isFinite(ridge) && level > 0.5 && level < 1, 'bad-parameter', () => ({
    en: `ridge must be a finite number > 0 (it is ${ridge}), and level between 0.5 and 1, for example 0.95 (it is ${level}).`,
    zh: `ridge 应为大于 0 的有限数（现为 ${ridge}），level 应在 0.5 与 1 之间，例如 0.95（现为 ${level}）。`,
  }));
  const asked = [...reasons.keys()].filter((row) => reasons[row] !== '');
  const names = [...new Set(asked.map((row) => reasons[row]!))].sort();
  ensure(asked.length >= FEWEST && names.length > 1, 'too-few-events', () => ({
    en: `${asked.length} customers gave ${names.length} different reasons; a model needs at least ${FEWEST} customers and two reasons.`,
    zh: `${asked.length} 个客户给出 ${names.length} 种原因；建模至少需要 ${FEWEST} 个客户和两种原因。`,
  }));
  const given = asked.map((row) => Float64Array.from(rows[row]!));
  const labels = asked.map((row) => names.indexOf(reasons[row]!));
  const fit = (keep: (at: number) => boolean): SoftmaxModel => {
    const places = [...labels.keys()].filter(keep);
    const evidence = places.map((at) => names.map((_, label) => (label === labels[at] ? 1 : 0)));
    return fitSoftmax({ rows: places.map((at) => given[at]!), evidence, classes: names.length, ridge });
  };
  const right = crossFitted(given, labels, fit);
  const report = compare(right, labels, names, normalQuantile(level));
  return { model: report.isBetter ? { reasons: names, columns, softmax: fit(() => true) } : null, report: report.report };
}

/** 1 where a model that had not seen the row names its reason, else 0. */
function crossFitted(
  rows: readonly Float64Array[],
  labels: readonly number[],
  fit: (keep: (at: number) => boolean) => SoftmaxModel,
): Float64Array {
  const right = new Float64Array(rows.length);
  const foldOf = (at: number): number => Math.floor(FOLDS * uniformAt(0, FOLD_PURPOSE, at));
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fit((at) => foldOf(at) !== fold);
    for (let at = 0; at < rows.length; at++) {
      if (foldOf(at) !== fold) continue;
      const p = predictSoftmax(model, rows[at]!);
      right[at] = p.indexOf(Math.max(...p)) === labels[at] ? 1 : 0;
    }
  }
  return right;
}

function compare(
  right: Float64Array,
  labels: readonly number[],
  names: readonly string[],
  quantile: number,
): { readonly isBetter: boolean; readonly report: ReasonModelResult['report'] } {
  const n = labels.length;
  const counts = names.map((_, label) => labels.filter((own) => own === label).length);
  const most = counts.indexOf(Math.max(...counts));
  const differences = right.map((hit, at) => hit - (labels[at] === most ? 1 : 0));
  const mean = differences.reduce((a, b) => a + b, 0) / n;
  const variance = differences.reduce((sum, difference) => sum + (difference - mean) * (difference - mean), 0) / (n - 1);
  const standardError = Math.sqrt(variance / n);
  const accuracy = right.reduce((a, b) => a + b, 0) / n;
  const majorityShare = counts[most]! / n;
  const isBetter = mean > quantile * standardError;
  const figures = {
    en: `${accuracy.toFixed(3)} of the reasons right against ${majorityShare.toFixed(3)} by always saying "${names[most]}" (standard error of the difference ${standardError.toFixed(3)})`,
    zh: `预测准确率 ${accuracy.toFixed(3)}，始终回答“${names[most]}”为 ${majorityShare.toFixed(3)}（差值标准误 ${standardError.toFixed(3)}）`,
  };
  const why = isBetter
    ? { en: `The model may be used: ${figures.en}.`, zh: `模型可用：${figures.zh}。` }
    : {
        en: `The model abstains, as these columns do not tell why customers left: ${figures.en}.`,
        zh: `模型弃权，这些列说明不了流失原因：${figures.zh}。`,
      };
  return { isBetter, report: { customers: n, accuracy, majority: names[most]!, majorityShare, standardError, why } };
}
