import type { Table } from '../../core/table.js';
import { type HeldOut, heldOutProbabilities } from './temperature.js';

/** How a text classifier did on texts it did not know. */
export interface TextReport {
  /** Texts learnt from in the end, and texts tested. */
  readonly texts: number;
  readonly tested: number;
  /** How they were kept apart: five folds by text, or earlier ones telling later ones. */
  readonly testedBy: 'text' | 'time';
  readonly accuracy: number;
  /** Of always saying the commonest label. */
  readonly majorityAccuracy: number;
  /** Mean of the labels' F1, each counted alike. */
  readonly macroF1: number;
  readonly logLoss: number;
  /** Of always giving the shares of the labels tested. */
  readonly majorityLogLoss: number;
  /** Mean distance of the probability of the label given from how often it was right, over ten bins of equal count. */
  readonly calibrationError: number;
  /** The same before calibration. */
  readonly uncalibratedError: number;
  /** One row a label: how many had it, how many were given it, and of either the share that agrees. */
  readonly labels: Table<{
    readonly label: readonly string[];
    readonly texts: Int32Array;
    readonly given: Int32Array;
    readonly precision: Float64Array;
    readonly recall: Float64Array;
    readonly f1: Float64Array;
  }>;
}

const BINS = 10;

export function textReport(names: readonly string[], held: HeldOut, factor: number, texts: number, testedBy: 'text' | 'time'): TextReport {
  const { classes, classCount } = held;
  const probabilities = heldOutProbabilities(held, factor);
  const given = Int32Array.from(classes, (_, row) => likeliest(probabilities, row, classCount));
  const labels = labelTable(names, classes, given);
  const counts = labels.columns.texts;
  let logLoss = 0;
  let right = 0;
  for (const [row, own] of classes.entries()) {
    logLoss -= Math.log(Math.max(probabilities[row * classCount + own]!, Number.MIN_VALUE));
    if (given[row] === own) right++;
  }
  const tested = classes.length;
  const entropy = Array.from(counts, (count) => (count > 0 ? -(count / tested) * Math.log(count / tested) : 0));
  return {
    texts,
    tested,
    testedBy,
    accuracy: right / tested,
    majorityAccuracy: Math.max(...counts) / tested,
    macroF1: sum(labels.columns.f1) / names.length,
    logLoss: logLoss / tested,
    majorityLogLoss: sum(entropy),
    calibrationError: calibrationError(probabilities, held, given),
    uncalibratedError: calibrationError(heldOutProbabilities(held, 1), held, given),
    labels,
  };
}

/** Class of the highest probability of a row; the first of equal ones. */
export function likeliest(probabilities: Float64Array, row: number, classCount: number): number {
  let best = 0;
  for (let k = 1; k < classCount; k++) if (probabilities[row * classCount + k]! > probabilities[row * classCount + best]!) best = k;
  return best;
}

function labelTable(names: readonly string[], classes: Int32Array, given: Int32Array): TextReport['labels'] {
  const texts = new Int32Array(names.length);
  const said = new Int32Array(names.length);
  const agreed = new Float64Array(names.length);
  for (const [row, own] of classes.entries()) {
    texts[own]!++;
    said[given[row]!]!++;
    if (given[row] === own) agreed[own]!++;
  }
  return {
    length: names.length,
    columns: {
      label: names,
      texts,
      given: said,
      precision: agreed.map((count, k) => count / said[k]!),
      recall: agreed.map((count, k) => count / texts[k]!),
      f1: agreed.map((count, k) => (texts[k]! + said[k]! > 0 ? (2 * count) / (texts[k]! + said[k]!) : 0)),
    },
  };
}

function calibrationError(probabilities: Float64Array, { classes, classCount }: HeldOut, given: Int32Array): number {
  const rows = Array.from(classes, (own, row) => ({
    p: probabilities[row * classCount + given[row]!]!,
    right: given[row] === own ? 1 : 0,
  }));
  rows.sort((a, b) => a.p - b.p || a.right - b.right);
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const own = rows.slice(Math.floor((bin * rows.length) / BINS), Math.floor(((bin + 1) * rows.length) / BINS));
    error += Math.abs(sum(own.map(({ p, right }) => p - right))) / rows.length;
  }
  return error;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at]!;
  return total;
}
