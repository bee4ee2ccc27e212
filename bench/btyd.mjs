// Purchase processes and spend, beside ../shared/peers/bench_btyd.py: one JSON line a model.
// node bench/btyd.mjs cdnow [repetitions]               every model on the CDNOW summary and the BG/BB donations (HOLDFAST_DATA)
// node bench/btyd.mjs sim [repetitions] [folder]        BG/NBD on a million customers; with the peer's folder (gen_bgnbd.py) on its own
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { uniformAt } from '../dist/esm/core/random.js';
import { betaVariate, gammaVariate, uniformsOf } from '../dist/esm/math/variates.js';
import {
  bgBbConditionalExpected,
  bgNbd,
  expectedSpend,
  fitBdw,
  fitBgBb,
  fitGammaGamma,
  fitSbg,
  mbgNbd,
  nbd,
  paretoNbd,
} from '../dist/esm/process/index.js';

const what = process.argv[2] ?? 'cdnow';
const repetitions = Number(process.argv[3] ?? 5);
const DATA = process.env.HOLDFAST_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const WEEKS = 39;

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

function bench(model, n, fit, predict) {
  const [{ model: params, report }, fitTime] = timed(fit);
  const line = {
    bench: 'btyd',
    what,
    model,
    n,
    fit: fitTime,
    params: Object.values(params),
    loglik: report.logLikelihood,
    converged: report.converged,
  };
  if (predict) {
    const [predicted, time] = timed(() => predict(params));
    Object.assign(line, {
      predict_all: time,
      pred_sum: predicted.reduce((sum, value) => sum + value, 0),
      pred_nan: predicted.filter(Number.isNaN).length,
    });
  }
  console.log(JSON.stringify({ ...line, node: process.version, peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024) }));
}

const lines = (path) =>
  readFileSync(join(DATA, path), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));

function benchCdnow() {
  if (!existsSync(join(DATA, 'cdnow'))) return console.log(JSON.stringify({ bench: 'btyd', skipped: `no data at ${DATA}` }));
  const rows = lines('cdnow/cdnow_customers_summary_with_transactions.csv');
  const history = { repeatCount: rows.map((r) => r[1]), firstToLastDays: rows.map((r) => r[2]), observedDays: rows.map((r) => r[3]) };
  const forecast = (process) => (params) => process.conditionalExpectedShipments(params, history, WEEKS);
  for (const process of [bgNbd, mbgNbd, paretoNbd, nbd])
    bench(process.id.replace('-', ''), rows.length, () => process.fit(history, { ridge: 0 }), forecast(process));
  const spent = rows.filter((r) => r[1] > 0 && r[4] > 0);
  const spend = { shipmentCount: spent.map((r) => r[1]), meanSpend: spent.map((r) => r[4]) };
  bench(
    'gammagamma',
    spent.length,
    () => fitGammaGamma(spend, { ridge: 0 }),
    (params) => spend.meanSpend.map((m, i) => expectedSpend(params, spend.shipmentCount[i], m)),
  );
  const cells = lines('donations_bgbb/donations.csv');
  const donors = {
    activeCount: cells.map((r) => r[0]),
    lastActive: cells.map((r) => r[1]),
    periods: cells.map((r) => r[2]),
    customers: cells.map((r) => r[3]),
  };
  bench(
    'bgbb',
    11104,
    () => fitBgBb(donors, { ridge: 0 }),
    (params) => bgBbConditionalExpected(params, donors, 5),
  );
  const regular = [[1000, 631, 468, 382, 326, 289, 262, 241]];
  bench('sbg', 1000, () => fitSbg(regular, { ridge: 0 }));
  bench('bdw', 1000, () => fitBdw(regular, { ridge: 0 }));
}

/** Frequency, recency and age in weeks, three blocks of doubles. */
function simulatedRows(folder) {
  if (folder) {
    const bytes = readFileSync(join(folder, 'bgnbd.f64'));
    const cells = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const n = cells.length / 3;
    return { repeatCount: cells.slice(0, n), firstToLastDays: cells.slice(n, 2 * n), observedDays: cells.slice(2 * n) };
  }
  const n = 1_000_000;
  const history = { repeatCount: new Float64Array(n), firstToLastDays: new Float64Array(n), observedDays: new Float64Array(n) };
  for (let row = 0; row < n; row++) {
    const uniform = uniformsOf(1, 1, row);
    const observed = (189 + Math.floor(85 * uniformAt(1, 2, row))) / 7;
    const rate = gammaVariate(0.243, uniform) / 4.414;
    const leaving = betaVariate(0.793, 2.426, uniform);
    let [count, last] = [0, 0];
    for (let gone = false; !gone; gone = uniform() < leaving) {
      const next = last - Math.log(uniform()) / rate;
      if (!(next <= observed)) break;
      [count, last] = [count + 1, next];
    }
    history.repeatCount[row] = count;
    history.firstToLastDays[row] = Math.min(Math.ceil(last * 7) / 7, observed);
    history.observedDays[row] = observed;
  }
  return history;
}

if (what === 'cdnow') benchCdnow();
else {
  const history = simulatedRows(process.argv[4]);
  bench(
    'bgnbd',
    history.repeatCount.length,
    () => bgNbd.fit(history, { ridge: 0 }),
    (params) => bgNbd.conditionalExpectedShipments(params, history, WEEKS),
  );
}
