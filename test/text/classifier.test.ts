import { beforeAll, describe, expect, it } from 'vitest';
import { uniformAt } from '../../src/core/random.js';
import { foldsByText, foldsForward } from '../../src/text/classifier/folds.js';
import { BUCKETS, gramCounts } from '../../src/text/classifier/grams.js';
import { softmaxFit } from '../../src/text/classifier/softmaxFit.js';
import { marginFactor } from '../../src/text/classifier/temperature.js';
import { placesOf, vectorsOf, vocabularyOf } from '../../src/text/classifier/vectors.js';
import { classifyText, parseTextClassifier, type TextClassifier, type TextReport, trainTextClassifier } from '../../src/text/index.js';

const WORDS = {
  delay: ['晚到', '三天', '一直没来', 'late', 'slow'],
  damage: ['压坏', '破了', '碎', 'broken', 'crushed'],
  price: ['涨价', '贵', '运费', 'fee', 'cost'],
};
const FILLER = ['快递', '今天', '我们', '请', 'the', 'parcel', '看一下', '又', 'again', '客户'];
const NAMES = Object.keys(WORDS) as (keyof typeof WORDS)[];
const NOISE = 0.2;

/** Texts of two words of their kind among four that say nothing; one label in five is drawn anew. */
function drawn(count: number, seed = 1): { texts: string[]; labels: string[] } {
  const pick = <T>(list: readonly T[], row: number, item: number): T => list[Math.floor(uniformAt(seed, item, row) * list.length)]!;
  const texts: string[] = [];
  const labels: string[] = [];
  for (let row = 0; row < count; row++) {
    const name = pick(NAMES, row, 0);
    const words = [1, 2, 3, 4, 5, 6].map((item) => (item % 3 === 0 ? pick(WORDS[name], row, item) : pick(FILLER, row, item)));
    texts.push(words.join(' '));
    labels.push(uniformAt(seed, 7, row) < NOISE ? pick(NAMES, row, 8) : name);
  }
  return { texts, labels };
}

const { texts, labels } = drawn(700);
let model: TextClassifier;
let report: TextReport;
beforeAll(async () => {
  ({ model, report } = await trainTextClassifier(texts, labels));
});

