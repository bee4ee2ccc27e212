// IBM Telco churn (7,043 rows), the 10 folds × 3 seeds of ../shared/peers/telco_folds.csv.gz: JSON lines, one a learner, then the
// learner that the library chooses by itself.
//
//   node bench/telco.mjs                                   every learner, seeds 0, 1, 2
//   node bench/telco.mjs --seeds 0 --learners logistic,additive
//   node bench/telco.mjs --dist dist/esm --shared ../shared --inner 4
//
// Settings are chosen inside each training fold: by the log loss of an inner 4-fold cross-validation, boosting rounds by its early
// stopping. `own` takes, in each fold, the simplest learner within one standard error of the best there, as `trainRisk` does.
// `ahead_of_lightgbm`: mean over the folds of AUC less tuned LightGBM's on the same fold (test/oracle/learn/telco_peers.json), with its
// standard error over the folds and how many folds were won.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

const { values: options } = parseArgs({
  options: {
    shared: { type: 'string', default: new URL('../../shared', import.meta.url).pathname },
    dist: { type: 'string', default: new URL('../dist/esm', import.meta.url).pathname },
    seeds: { type: 'string', default: '0,1,2' },
    learners: { type: 'string' },
    inner: { type: 'string', default: '4' },
  },
});
const load = (path) => import(pathToFileURL(join(resolve(options.dist), path)).href);
const { fitBoosting, fitLearner, predictMargin } = await load('learn/index.js');
const { auc, brier, expectedCalibrationError, logLoss } = await load('evaluate/index.js');
const { chooseCandidate } = await load('risk/chooseCandidate.js');
const { logLosses } = await load('risk/logLosses.js');

const boosting = { kind: 'boosting', rounds: 1500, learningRate: 0.03, minRowsPerLeaf: 30, rowShare: 0.8, columnShare: 0.4 };
/** Simplest first; of each, the settings that are tried. */
const LEARNERS = {
  logistic: [0.01, 0.03, 0.1, 0.3, 1].map((strength) => ({ kind: 'logistic', strength })),
  additive: [
    { kind: 'additive', pairs: 0 },
    { kind: 'additive', pairs: 5 },
  ],
  boosting: [2, 4, 7].flatMap((leaves) => [5, 20].map((l2) => ({ ...boosting, leaves, l2 }))),
};
const NUMBERS = new Set(['tenure', 'MonthlyCharges', 'TotalCharges', 'SeniorCitizen']);

const linesOf = (path) =>
  gunzipSync(readFileSync(join(options.shared, path)))
    .toString()
    .trim()
    .split(/\r?\n/);
const peers = JSON.parse(readFileSync(new URL('../test/oracle/learn/telco_peers.json', import.meta.url), 'utf8')).peers;

function telco() {
  const [head, ...cells] = linesOf('data/telco_ibm_classic/Telco-Customer-Churn.csv.gz').map((line) => line.split(','));
  const features = head.slice(1, -1).map((name, index) => {
    const column = cells.map((row) => row[index + 1]);
    if (NUMBERS.has(name)) return { name, values: Float64Array.from(column, (text) => (text.trim() === '' ? Number.NaN : Number(text))) };
    const levels = [...new Set(column)].sort();
    return { name, categories: levels.length, values: Float64Array.from(column, (text) => levels.indexOf(text) + 1) };
  });
  return { features, outcome: Uint8Array.from(cells, (row) => (row.at(-1) === 'Yes' ? 1 : 0)) };
}

const { features, outcome } = telco();
const foldOf = linesOf('peers/telco_folds.csv.gz')
  .slice(1)
  .map((line) => line.split(',').slice(1).map(Number));

function rowsWhere(test) {
  const rows = Int32Array.from(outcome.keys()).filter(test);
  const picked = features.map((feature) => ({ ...feature, values: Float64Array.from(rows, (row) => feature.values[row]) }));
  const rowKeys = { high: new Int32Array(rows.length), low: rows };
  return { matrix: { length: rows.length, features: picked }, outcome: Uint8Array.from(rows, (row) => outcome[row]), rowKeys };
}

/** Part of a training row in the inner cross-validation: by its number, so that it is the same for every learner. */
const partOf = (row, parts) => (Math.imul(row + 1, 0x9e3779b1) >>> 8) % parts;

