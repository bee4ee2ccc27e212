// What learners and rules of contact save on real costs: a television operator's subscribers (tv_churn_costs: 9,379 customers, 4.8 % left, with
// the cost of each kind of error for each customer; Correa Bahnsen et al. 2015). Five folds, stratified by a keyed shuffle; one JSON line a
// learner and rule, then the paired differences to the best with 90 % intervals over customers.
//
//   node bench/profit.mjs [--python ~/venv/bin/python] [--data ../shared/data] [--seed 1]
//
// Rules: `half` contacts above 0.5; `bayes` above the threshold of each customer's own costs. Savings are the share of the cost of the
// better of "nobody" and "everybody" that is saved, all folds together. The data are read from --data or HOLDFAST_DATA.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';

const { values: options } = parseArgs({
  options: {
    python: { type: 'string' },
    data: { type: 'string', default: process.env.HOLDFAST_DATA ?? '../shared/data' },
    seed: { type: 'string', default: '1' },
    dist: { type: 'string', default: new URL('../dist/esm', import.meta.url).pathname },
  },
});
const load = (path) => import(pathToFileURL(resolve(options.dist, path)).href);
const { auc, bootstrapByGroup, costThresholds, decisionCost, empc, logLoss, savings } = await load('evaluate/index.js');
const { fitLearner, predictMargin } = await load('learn/index.js');
const { uniformAt } = await load('core/random.js');

const FOLDS = 5;
const text = gunzipSync(readFileSync(join(options.data, 'tv_churn_costs', 'churn_tv_subscriptions.csv.gz'))).toString();
const [header, ...lines] = text
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(','));
const column = (name) =>
  Float64Array.from(lines, (cells) => (cells[header.indexOf(name)] === '' ? NaN : Number(cells[header.indexOf(name)])));
const names = header.filter((name) => /^x\d+$/.test(name));
const features = names.map((name) => ({ name, values: column(name) }));
const truth = Uint8Array.from(column('target'));
const costs = { falsePositive: column('C_FP'), falseNegative: column('C_FN'), truePositive: column('C_TP'), trueNegative: column('C_TN') };
const fold = folds(Number(options.seed));

/** Fold of each row: both outcomes dealt out in the order of a keyed draw. */
function folds(seed) {
  const order = Array.from(truth.keys()).sort(
    (a, b) => truth[a] - truth[b] || uniformAt(seed, 0x666f6c64, a) - uniformAt(seed, 0x666f6c64, b),
  );
  const of = new Uint8Array(truth.length);
  order.forEach((row, place) => {
    of[row] = place % FOLDS;
  });
  return of;
}

const pick = (values, rows) => Float64Array.from(rows, (row) => values[row]);
const matrixOf = (rows) => ({ length: rows.length, features: features.map(({ name, values }) => ({ name, values: pick(values, rows) })) });

async function crossFitted(learner) {
  const probability = new Float64Array(truth.length);
  for (let f = 0; f < FOLDS; f++) {
    const train = Array.from(truth.keys()).filter((row) => fold[row] !== f);
    const test = Array.from(truth.keys()).filter((row) => fold[row] === f);
    const { model } = await fitLearner(learner, { matrix: matrixOf(train), outcome: Uint8Array.from(train, (row) => truth[row]) });
    predictMargin(model, matrixOf(test)).forEach((margin, at) => {
      probability[test[at]] = 1 / (1 + Math.exp(-margin));
    });
  }
  return probability;
}

