import type { RunOptions } from '../core/run.js';
import { fitBoosting, fitLearner, type LearnerModel, type LearnerOptions, predictMargin, recalibrate } from '../learn/index.js';
import type { Candidate } from './candidates.js';
import { logLosses } from './logLosses.js';
import { type RiskRecalibration, recalibrationOf } from './recalibration.js';
import type { PanelRows, TrainingRows } from './trainingRows.js';

/** Rounds without a better validation loss after which boosting stops, and the fewest trees kept. */
const PATIENCE = 50;
const FEWEST_ROUNDS = 20;

/** One candidate, fitted before the validation block and tried on it. */
export interface Trial {
  readonly candidate: Candidate;
  /** Trees found by early stopping; undefined for learners without rounds. */
  readonly rounds: number | undefined;
  readonly recalibration: RiskRecalibration;
  /** Log loss of each validation row, after recalibration. */
  readonly losses: Float64Array;
}

/** Fits every candidate to `fit` with one seed and tries it on `validation`, in the order given. */
export async function tryCandidates(
  candidates: readonly Candidate[],
  fit: TrainingRows,
  validation: PanelRows,
  seed: number,
  run: RunOptions,
): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const candidate of candidates) {
    run.onProgress?.({ stage: 'choose', done: trials.length, total: candidates.length });
    trials.push(await tryCandidate(candidate, fit, validation, seed, run));
  }
  return trials;
}

async function tryCandidate(candidate: Candidate, fit: TrainingRows, validation: PanelRows, seed: number, run: RunOptions): Promise<Trial> {
  const options = candidate.options(fit.outcome.length);
  const { model, rounds } = await fitStopping(options, fit, validation, seed, quiet(run));
  const margins = predictMargin(model, validation.matrix);
  const recalibration = recalibrationOf(margins, validation.outcome, validation.customer);
  return { candidate, rounds, recalibration, losses: logLosses(recalibrate(recalibration, margins), validation.outcome) };
}

/** Boosting stops where the validation loss does; other learners have nothing to stop. */
async function fitStopping(
  options: LearnerOptions,
  fit: TrainingRows,
  validation: PanelRows,
  seed: number,
  run: RunOptions,
): Promise<{ model: LearnerModel; rounds: number | undefined }> {
  if (options.kind !== 'boosting') return { model: (await fitLearner(options, fit, run)).model, rounds: undefined };
  const { matrix, outcome } = validation;
  const stopping = { ...options, seed, earlyStopping: { rounds: PATIENCE } };
  const { model, report } = await fitBoosting(stopping, { ...fit, validation: { matrix, outcome } }, run);
  return { model, rounds: Math.max(FEWEST_ROUNDS, report.trees) };
}

/** The candidate's options for so many rows, with the rounds that were found. */
export function optionsFound(candidate: Candidate, rounds: number | undefined, rows: number): LearnerOptions {
  const options = candidate.options(rows);
  return options.kind === 'boosting' && rounds !== undefined ? { ...options, rounds } : options;
}

/** Candidates whose column the panel has. */
export function usableCandidates(candidates: readonly Candidate[], columns: readonly string[]): readonly Candidate[] {
  return candidates.filter(({ options }) => {
    const of = options(1);
    return of.kind !== 'one-feature' || columns.includes(of.feature);
  });
}

/** Abort without the progress of each single learner. */
export function quiet({ signal }: RunOptions): RunOptions {
  return signal === undefined ? {} : { signal };
}
