// Survival on 100,000 rows, beside ../shared/peers/bench_survival.py: one JSON line a model.
// node bench/survival.mjs [rows] [repetitions] [folder]    with the peer's folder (its third argument) on the peer's own rows, so that
// the values must agree; else on rows of the same law: Weibull times, five covariates, half censored, whole days.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { uniformAt } from '../dist/esm/core/random.js';
import { normalQuantile } from '../dist/esm/math/normalQuantile.js';
import { concordanceIndex, coxRisk, fitCox, fitWeibullAft, kaplanMeier, valueAt } from '../dist/esm/process/index.js';

const count = Number(process.argv[2] ?? 100_000);
const repetitions = Number(process.argv[3] ?? 3);
const { rows, covariates } = process.argv[4] ? rowsOf(process.argv[4]) : drawnRows();

/** Blocks of doubles: time, event, x1 to x5. */
function rowsOf(folder) {
  const bytes = readFileSync(join(folder, 'surv.f64'));
  const cells = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const n = cells.length / 7;
  const column = (k) => cells.slice(k * n, (k + 1) * n);
  const named = Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`x${k}`, column(k + 1)]));
  return { rows: { durations: column(0), events: column(1) }, covariates: named };
}

function drawnRows() {
  const beta = [0.5, -0.3, 0.2, 0, 0.1];
  const [durations, events] = [new Float64Array(count), new Float64Array(count)];
  const columns = beta.map(() => new Float64Array(count));
  for (let row = 0; row < count; row++) {
    let eta = 0;
    beta.forEach((b, k) => {
      columns[k][row] = normalQuantile(uniformAt(7, 1, row, k));
      eta += b * columns[k][row];
    });
    const life = 400 * Math.exp(eta + Math.log(-Math.log(uniformAt(7, 2, row))) / 1.3);
    const watched = 30 + 870 * uniformAt(7, 3, row);
    durations[row] = Math.max(1, Math.ceil(Math.min(life, watched)));
    events[row] = life <= watched ? 1 : 0;
  }
  return { rows: { durations, events }, covariates: Object.fromEntries(columns.map((column, k) => [`x${k + 1}`, column])) };
}

function timed(work) {
  const [wall, cpu] = [[], []];
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

function print(model, fit, about) {
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    JSON.stringify({ bench: 'survival', n: rows.durations.length, model, fit, ...about, node: process.version, peak_rss_mb: memory }),
  );
}

const [curve, curveTime] = timed(() => kaplanMeier(rows));
print('kaplan_meier', curveTime, { s100: valueAt(curve, 100), s365: valueAt(curve, 365) });

const [cox, coxTime] = timed(() => fitCox(rows, covariates));
const [concordance, concordanceTime] = timed(() => concordanceIndex(rows, coxRisk(cox.model, covariates, rows.durations.length)));
print('cox', coxTime, {
  beta: Object.values(cox.model.coefficients),
  se: Object.values(cox.report.standardErrors),
  loglik: cox.report.logLikelihood,
  concordance: concordance.index,
  concordance_time: concordanceTime,
});

const [aft, aftTime] = timed(() => fitWeibullAft(rows, covariates));
print('weibull_aft', aftTime, {
  params: [...Object.values(aft.model.coefficients), aft.model.intercept, aft.model.logShape],
  loglik: aft.report.logLikelihood,
});
