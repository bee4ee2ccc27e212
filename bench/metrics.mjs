// Metrics on a million rows with ties, beside ../shared/peers/bench_metrics.py: one JSON line a metric.
// node bench/metrics.mjs [rows] [repetitions] [folder]    with the peer's folder (its third argument) on the peer's own rows, so
// that the values must agree; else on rows of the same law: labels at 10 %, scores rounded to 1e-6.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { uniformAt } from '../dist/esm/core/random.js';
import {
  applyIsotonic,
  auc,
  averagePrecision,
  bootstrapMetrics,
  brier,
  empc,
  expectedCalibrationError,
  fitIsotonic,
  lift,
  logLoss,
  mpc,
} from '../dist/esm/evaluate/index.js';
import { normalQuantile } from '../dist/esm/math/normalQuantile.js';

const count = Number(process.argv[2] ?? 1_000_000);
const repetitions = Number(process.argv[3] ?? 3);
const { truth, probability } = process.argv[4] ? rowsOf(process.argv[4]) : drawnRows();

/** Two blocks of doubles: labels, then scores. */
function rowsOf(folder) {
  const bytes = readFileSync(join(folder, 'metrics.f64'));
  const cells = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const half = cells.length / 2;
  return { truth: Uint8Array.from(cells.subarray(0, half)), probability: cells.slice(half) };
}

function drawnRows() {
  const truth = new Uint8Array(count);
  const probability = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    truth[row] = uniformAt(11, 1, row) < 0.1 ? 1 : 0;
    const logOdds = -2.6 + 1.2 * truth[row] + normalQuantile(uniformAt(11, 2, row));
    probability[row] = Math.round(1e6 / (1 + Math.exp(-logOdds))) / 1e6;
  }
  return { truth, probability };
}

function timed(work) {
  const wall = [];
  const cpu = [];
  let result;
  for (let i = 0; i <= repetitions; i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    result = work();
    if (i === 0) continue; // the compiler is warm from here on
    wall.push((performance.now() - start) / 1000);
    const used = process.cpuUsage(before);
    cpu.push((used.user + used.system) / 1e6);
  }
  const round = (seconds) => Math.round(seconds * 1e4) / 1e4;
  return [result, { min: round(Math.min(...wall)), cpu_min: round(Math.min(...cpu)), reps: repetitions }];
}

const groups = Int32Array.from(truth, (_, row) => row % Math.ceil(truth.length / 10));
const works = {
  roc_auc: () => auc(probability, truth),
  average_precision: () => averagePrecision(probability, truth),
  brier: () => brier(probability, truth),
  log_loss: () => logLoss(probability, truth),
  lift_10: () => lift(probability, truth),
  expected_calibration_error: () => expectedCalibrationError(probability, truth),
  empc: () => empc(probability, truth).profit,
  mpc: () => mpc(probability, truth).profit,
  isotonic_fit: () => applyIsotonic(fitIsotonic(probability, truth), probability).reduce((sum, p) => sum + p, 0),
  'roc_auc, 20 resamples': () => bootstrapMetrics(['auc'], probability, truth, { groups, replicates: 20 }).auc.standardError,
};
const distinct = new Set(probability).size;
for (const [metric, work] of Object.entries(works)) {
  const [value, time] = timed(work);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    JSON.stringify({ bench: 'metrics', n: truth.length, distinct, metric, time, value, node: process.version, peak_rss_mb: memory }),
  );
}
