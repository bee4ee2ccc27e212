import { ensure } from '../../core/errors.js';
import { checkText } from '../normaliseText.js';
import { gramCounts, type Segmenter } from './grams.js';
import { marginsOf, type SoftmaxWeights, softmax } from './softmaxFit.js';
import { parseTextClassifier, type TextClassifier } from './textClassifier.js';
import { likeliest } from './textReport.js';
import { placesOf, type Vocabulary, vectorsOf } from './vectors.js';

/** The label a model gives a text. */
export interface TextLabel {
  readonly label: string;
  /** Of that label, calibrated. */
  readonly probability: number;
  /** Of every label; they add up to 1. */
  readonly probabilities: Readonly<Record<string, number>>;
}

interface Ready {
  readonly vocabulary: Vocabulary;
  readonly placeOf: ReadonlyMap<number, number>;
  readonly fit: SoftmaxWeights;
}

const ready = new WeakMap<TextClassifier, Ready>();

function readyOf(model: TextClassifier): Ready {
  const known = ready.get(model);
  if (known !== undefined) return known;
  const { buckets, idf, weights, intercepts } = parseTextClassifier(model);
  const vocabulary = { buckets: Int32Array.from(buckets), idf: Float64Array.from(idf) };
  const made = {
    vocabulary,
    placeOf: placesOf(vocabulary),
    fit: { weights: Float64Array.from(weights.flat()), intercepts: Float64Array.from(intercepts) },
  };
  ready.set(model, made);
  return made;
}

/**
 * The likeliest label of a text, with the probability of every label.
 *
 * @param model - of {@link trainTextClassifier}; checked at its first use
 * @param text - any text; without a known gram the labels get their usual shares
 * @param segmenter - the one the model was trained with, where it was
 * @throws HoldfastError `bad-model`, `model-version`, `bad-parameter` where it is no string, or the segmenter is missing or was not used in training
 * @remarks O(length × labels). The probability is calibrated for texts like those it was trained on; a text of another kind gets one all the same.
 * @example
 * ```ts
 * const texts = Array.from({ length: 600 }, (_, n) => (n % 3 === 0 ? `账单 ${n} 多收运费` : `快件 ${n} 晚到`));
 * const { model } = await trainTextClassifier(texts, texts.map((text) => (text.includes('运费') ? 'price' : 'delay')));
 * const { label, probability } = classifyText(JSON.parse(JSON.stringify(model)), '又多收运费');
 * label; // => 'price'
 * probability > 0.9; // => true
 * ```
 */
export function classifyText(model: TextClassifier, text: string, segmenter?: Segmenter): TextLabel {
  checkText(text);
  const { vocabulary, placeOf, fit } = readyOf(model);
  ensure(model.segmented === (segmenter !== undefined), 'bad-parameter', () => ({
    en: model.segmented
      ? 'this model was trained with a segmenter; give the same one as the third argument'
      : 'this model was trained without a segmenter; leave the third argument out',
    zh: model.segmented ? '该模型训练时使用了分词器；请将同一分词器作为第三个参数传入' : '该模型训练时未使用分词器；请不要传入第三个参数',
  }));
  const { labels, factor } = model;
  const rows = vectorsOf([gramCounts(text, segmenter)], vocabulary, placeOf);
  const margins = new Float64Array(labels.length);
  marginsOf(rows, 0, fit.weights, fit.intercepts, labels.length, margins);
  const probabilities = margins.map((margin) => factor * margin);
  softmax(probabilities);
  const best = likeliest(probabilities, 0, labels.length);
  return {
    label: labels[best]!,
    probability: probabilities[best]!,
    probabilities: Object.fromEntries(labels.map((label, k) => [label, probabilities[k]!])),
  };
}
