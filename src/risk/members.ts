import type { RunOptions } from '../core/run.js';
import {
  contributions,
  fitLearner,
  type LearnerModel,
  type LearnerOptions,
  type Matrix,
  predictMargin,
  type SingleLearnerOptions,
} from '../learn/index.js';
import { someRows, type TrainingRows } from './trainingRows.js';

/**
 * Fits one model a seed, each without every `seeds`-th customer (by a hash of its id): averaged they have seen everyone, and how
 * much they differ shows what other customers would have taught (delete-a-group jackknife). With one seed nobody is left out.
 *
 * @param seed - the first; the others follow it
 */
export async function fitMembers(
  data: TrainingRows,
  options: LearnerOptions,
  seed: number,
  seeds: number,
  run: RunOptions,
): Promise<LearnerModel[]> {
  const members: LearnerModel[] = [];
  for (let member = 0; member < seeds; member++) {
    const own = withSeed(options, seed + member);
    members.push((await fitLearner(own, seeds === 1 ? data : withoutGroup(data, member, seeds), run)).model);
  }
  return members;
}

/** The same learner drawing by this seed, its members too; one without a seed as it is. */
function withSeed(options: LearnerOptions, seed: number): LearnerOptions {
  if (options.kind !== 'blend') return singleWithSeed(options, seed);
  return { ...options, seed, members: options.members.map((member) => singleWithSeed(member, seed)) };
}

function singleWithSeed(options: SingleLearnerOptions, seed: number): SingleLearnerOptions {
  return options.kind === 'logistic' || options.kind === 'one-feature' ? options : { ...options, seed };
}

function withoutGroup(data: TrainingRows, group: number, groups: number): TrainingRows {
  const hash = data.rowKeys?.low ?? data.customer;
  return someRows(
    data,
    Int32Array.from(hash.keys()).filter((row) => (hash[row]! >>> 0) % groups !== group),
  );
}

/** Mean margin of the members, and the variance of that mean over other samples of customers. */
export interface MemberMargins {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** Margins of each member. */
  readonly each: readonly Float64Array[];
}

/** Margins of all members; the jackknife variance is (G − 1)/G · Σ (member − mean)², and 0 with one member. */
export function memberMargins(members: readonly LearnerModel[], matrix: Matrix): MemberMargins {
  const each = members.map((member) => predictMargin(member, matrix));
  const groups = each.length;
  const mean = new Float64Array(matrix.length);
  const variance = new Float64Array(matrix.length);
  for (let row = 0; row < matrix.length; row++) {
    let sum = 0;
    for (const margins of each) sum += margins[row]!;
    mean[row] = sum / groups;
    let squares = 0;
    for (const margins of each) squares += (margins[row]! - mean[row]!) * (margins[row]! - mean[row]!);
    variance[row] = (squares * (groups - 1)) / groups;
  }
  return { mean, variance, each };
}

/** What each feature of the matrix adds to every margin, by member, shape (rows × features); features a member does not use add 0. */
export function memberContributions(members: readonly LearnerModel[], matrix: Matrix): Float64Array[] {
  const width = matrix.features.length;
  const place = new Map(matrix.features.map(({ name }, index) => [name, index]));
  return members.map((member) => {
    const own = contributions(member, matrix);
    const places = Int32Array.from(own.features, (name) => place.get(name) ?? 0);
    const all = new Float64Array(matrix.length * width);
    for (let row = 0, at = 0; row < matrix.length; row++)
      for (let feature = 0; feature < places.length; feature++, at++) all[row * width + places[feature]!]! += own.values[at]!;
    return all;
  });
}
