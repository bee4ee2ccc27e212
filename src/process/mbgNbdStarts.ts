import { minimise } from '../math/lbfgs.js';
import { mbgNbdLikelihood } from './mbgNbdLikelihood.js';
import { penalised } from './mbgNbdObjective.js';
import type { RepeatGroups } from './repeatGroups.js';

/** Starts are compared after this many steps on at most this many histories. */
const ROUGH_ITERATIONS = 12;
const ROUGH_GROUPS = 500;

/** Where a short walk from each start ends, the best first. */
export function roughStarts(groups: RepeatGroups, ridge: number): Float64Array[] {
  const few = thinned(groups);
  const customers = few.customers.reduce((total, count) => total + count, 0);
  const objective = penalised(mbgNbdLikelihood(few), customers, ridge);
  const tenth = Math.log(0.1);
  return [momentStart(groups), [0, 0, 0, 0], [tenth, 0, tenth, tenth], [Math.LN2, Math.LN10, -1, 1]]
    .map((start) => minimise(objective, start, { maxIterations: ROUGH_ITERATIONS }))
    .sort((one, other) => one.value - other.value)
    .map((found) => found.x);
}

/** Log-parameters from the mean and variance of the shipping rate, as if nobody left. */
function momentStart({ x, T, customers }: RepeatGroups): number[] {
  let time = 0;
  let repeats = 0;
  for (let i = 0; i < x.length; i++) {
    time += customers[i]! * T[i]!;
    repeats += customers[i]! * x[i]!;
  }
  const rate = repeats / time;
  let excess = 0; // Σ (x − λT)² − λT, which estimates Var(λ)·ΣT²
  let squaredTime = 0;
  for (let i = 0; i < x.length; i++) {
    const expected = rate * T[i]!;
    excess += customers[i]! * ((x[i]! - expected) * (x[i]! - expected) - expected);
    squaredTime += customers[i]! * T[i]! * T[i]!;
  }
  const alpha = rate / Math.max(excess / squaredTime, 0.01 * rate * rate);
  return [Math.log(alpha * rate), Math.log(alpha), Math.log(0.5), 0];
}

/** Every k-th history, so that no more than {@link ROUGH_GROUPS} are left; histories are in order, so all kinds stay. */
function thinned(groups: RepeatGroups): RepeatGroups {
  const every = Math.ceil(groups.x.length / ROUGH_GROUPS);
  const pick = (column: Float64Array): Float64Array => column.filter((_, group) => group % every === 0);
  return { x: pick(groups.x), tx: pick(groups.tx), T: pick(groups.T), customers: pick(groups.customers) };
}
