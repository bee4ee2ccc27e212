import { ensure } from '../../core/errors.js';
import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import { checkText } from '../normaliseText.js';
import { type Fold, foldsByText, foldsForward } from './folds.js';
import type { Segmenter } from './grams.js';
import { marginsOf, type SoftmaxWeights, softmaxFit } from './softmaxFit.js';
import { type HeldOut, marginFactor } from './temperature.js';
import type { TextClassifier } from './textClassifier.js';
import { type TextReport, textReport } from './textReport.js';
import { countsOf, placesOf, type Vocabulary, vectorsOf, vocabularyOf } from './vectors.js';

/** Options of {@link trainTextClassifier}. */
export interface TextClassifierOptions extends RunOptions {
  /** Day (or any time) of each text, shape (n,), finite: the model is then tested and calibrated forward in time, else by text in five folds. */
  readonly days?: ArrayLike<number>;
  /** C: the penalty is ‖w‖² / (2C). > 0; default 1 or 10, whichever gives the held-out texts the likelier labels. */
  readonly strength?: number;
  /** Cuts a text into words that are read beside its characters; not needed for Chinese. */
  readonly segmenter?: Segmenter;
}

const FEWEST_TEXTS = 500;
const FEWEST_OF_A_LABEL = 10;
const STRENGTHS = [1, 10];
/** Meaningful digits of a stored weight. */
const DIGITS = 6;

type Counts = readonly ReadonlyMap<number, number>[];

/** Texts that have a label, in an order of their own, so that the order they came in changes nothing. */
interface Labelled {
  readonly texts: readonly string[];
  readonly classes: Int32Array;
  readonly names: readonly string[];
  readonly days?: ArrayLike<number>;
}

/**
 * Learns to tell texts apart from labelled ones: multinomial logistic regression on hashed character 1–3-grams with TF-IDF, calibrated and
 * reported on texts that were held out.
 *
 * @param texts - shape (n,), at least 500 with a label; of each the first 20,000 normalised characters are read
 * @param labels - shape (n,), the label of each text, '' for none; at least two labels, ten texts each
 * @param options - times of the texts, penalty, segmenter
 * @returns the model, plain JSON (`parseTextClassifier` checks one that was read), and how it does on texts it did not know, beside the
 *   majority guess. Where it does not beat the word lists of `complaintCategory` there, do not use it
 * @throws HoldfastError `length-mismatch`, `bad-parameter`; `too-few-events` under 500 labelled texts, under ten of a label, or with one
 *   label only; `no-convergence`, `aborted`
 * @remarks O(characters × labels) a step; eleven fits, six where `strength` is given. Deterministic, and the order of the texts changes
 *   nothing. Method: `science.md` D; hashing to 2¹⁸ buckets, TF-IDF as scikit-learn with sublinear counts.
 * @example
 * ```ts
 * const texts = Array.from({ length: 600 }, (_, n) => (n % 2 === 0 ? `waited ${n} days, so late` : `box ${n} was crushed`));
 * const labels = texts.map((_, n) => (n % 2 === 0 ? 'delay' : 'damage'));
 * const { model, report } = await trainTextClassifier(texts, labels);
 * report.accuracy; // => 1
 * classifyText(model, 'late again, five days').label; // => 'delay'
 * ```
 */
export async function trainTextClassifier(
  texts: readonly string[],
  labels: readonly string[],
  options: TextClassifierOptions = {},
): Promise<{ model: TextClassifier; report: TextReport }> {
  const { strength, segmenter } = options;
  ensure(strength === undefined || (strength > 0 && strength < Infinity), 'bad-parameter', () => ({
    en: `"strength" is ${strength}; it must be finite and above 0`,
    zh: `strength 为 ${strength}；必须是大于 0 的有限数`,
  }));
  const data = labelledTexts(texts, labels, options.days);
  const counts = countsOf(data.texts, segmenter);
  const folds = data.days === undefined ? foldsByText(data.texts) : foldsForward(data.days);
  const testedBy = data.days === undefined ? 'text' : 'time';
  const trials: { strength: number; factor: number; report: TextReport }[] = [];
  for (const tried of strength === undefined ? STRENGTHS : [strength]) {
    const held = await heldOut(data, counts, folds, tried, options);
    const factor = marginFactor(held);
    trials.push({ strength: tried, factor, report: textReport(data.names, held, factor, data.texts.length, testedBy) });
  }
  const best = trials.reduce((chosen, trial) => (trial.report.logLoss < chosen.report.logLoss ? trial : chosen));
  const { vocabulary, fit } = fitOn(data, counts, [...data.texts.keys()], best.strength);
  return { model: modelOf(data.names, vocabulary, fit, best.factor, segmenter !== undefined), report: best.report };
}