/** Log loss of each training row under a model that has not seen it, and the rounds that early stopping found. */
async function innerLosses(settings, inside, parts) {
  const losses = [];
  const customers = [];
  let rounds = 0;
  for (let part = 0; part < parts; part++) {
    const fit = rowsWhere((row) => inside(row) && partOf(row, parts) !== part);
    const held = rowsWhere((row) => inside(row) && partOf(row, parts) === part);
    const stopping = { ...settings, earlyStopping: { rounds: 60 } };
    const { model, report } =
      settings.kind === 'boosting' ? await fitBoosting(stopping, { ...fit, validation: held }) : await fitLearner(settings, fit);
    rounds += report.trees ?? 0;
    losses.push(...logLosses(predictMargin(model, held.matrix), held.outcome));
    customers.push(...held.rowKeys.low);
  }
  const found = settings.kind === 'boosting' ? { ...settings, rounds: Math.max(20, Math.round(rounds / parts)) } : settings;
  return { settings: found, losses: Float64Array.from(losses), customers, mean: losses.reduce((a, b) => a + b, 0) / losses.length };
}

/** The best settings of each learner in this training fold, and what a model of them says of the test fold. */
async function foldResults(names, seed, fold) {
  const inside = (row) => foldOf[row][seed] !== fold;
  const [train, test] = [rowsWhere(inside), rowsWhere((row) => !inside(row))];
  const results = {};
  for (const name of names) {
    const before = process.cpuUsage();
    const tried = [];
    for (const settings of LEARNERS[name]) tried.push(await innerLosses(settings, inside, Number(options.inner)));
    const best = tried.reduce((a, b) => (b.mean < a.mean ? b : a));
    const { model } = await fitLearner(best.settings, train);
    const { user, system } = process.cpuUsage(before);
    results[name] = { ...best, margins: predictMargin(model, test.matrix), cpu: (user + system) / 1e6 };
  }
  const candidates = names.map((name) => ({ name, isBaseline: false, losses: results[name].losses }));
  const { chosen } = chooseCandidate(candidates, results[names[0]].customers);
  results.own = { ...results[names[chosen]], chose: names[chosen], cpu: 0 };
  return { test, results };
}

/** What the settings tried differ in. */
const wordsOf = (settings) =>
  ['strength', 'pairs', 'leaves', 'l2'].flatMap((key) => (key in settings ? `${key} ${settings[key]}` : [])).join(', ');

const mean = (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const rounded = (value, digits = 5) => Number(value.toFixed(digits));
const names = options.learners?.split(',') ?? Object.keys(LEARNERS);
const seeds = options.seeds.split(',').map(Number);
const lines = Object.fromEntries([...names, 'own'].map((name) => [name, []]));
for (const seed of seeds)
  for (let fold = 0; fold < 10; fold++) {
    const { test, results } = await foldResults(names, seed, fold);
    const peer = peers.lightgbm.find((one) => one.seed === seed && one.fold === fold);
    for (const [name, { margins, settings, chose, cpu }] of Object.entries(results)) {
      const probability = margins.map((margin) => 1 / (1 + Math.exp(-margin)));
      const area = auc(margins, test.outcome);
      lines[name].push({
        seed,
        auc: area,
        log_loss: logLoss(probability, test.outcome),
        brier: brier(probability, test.outcome),
        probability: [...probability],
        truth: [...test.outcome],
        ahead: area - peer.auc,
        setting: chose ?? wordsOf(settings),
        cpu,
      });
    }
  }

for (const [name, folds] of Object.entries(lines)) {
  const ahead = folds.map((fold) => fold.ahead);
  const spread = Math.sqrt(mean(ahead.map((value) => (value - mean(ahead)) ** 2)) / Math.max(1, folds.length - 1));
  const pooled = { p: folds.flatMap(({ probability }) => probability), y: folds.flatMap(({ truth }) => truth) };
  const settings = {};
  for (const { setting } of folds) settings[setting] = (settings[setting] ?? 0) + 1;
  console.log(
    JSON.stringify({
      bench: 'telco',
      learner: name,
      folds: folds.length,
      auc: rounded(mean(folds.map((fold) => fold.auc))),
      auc_by_seed: seeds.map((seed) => rounded(mean(folds.filter((fold) => fold.seed === seed).map((fold) => fold.auc)))),
      log_loss: rounded(mean(folds.map((fold) => fold.log_loss))),
      brier: rounded(mean(folds.map((fold) => fold.brier))),
      ece: rounded(expectedCalibrationError(pooled.p, pooled.y, { bins: 10, binning: 'equal-width' })),
      ahead_of_lightgbm: {
        mean: rounded(mean(ahead)),
        standard_error: rounded(spread),
        folds_won: ahead.filter((value) => value > 0).length,
      },
      settings,
      cpu_s: rounded(
        folds.reduce((sum, { cpu }) => sum + cpu, 0),
        1,
      ),
    }),
  );
}
