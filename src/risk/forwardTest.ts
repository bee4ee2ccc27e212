import type { RunOptions } from '../core/run.js';
import { type Matrix, recalibrate } from '../learn/index.js';
import { logistic } from '../math/logSums.js';
import type { Candidate } from './candidates.js';
import { fitMembers, memberMargins } from './members.js';
import type { RiskRecalibration } from './recalibration.js';
import type { TrainingRows } from './trainingRows.js';
import { optionsFound, quiet } from './trials.js';

/** A candidate with what the validation block taught about it. */
export interface Settled {
  readonly candidate: Candidate;
  readonly rounds: number | undefined;
  readonly recalibration: RiskRecalibration;
}

/**
 * Probabilities of `later` rows by each candidate fitted to everything before: what would have been said then.
 *
 * @param chosen - place of the chosen one, which gets all its seeds; the others get one
 */
export async function forwardProbabilities(
  settled: readonly Settled[],
  chosen: number,
  before: TrainingRows,
  later: Matrix,
  seeds: { readonly seed: number; readonly seeds: number },
  run: RunOptions,
): Promise<Float64Array[]> {
  const probabilities: Float64Array[] = [];
  for (const [place, { candidate, rounds, recalibration }] of settled.entries()) {
    run.onProgress?.({ stage: 'test', done: place, total: settled.length });
    const options = optionsFound(candidate, rounds, before.outcome.length);
    const members = await fitMembers(before, options, seeds.seed, place === chosen ? seeds.seeds : 1, quiet(run));
    probabilities.push(recalibrate(recalibration, memberMargins(members, later).mean).map(logistic));
  }
  return probabilities;
}
