import type { RepeatGroups } from './repeatGroups.js';

/** Starts are compared on at most this many histories. */
const ROUGH_GROUPS = 500;

/** Log-parameters r, α, a, b to start from: moments, ones, tenths, and a middling customer. */
export function repeatStarts(groups: RepeatGroups, shape: number): number[][] {
  const tenth = Math.log(0.1);
  return [
    [...rateStart(groups, shape), Math.log(0.5), 0],
    [0, 0, 0, 0],
    [tenth, 0, tenth, tenth],
    [Math.LN2, Math.LN10, -1, 1],
  ];
}

/** ln r and ln α from the mean and variance of the rate of stages, `shape` a shipment, as if nobody left. */
export function rateStart({ x, T, customers }: RepeatGroups, shape: number): [logR: number, logAlpha: number] {
  let time = 0;
  let stages = 0;
  for (let i = 0; i < x.length; i++) {
    time += customers[i]! * T[i]!;
    stages += customers[i]! * shape * x[i]!;
  }
  const rate = stages / time;
  let excess = 0; // Σ (x − λT)² − λT, which estimates Var(λ)·ΣT²
  let squaredTime = 0;
  for (let i = 0; i < x.length; i++) {
    const expected = rate * T[i]!;
    const above = shape * x[i]! - expected;
    excess += customers[i]! * (above * above - expected);
    squaredTime += customers[i]! * T[i]! * T[i]!;
  }
  const alpha = rate / Math.max(excess / squaredTime, 0.01 * rate * rate);
  return [Math.log(alpha * rate), Math.log(alpha)];
}

/** Every k-th history, so that no more than {@link ROUGH_GROUPS} are left; histories are in order, so all kinds stay. */
export function thinned(groups: RepeatGroups): RepeatGroups {
  const every = Math.ceil(groups.x.length / ROUGH_GROUPS);
  const pick = (column: Float64Array): Float64Array => column.filter((_, group) => group % every === 0);
  return { x: pick(groups.x), tx: pick(groups.tx), T: pick(groups.T), customers: pick(groups.customers) };
}