/** LightGBM with the settings of our boosting, on the same folds. */
function lightgbm(python) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-profit-'));
  writeFileSync(join(folder, 'x.bin'), Buffer.concat(features.map(({ values }) => Buffer.from(values.buffer))));
  writeFileSync(join(folder, 'y.bin'), Buffer.from(truth.buffer));
  writeFileSync(join(folder, 'fold.bin'), Buffer.from(fold.buffer));
  const script = `
import sys, numpy as np, lightgbm as lgb
d = sys.argv[1]; y = np.fromfile(d + '/y.bin', 'u1'); f = np.fromfile(d + '/fold.bin', 'u1'); X = np.fromfile(d + '/x.bin', 'f8').reshape(-1, len(y)).T; p = np.zeros(len(y))
for k in range(${FOLDS}):
    m = lgb.LGBMClassifier(n_estimators=200, learning_rate=.03, num_leaves=7, min_child_samples=40, reg_lambda=10, colsample_bytree=.5, n_jobs=1, random_state=1, verbose=-1).fit(X[f != k], y[f != k])
    p[f == k] = m.predict_proba(X[f == k])[:, 1]
p.astype('f8').tofile(d + '/p.bin')`;
  const ran = spawnSync(python, ['-c', script, folder], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  const bytes = readFileSync(join(folder, 'p.bin'));
  rmSync(folder, { recursive: true });
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

const boosting = { kind: 'boosting', rounds: 200, learningRate: 0.03, leaves: 7, minRowsPerLeaf: 40, l2: 10, columnShare: 0.5, seed: 1 };
const works = {
  logistic: () => crossFitted({ kind: 'logistic', strength: 0.1 }),
  stumps: () => crossFitted({ ...boosting, leaves: 2, rounds: 400, learningRate: 0.05 }),
  boosting: () => crossFitted(boosting),
  ...(options.python ? { lightgbm: () => lightgbm(options.python) } : {}),
};
const rounded = (value, digits = 4) => Number(value.toFixed(digits));
const thresholds = costThresholds(costs, truth.length);
const rules = { half: () => 0.5, bayes: (row) => thresholds[row] };
const groups = Int32Array.from(truth.keys());
const found = [];
for (const [learner, work] of Object.entries(works)) {
  const probability = await work();
  const quality = {
    auc: rounded(auc(probability, truth)),
    log_loss: rounded(logLoss(probability, truth)),
    empc: rounded(empc(probability, truth).profit),
  };
  for (const [rule, limit] of Object.entries(rules)) {
    const decision = Uint8Array.from(probability, (p, row) => (p > limit(row) ? 1 : 0));
    const rowCost = Float64Array.from(truth, (left, row) => {
      const kind = decision[row] === 1 ? (left === 1 ? 'truePositive' : 'falsePositive') : left === 1 ? 'falseNegative' : 'trueNegative';
      return costs[kind][row];
    });
    found.push({ name: `${learner}, ${rule}`, rowCost });
    const profit = decisionCost(new Uint8Array(truth.length), truth, costs) - decisionCost(decision, truth, costs);
    const contacted = decision.reduce((sum, one) => sum + one, 0);
    const line = {
      learner,
      rule,
      savings: rounded(savings(decision, truth, costs)),
      profit_per_customer: rounded(profit / truth.length, 3),
      contacted,
    };
    console.log(JSON.stringify({ bench: 'profit', rows: truth.length, left: truth.reduce((a, b) => a + b), ...line, ...quality }));
  }
}
const total = ({ rowCost }) => rowCost.reduce((sum, cost) => sum + cost, 0);
const best = found.reduce((a, b) => (total(b) < total(a) ? b : a));
const constant = (kinds) => Array.from(truth, (left, row) => costs[kinds[left]][row]).reduce((a, b) => a + b, 0);
const base = Math.min(constant(['trueNegative', 'falseNegative']), constant(['falsePositive', 'truePositive']));
for (const one of found) {
  if (one === best) continue;
  const statistic = (weights) => weights.reduce((sum, weight, row) => sum + weight * (one.rowCost[row] - best.rowCost[row]), 0) / base;
  const { estimate, low, high } = bootstrapByGroup({ groups, statistic, replicates: 500 });
  const verdict = low > 0 ? 'worse' : 'within noise';
  console.log(
    JSON.stringify({
      bench: 'profit',
      best: best.name,
      other: one.name,
      savings_behind: rounded(estimate),
      low: rounded(low),
      high: rounded(high),
      verdict,
    }),
  );
}