function labelledTexts(texts: readonly string[], labels: readonly string[], days: ArrayLike<number> | undefined): Labelled {
  const n = texts.length;
  ensure(labels.length === n && (days === undefined || days.length === n), 'length-mismatch', () => ({
    en: `there are ${n} texts, ${labels.length} labels${days === undefined ? '' : ` and ${days.length} days`}; give one of each a text`,
    zh: `文本 ${n} 条、标签 ${labels.length} 个${days === undefined ? '' : `、日期 ${days.length} 个`}；每条文本须各对应一个`,
  }));
  for (const text of texts) checkText(text);
  const badLabel = labels.findIndex((label) => typeof label !== 'string');
  ensure(badLabel < 0, 'bad-parameter', () => ({
    en: `labels[${badLabel}] is not a string; use '' for a text without a label`,
    zh: `labels[${badLabel}] 不是字符串；没有标签的文本请用 ''`,
  }));
  const badDay = days === undefined ? -1 : Array.from(days).findIndex((day) => !Number.isFinite(day));
  ensure(badDay < 0, 'bad-parameter', () => ({
    en: `days[${badDay}] is ${days?.[badDay]}; every day must be a finite number`,
    zh: `days[${badDay}] 为 ${days?.[badDay]}；每个日期都必须是有限数`,
  }));
  const rows = Array.from({ length: n }, (_, row) => row).filter((row) => labels[row] !== '' && texts[row]!.trim() !== '');
  const order = (a: number, b: number): number =>
    compare(texts[a]!, texts[b]!) || compare(labels[a]!, labels[b]!) || (days?.[a] ?? 0) - (days?.[b] ?? 0);
  rows.sort(order);
  const names = [...new Set(rows.map((row) => labels[row]!))].sort(compare);
  checkEnough(rows.length, names, rows, labels);
  return {
    texts: rows.map((row) => texts[row]!),
    classes: Int32Array.from(rows, (row) => names.indexOf(labels[row]!)),
    names,
    ...(days === undefined ? {} : { days: Float64Array.from(rows, (row) => days[row]!) }),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function checkEnough(count: number, names: readonly string[], rows: readonly number[], labels: readonly string[]): void {
  ensure(count >= FEWEST_TEXTS, 'too-few-events', () => ({
    en: `only ${count} texts have a label; at least ${FEWEST_TEXTS} are needed to learn from, use the word lists (complaintCategory) until then`,
    zh: `只有 ${count} 条文本带标签；至少需要 ${FEWEST_TEXTS} 条才能学习，在此之前请使用词表（complaintCategory）`,
  }));
  const few = names.find((name) => rows.filter((row) => labels[row] === name).length < FEWEST_OF_A_LABEL);
  ensure(names.length >= 2 && few === undefined, 'too-few-events', () => ({
    en:
      few === undefined
        ? 'all texts have the same label; there is nothing to tell apart'
        : `fewer than ${FEWEST_OF_A_LABEL} texts have the label "${few.slice(0, 40)}"; label more of them or join it with another`,
    zh:
      few === undefined
        ? '所有文本的标签都相同，没有可区分的内容'
        : `标签“${few.slice(0, 40)}”的文本不足 ${FEWEST_OF_A_LABEL} 条；请补充标注或并入其他标签`,
  }));
}

async function heldOut(data: Labelled, counts: Counts, folds: readonly Fold[], strength: number, run: RunOptions): Promise<HeldOut> {
  const classCount = data.names.length;
  const tested = folds.reduce((sum, { test }) => sum + test.length, 0);
  const margins = new Float64Array(tested * classCount);
  const classes = new Int32Array(tested);
  let filled = 0;
  for (const [fold, { train, test }] of folds.entries()) {
    throwIfAborted(run.signal);
    const { vocabulary, fit, placeOf } = fitOn(data, counts, train, strength);
    const rows = vectorsOf(
      test.map((row) => counts[row]!),
      vocabulary,
      placeOf,
    );
    for (const [place, row] of test.entries()) {
      classes[filled] = data.classes[row]!;
      const own = margins.subarray(filled * classCount, (filled + 1) * classCount);
      marginsOf(rows, place, fit.weights, fit.intercepts, classCount, own);
      filled++;
    }
    run.onProgress?.({ stage: 'text', done: fold + 1, total: folds.length });
    await breathe();
  }
  return { margins, classes, classCount };
}

function fitOn(
  data: Labelled,
  counts: Counts,
  train: readonly number[],
  strength: number,
): { readonly vocabulary: Vocabulary; readonly fit: SoftmaxWeights; readonly placeOf: ReadonlyMap<number, number> } {
  const own = train.map((row) => counts[row]!);
  const vocabulary = vocabularyOf(own);
  const placeOf = placesOf(vocabulary);
  const classes = Int32Array.from(train, (row) => data.classes[row]!);
  const fit = softmaxFit(vectorsOf(own, vocabulary, placeOf), vocabulary.buckets.length, classes, data.names.length, strength);
  return { vocabulary, fit, placeOf };
}

function modelOf(
  labels: readonly string[],
  { buckets, idf }: Vocabulary,
  { weights, intercepts }: SoftmaxWeights,
  factor: number,
  segmented: boolean,
): TextClassifier {
  const rounded = (values: Float64Array): number[] => Array.from(values, (value) => Number(value.toPrecision(DIGITS)));
  const k = labels.length;
  return {
    format: 'holdfast-text',
    version: 1,
    labels,
    segmented,
    buckets: [...buckets],
    idf: rounded(idf),
    weights: Array.from(buckets, (_, place) => rounded(weights.subarray(place * k, (place + 1) * k))),
    intercepts: rounded(intercepts),
    factor: Number(factor.toPrecision(DIGITS)),
  };
}
