import { HoldfastError } from '../../core/errors.js';
import { BUCKETS } from './grams.js';

/** A trained text classifier, plain JSON. */
export interface TextClassifier {
  readonly format: 'holdfast-text';
  readonly version: 1;
  /** In code-point order. */
  readonly labels: readonly string[];
  /** Whether words of a segmenter are read beside the characters: the same segmenter must then be given to classify. */
  readonly segmented: boolean;
  /** Hash buckets read, ascending, and the inverse document frequency of each. */
  readonly buckets: readonly number[];
  readonly idf: readonly number[];
  /** One row a bucket, one number a label. */
  readonly weights: readonly (readonly number[])[];
  readonly intercepts: readonly number[];
  /** Factor of the log-odds that calibrates them. */
  readonly factor: number;
}

/**
 * Checks a text classifier that was read from somewhere, and gives it back.
 *
 * @param json - what `JSON.parse` gave
 * @throws HoldfastError `model-version` where it was written by a later version, `bad-model` naming what is wrong
 * @remarks O(size). What it holds is data: nothing in it is run.
 * @example
 * ```ts
 * parseTextClassifier({ format: 'holdfast-risk' }); // => throws bad-model
 * ```
 */
export function parseTextClassifier(json: unknown): TextClassifier {
  const model = json as TextClassifier | null;
  if (typeof model !== 'object' || model === null || model.format !== 'holdfast-text')
    bad('"format" is not "holdfast-text"', 'format 不是 "holdfast-text"');
  if (model.version !== 1)
    throw new HoldfastError('model-version', {
      en: `this text classifier has version ${String(model.version)}, this holdfast reads version 1; train it again or update holdfast`,
      zh: `该文本分类器的版本为 ${String(model.version)}，当前 holdfast 只读取版本 1；请重新训练或升级 holdfast`,
    });
  const { labels, buckets, idf, weights, intercepts, factor, segmented } = model;
  if (
    !isListOf(labels, (label) => typeof label === 'string' && label !== '') ||
    labels.length < 2 ||
    new Set(labels).size !== labels.length
  )
    bad('"labels" are not two or more different names', 'labels 不是两个以上互不相同的名称');
  if (typeof segmented !== 'boolean') bad('"segmented" is not true or false', 'segmented 不是 true 或 false');
  if (!isListOf(buckets, isBucket) || buckets.some((bucket, place) => place > 0 && bucket <= buckets[place - 1]!))
    bad(`"buckets" are not ascending whole numbers below ${BUCKETS}`, `buckets 不是小于 ${BUCKETS} 的递增整数`);
  if (!isListOf(idf, isFiniteNumber) || idf.length !== buckets.length)
    bad('"idf" is not one number a bucket', 'idf 与 buckets 数量不符或不是数字');
  const isRow = (row: unknown): boolean =>
    isListOf(row as readonly unknown[], isFiniteNumber) && (row as unknown[]).length === labels.length;
  if (!isListOf(weights, isRow) || weights.length !== buckets.length)
    bad('"weights" are not one row a bucket with one number a label', 'weights 不是每个 bucket 一行、每个标签一个数');
  if (!isRow(intercepts)) bad('"intercepts" are not one number a label', 'intercepts 不是每个标签一个数');
  if (!isFiniteNumber(factor) || factor <= 0) bad('"factor" is not a number above 0', 'factor 不是大于 0 的数');
  return model;
}

const isFiniteNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isBucket = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0 && (value as number) < BUCKETS;

function isListOf(list: readonly unknown[], is: (item: unknown) => boolean): boolean {
  return Array.isArray(list) && list.every(is);
}

function bad(en: string, zh: string): never {
  throw new HoldfastError('bad-model', {
    en: `this is no text classifier of holdfast: ${en}; train it again or give another file`,
    zh: `这不是 holdfast 的文本分类器：${zh}；请重新训练或换一个文件`,
  });
}
