// How well the risk model does forward in time on simulated companies with known truth, as JSON lines, one a seed.
//
//   node bench/prediction.mjs                                    realistic, 8,000 customers, seeds 1 to 3
//   node bench/prediction.mjs --preset demo --customers 1500 --seeds 1
//   node bench/prediction.mjs --python ~/venv/bin/python         LightGBM beside it, on the same rows and features
//
// Fields: auc, lift_10, ece … of the chosen learner on the forward test block, which neither training nor choice has seen; `candidates`
// the AUC of each; `labels` their precision and recall against the truth; `lightgbm` the AUC of its settings, fitted, stopped and
// fitted again on the same blocks; `oracle_auc` where the simulator's own hazards are known.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    preset: { type: 'string', default: 'realistic' },
    customers: { type: 'string', default: '8000' },
    months: { type: 'string', default: '42' },
    seeds: { type: 'string', default: '1,2,3' },
    python: { type: 'string' },
    dist: { type: 'string', default: new URL('../dist/esm', import.meta.url).pathname },
  },
});
const load = (path) => import(pathToFileURL(join(resolve(options.dist), path)).href);
const { simulate, simulatedSources } = await load('simulate/index.js');
const { reduce } = await load('history/index.js');
const { churnLabels, outcomeRecord } = await load('churn/index.js');
const { forwardPlan, trainRisk } = await load('risk/index.js');
const { trainingPanels } = await load('risk/trainingPanel.js');

const rounded = (value, digits = 4) => (value === null ? null : Number(value.toFixed(digits)));
const cpuSeconds = () => process.cpuUsage().user / 1e6;

/** Share of labelled leavers that truly stopped in the horizon, and of true stops that were labelled, over cutoffs a year apart. */
function labelQuality(simulation, history, epsilon) {
  const { columns } = simulation.truth;
  const lastDay = new Map(columns.customer_id.map((id, row) => [id, columns.last_shipped_on[row]]));
  const sums = { left: 0, leftTruly: 0, stopped: 0, stoppedFound: 0 };
  for (let cutoff = history.endDay - 300; cutoff > history.firstDay + 200; cutoff -= 91) {
    const { labels } = churnLabels(history, { cutoff, rule: { kind: 'adaptive', epsilon } });
    for (let row = 0; row < labels.length; row++) {
      const outcome = labels.columns.outcome[row];
      if (Number.isNaN(outcome)) continue;
      const last = lastDay.get(labels.columns.customer_id[row]);
      const stopped = last >= cutoff && last < cutoff + 91;
      sums.left += outcome;
      sums.leftTruly += outcome === 1 && stopped ? 1 : 0;
      sums.stopped += stopped ? 1 : 0;
      sums.stoppedFound += stopped && outcome === 1 ? 1 : 0;
    }
  }
  return { precision: rounded(sums.leftTruly / sums.left), recall: rounded(sums.stoppedFound / sums.stopped), leavers: sums.left };
}

/** Writes the panel as the trainer sees it and has LightGBM do the same work. */
async function lightgbm(python, history, epsilon) {
  const plan = forwardPlan({ firstDay: history.firstDay, endDay: history.endDay, horizonDays: 91, stepDays: 28 });
  const { leave: panel } = await trainingPanels(
    history,
    outcomeRecord(history.at(history.endDay), { kind: 'adaptive', epsilon }),
    plan.all,
    91,
    {},
  );
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-prediction-'));
  const { table, matrix, outcome } = panel;
  writeFileSync(
    join(folder, 'values.bin'),
    Buffer.concat(matrix.features.map(({ values }) => Buffer.from(values.buffer, values.byteOffset, values.byteLength))),
  );
  writeFileSync(join(folder, 'cutoff.bin'), Buffer.from(table.cutoff.buffer));
  writeFileSync(join(folder, 'outcome.bin'), Buffer.from(outcome.buffer));
  const columns = matrix.features.map(({ name, categories }) => ({ name, categorical: categories !== undefined }));
  writeFileSync(join(folder, 'plan.json'), JSON.stringify({ rows: matrix.length, columns, plan }));
  const script = new URL('prediction_lightgbm.py', import.meta.url).pathname;
  const ran = spawnSync(python, [script, folder], { encoding: 'utf8', maxBuffer: 2 ** 24 });
  rmSync(folder, { recursive: true });
  return ran.status === 0 ? JSON.parse(ran.stdout) : { failed: ran.stderr.trim().split('\n').at(-1) };
}

for (const seed of options.seeds.split(',').map(Number)) {
  const simulation = await simulate({ customers: Number(options.customers), months: Number(options.months), preset: options.preset, seed });
  const { history } = await reduce(simulatedSources(simulation));
  const started = cpuSeconds();
  const { report } = await trainRisk(history);
  const { evaluation } = report;
  const line = {
    bench: 'prediction',
    preset: options.preset,
    customers: Number(options.customers),
    seed,
    chosen: report.chosen,
    auc: rounded(evaluation.auc.estimate),
    auc_low: rounded(evaluation.auc.low),
    auc_high: rounded(evaluation.auc.high),
    lift_10: rounded(evaluation.lift_10.estimate, 2),
    ece: rounded(evaluation.expected_calibration_error.estimate),
    calibration_slope: rounded(evaluation.calibration_slope.estimate, 3),
    calibration_intercept: rounded(evaluation.calibration_intercept.estimate, 3),
    candidates: Object.fromEntries(report.candidates.map(({ name, test }) => [name, rounded(test.auc.estimate)])),
    rounds: Object.fromEntries(report.candidates.map(({ name, rounds }) => [name, rounds])),
    epsilon: report.lapseRule.epsilon,
    labels: labelQuality(simulation, history, 1e-3),
    train_cpu_s: rounded(cpuSeconds() - started, 1),
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    test: report.blocks.find(({ name }) => name === 'test'),
  };
  if (options.python) line.lightgbm = await lightgbm(options.python, history, report.lapseRule.epsilon);
  console.log(JSON.stringify(line));
}