describe('trainTextClassifier', () => {
  it('tells kinds apart on texts it did not know, as well as the noise allows', () => {
    // Two thirds of the redrawn labels are wrong.
    const best = 1 - (NOISE * 2) / 3;
    expect(report.tested).toBe(700);
    expect(report.accuracy).toBeGreaterThan(best - 0.06);
    expect(report.accuracy).toBeLessThan(best + 0.04);
    expect(report.majorityAccuracy).toBeLessThan(0.4);
    expect(report.logLoss).toBeLessThan(report.majorityLogLoss);
    expect(report.labels.columns.label).toEqual(['damage', 'delay', 'price']);
  });

  it('gives probabilities that come true, better than before calibration', () => {
    // Ten bins of 70: a true probability would be off by .03.
    expect(report.calibrationError).toBeLessThan(0.08);
    expect(report.calibrationError).toBeLessThan(report.uncalibratedError);
  });

  it('says the same again, and in any order of the texts', async () => {
    const order = texts.map((_, row) => row).sort((a, b) => uniformAt(3, 1, a) - uniformAt(3, 1, b));
    const other = await trainTextClassifier(
      order.map((row) => texts[row]!),
      order.map((row) => labels[row]!),
    );
    expect(JSON.stringify(other)).toBe(JSON.stringify({ model, report }));
  });

  it('leaves the texts without a label out', async () => {
    const more = await trainTextClassifier([...texts, 'no label', '  '], [...labels, '', 'delay']);
    expect(JSON.stringify(more.model)).toBe(JSON.stringify(model));
  });

  it('tests forward in time where days are given', async () => {
    const days = texts.map((_, row) => row);
    const forward = await trainTextClassifier(texts, labels, { days });
    expect(forward.report.testedBy).toBe('time');
    expect(forward.report.tested).toBe(560);
  });

  it('reads the words of a segmenter, and wants it again to classify', async () => {
    const segmenter = (text: string): readonly string[] => text.split(' ');
    const { model: segmented } = await trainTextClassifier(texts, labels, { segmenter });
    expect(classifyText(segmented, '又 涨价', segmenter).label).toBe('price');
    expect(() => classifyText(segmented, '又 涨价')).toThrow(/same one as the third argument/);
    expect(() => classifyText(model, '又 涨价', segmenter)).toThrow(/leave the third argument out/);
  });

  it.each([
    ['too-few-events', () => trainTextClassifier(texts.slice(0, 499), labels.slice(0, 499))],
    [
      'too-few-events',
      () =>
        trainTextClassifier(
          texts,
          texts.map(() => 'delay'),
        ),
    ],
    ['too-few-events', () => trainTextClassifier(texts, ['rare', ...labels.slice(1)])],
    ['length-mismatch', () => trainTextClassifier(texts, labels.slice(1))],
    ['length-mismatch', () => trainTextClassifier(texts, labels, { days: [1] })],
    ['bad-parameter', () => trainTextClassifier(texts, labels, { strength: 0 })],
    ['bad-parameter', () => trainTextClassifier(texts, labels, { days: texts.map(() => Number.NaN) })],
    ['bad-parameter', () => trainTextClassifier(texts, labels, { days: texts.map(() => 1) })],
    ['bad-parameter', () => trainTextClassifier([null as never, ...texts.slice(1)], labels)],
    ['bad-parameter', () => trainTextClassifier(texts, labels, { segmenter: () => null as never })],
  ])('refuses with %s', async (code, train) => {
    await expect(train()).rejects.toMatchObject({ code });
  });

  it('ends when asked to', async () => {
    await expect(trainTextClassifier(texts, labels, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('classifyText', () => {
  it('gives probabilities that add up to 1, the same from a file', () => {
    const read = JSON.parse(JSON.stringify(model)) as TextClassifier;
    for (const text of ['箱子压坏了', 'it is late', '', '😡', '\ud800', 'x'.repeat(100_000), 'Доставка']) {
      const { label, probability, probabilities } = classifyText(read, text);
      expect(Object.values(probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
      expect(probabilities[label]).toBe(probability);
      expect(classifyText(model, text).probability).toBe(probability);
    }
    expect(classifyText(read, '箱子压坏了').label).toBe('damage');
  });
});

describe('parseTextClassifier', () => {
  const broken: readonly (readonly [string, object])[] = [
    ['format', { format: 'x' }],
    ['labels', { labels: ['a'] }],
    ['labels', { labels: ['a', 'a', 'b'] }],
    ['segmented', { segmented: 1 }],
    ['buckets', { buckets: [3, 1] }],
    ['buckets', { buckets: [BUCKETS] }],
    ['idf', { idf: [1] }],
    ['weights', { weights: [[1]] }],
    ['intercepts', { intercepts: [1, Number.POSITIVE_INFINITY, 0] }],
    ['factor', { factor: 0 }],
  ];
  it.each(broken)('refuses a model with broken %s', (field, change) => {
    expect(() => parseTextClassifier({ ...model, ...change })).toThrow(new RegExp(`no text classifier of holdfast: "${field}"`));
  });

  it('refuses what is none, and what a later version wrote', () => {
    for (const json of [null, 1, 'x', [], {}]) expect(() => parseTextClassifier(json)).toThrow(/no text classifier/);
    expect(() => parseTextClassifier({ ...model, version: 2 })).toThrow(/version 2/);
    expect(parseTextClassifier(model)).toBe(model);
  });
});

describe('marginFactor', () => {
  it('finds by how much margins are too sure', () => {
    const rows = 20_000;
    const truth = Float64Array.from({ length: 2 * rows }, (_, at) => (at % 2 === 0 ? 0 : 4 * uniformAt(5, 1, at) - 2));
    const classes = Int32Array.from({ length: rows }, (_, row) =>
      uniformAt(5, 2, row) < 1 / (1 + Math.exp(-truth[2 * row + 1]!)) ? 1 : 0,
    );
    const factor = marginFactor({ margins: truth.map((margin) => 3 * margin), classes, classCount: 2 });
    // Standard error .007, from the curvature.
    expect(Math.abs(factor - 1 / 3)).toBeLessThan(0.02);
  });
});

describe('parts of the classifier', () => {
  it('counts grams of one to three characters, blanks as one, whatever the width', () => {
    const total = (text: string): number => [...gramCounts(text).values()].reduce((sum, count) => sum + count, 0);
    // " ab ": a, b; " a", "ab", "b "; " ab", "ab ".
    expect(total('ab')).toBe(7);
    expect([...gramCounts('Ａ   Ｂ')]).toEqual([...gramCounts('a b')]);
  });

  it('fits the softmax to where the gradient is nought', () => {
    const counts = texts.slice(0, 60).map((text) => gramCounts(text));
    const vocabulary = vocabularyOf(counts);
    const rows = vectorsOf(counts, vocabulary, placesOf(vocabulary));
    const classes = Int32Array.from(labels.slice(0, 60), (label) => NAMES.indexOf(label as keyof typeof WORDS));
    const { weights, intercepts } = softmaxFit(rows, vocabulary.buckets.length, classes, 3, 1);
    // The penalised optimum, by its equations: w = C Σ (y − p) x, and Σ (y − p) = 0.
    const expected = new Float64Array(weights.length);
    const balance = new Float64Array(3);
    for (let row = 0; row < rows.length; row++) {
      const margins = [...intercepts];
      for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++)
        for (let k = 0; k < 3; k++) margins[k]! += rows.values[at]! * weights[rows.places[at]! * 3 + k]!;
      const total = margins.reduce((sum, margin) => sum + Math.exp(margin), 0);
      for (let k = 0; k < 3; k++) {
        const miss = (classes[row] === k ? 1 : 0) - Math.exp(margins[k]!) / total;
        balance[k]! += miss;
        for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) expected[rows.places[at]! * 3 + k]! += rows.values[at]! * miss;
      }
    }
    for (const [at, weight] of weights.entries()) expect(Math.abs(weight - expected[at]!)).toBeLessThan(2e-3);
    for (const miss of balance) expect(Math.abs(miss)).toBeLessThan(2e-3);
  });

  it('keeps equal texts on one side of a fold, and the future out of the past', () => {
    const twice = [...texts, ...texts.map((text) => text.toUpperCase())];
    for (const { train, test } of foldsByText(twice)) {
      const learnt = new Set(train.map((row) => twice[row]!.toLowerCase()));
      expect(test.filter((row) => learnt.has(twice[row]!.toLowerCase()))).toEqual([]);
      expect(train.length + test.length).toBe(1400);
    }
    const days = texts.map((_, row) => row % 50);
    for (const { train, test } of foldsForward(days))
      expect(Math.max(...train.map((row) => days[row]!))).toBeLessThan(Math.min(...test.map((row) => days[row]!)));
  });
});
