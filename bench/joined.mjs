// Does one calibrated score that joins the classifier with a purchase process and a discrete-time hazard beat the classifier alone? JSON lines.
//
//   node bench/joined.mjs                                        realistic, 3,000 customers, seeds 1 and 2
//   node bench/joined.mjs --preset demo --customers 1500 --seeds 1
//
// Process: MBG/NBD on the active weeks of all customers of a cutoff; the log-odds of being active now, and those that the last shipment falls
// within the horizon. Hazard: stumps on periods of 28 days, to six. Classifier: the one that trainRisk would choose. All are fitted on the fit
// block and stacked by a logistic regression of their log-odds on the validation block; then fitted again on everything before the test block
// and judged there, beside the classifier recalibrated on the same validation block. `auc_gain`, `log_loss_gain`: joined better by so much,
// with 90 % intervals by customer; `levelled_gain`: the same of log loss once level and slope of both are set right on the test block, for a
// base rate that moved between two blocks is luck and no knowledge; `gain` only where the interval of AUC or of `levelled_gain` leaves 0 out.
//
// Measured, seeds 1 and 2: no. The classifier (boosting_4) alone has AUC .6515 and .6406; joined with process and hazard .6462 and .6429, no
// interval of a gain above 0. The hazard alone has .6522 and .6412, the process alone .5271 and .5230. So trainRisk joins nothing.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    preset: { type: 'string', default: 'realistic' },
    customers: { type: 'string', default: '3000' },
    months: { type: 'string', default: '42' },
    seeds: { type: 'string', default: '1,2' },
    dist: { type: 'string', default: new URL('../dist/esm', import.meta.url).pathname },
  },
});
const load = (path) => import(pathToFileURL(join(resolve(options.dist), path)).href);
const { simulate, simulatedSources, reduce, fitMbgNbd, compareScores, auc, logLoss } = await load('index.js');
const { outcomeRecord } = await load('churn/index.js');
const { CANDIDATES, forwardPlan } = await load('risk/index.js');
const { trainingPanels } = await load('risk/trainingPanel.js');
const { binnedRows, rowsOfCutoffs } = await load('risk/trainingRows.js');
const { optionsFound, tryCandidates } = await load('risk/trials.js');
const { chooseCandidate } = await load('risk/chooseCandidate.js');
const { fitLearner, fitRecalibration, predictMargin, recalibrate } = await load('learn/index.js');
const { fitHazard } = await load('learn/hazard/fitHazard.js');
const { survivalFrom } = await load('learn/hazard/survivalFrom.js');
const { readWeekHistory } = await load('features/purchases.js');
const { mbgNbdProbabilityActive } = await load('process/mbgNbd.js');
const { logistic, logit } = await load('math/logSums.js');

const [HORIZON, STEP, PERIOD, MOST_PERIODS, CONFIRMATION] = [91, 28, 28, 6, 182];
const rounded = (value, digits = 4) => Number(value.toFixed(digits));
const odds = (p) => logit(Math.min(1 - 1e-6, Math.max(1e-6, p)));

/** P(leaves after one of the shipments of the coming days | active): 1 − E (1 − p)^N over the posteriors of rate and leaving. */
function leavesWithin({ r, alpha, a, b }, x, T, days) {
  let [weight, stays, kept] = [Math.exp((r + x) * Math.log((alpha + T) / (alpha + T + days))), 1, 0];
  for (let n = 0; n < 1000; n++) {
    kept += weight * stays;
    weight *= ((r + x + n) / (n + 1)) * (days / (alpha + T + days));
    stays *= (b + x + 1 + n) / (a + b + x + 1 + n);
    if (n > x && weight < 1e-12) break;
  }
  return 1 - kept;
}

/** Log-odds of each row by the process fitted at its cutoff. */
function processOdds(history, cutoffs, customers) {
  const [active, leaves] = [new Float64Array(cutoffs.length), new Float64Array(cutoffs.length)];
  for (const cutoff of new Set(cutoffs)) {
    const snapshot = history.at(cutoff);
    const rows = new Map();
    for (const index of snapshot.indices) {
      const row = { repeatCount: 0, firstToLastWeeks: 0, observedWeeks: 0 };
      if (readWeekHistory(snapshot.view(index), row)) rows.set(index, [row.repeatCount, 7 * row.firstToLastWeeks, 7 * row.observedWeeks]);
    }
    const all = [...rows.values()];
    const column = (place) => all.map((row) => row[place]);
    const { model } = fitMbgNbd({ repeatCount: column(0), firstToLastDays: column(1), observedDays: column(2) });
    for (let at = 0; at < cutoffs.length; at++) {
      if (cutoffs[at] !== cutoff) continue;
      const [x, tx, T] = rows.get(customers[at]) ?? [0, 0, 0];
      active[at] = odds(mbgNbdProbabilityActive(model.r, model.alpha, model.a, model.b, x, tx, T));
      leaves[at] = odds(leavesWithin(model, x, T, HORIZON));
    }
  }
  return { active, leaves };
}

/** Periods each row was watched until `known`, and whether a lapse came in the last. */
function watched(record, rows, cutoffs, known) {
  const lapses = Float64Array.from(rows.customer, (customer, row) => {
    for (let lapse = record.first[customer]; lapse < record.first[customer + 1]; lapse++)
      if (record.onset[lapse] > cutoffs[row] && record.confirmed[lapse] < Infinity) return record.onset[lapse] - cutoffs[row];
    return Infinity;
  });
  const periods = Int32Array.from(lapses, (days, row) => {
    const most = Math.max(1, Math.min(MOST_PERIODS, Math.floor((known - cutoffs[row]) / PERIOD)));
    return Math.min(most, Math.ceil(days / PERIOD));
  });
  return { periods, event: Uint8Array.from(lapses, (days, row) => (Math.ceil(days / PERIOD) === periods[row] ? 1 : 0)) };
}

async function scoresOf(panel, record, history, settled, before, later, known, seed) {
  const [fit, rows] = [rowsOfCutoffs(panel, before), rowsOfCutoffs(panel, later)];
  const learner = await fitLearner({ ...optionsFound(settled.candidate, settled.rounds, fit.outcome.length), seed }, binnedRows(fit));
  const stumps = CANDIDATES.find(({ name }) => name === 'stumps').options(fit.outcome.length);
  const hazardData = { matrix: fit.matrix, rowKeys: fit.rowKeys, ...watched(record, fit, fit.rowKeys.high, known) };
  const hazard = await fitHazard({ ...stumps, rounds: 200, seed }, hazardData);
  const [survival] = survivalFrom(hazard.model, rows.matrix, [HORIZON / PERIOD]);
  const { active, leaves } = processOdds(history, rows.rowKeys.high, rows.customer);
  const columns = {
    classifier: predictMargin(learner.model, rows.matrix),
    hazard: survival.map((p) => odds(1 - p)),
    process_active: active,
    process_leaves: leaves,
  };
  return { rows, columns };
}

/** Probabilities with their level and slope set right afterwards, on the very rows: what is left to differ is what they know. */
function levelled(probability, outcome) {
  const margins = probability.map(odds);
  return recalibrate(fitRecalibration(margins, outcome), margins).map(logistic);
}

const ratio = (probability, outcome) => rounded(outcome.reduce((a, b) => a + b, 0) / probability.reduce((a, b) => a + b, 0), 3);

const matrixOf = (columns, names) => ({
  length: columns.classifier.length,
  features: names.map((name) => ({ name, values: columns[name] })),
});

for (const seed of options.seeds.split(',').map(Number)) {
  const started = process.cpuUsage().user;
  const simulation = await simulate({ customers: Number(options.customers), months: Number(options.months), preset: options.preset, seed });
  const { history } = await reduce(simulatedSources(simulation));
  const plan = forwardPlan({ firstDay: history.firstDay, endDay: history.endDay, horizonDays: HORIZON, stepDays: STEP });
  const record = outcomeRecord(history.at(history.endDay), { kind: 'adaptive', epsilon: 1e-3 });
  const { leave: panel } = await trainingPanels(history, record, plan.all, HORIZON, {});
  const [fit, validation] = [rowsOfCutoffs(panel, plan.fit), rowsOfCutoffs(panel, plan.validation)];
  const tried = CANDIDATES.filter(({ name }) => ['logistic', 'stumps', 'boosting_4', 'boosting_7'].includes(name));
  const trials = await tryCandidates(tried, binnedRows(fit), validation, 1, {});
  const { chosen } = chooseCandidate(
    trials.map(({ candidate, losses }) => ({ ...candidate, losses })),
    validation.customer,
  );
  const settled = trials[chosen];
  const early = await scoresOf(panel, record, history, settled, plan.fit, plan.validation, plan.validation[0], 1);
  const late = await scoresOf(panel, record, history, settled, plan.refit, plan.test, plan.test[0] - CONFIRMATION, 1);
  const forward = async (names) => {
    const data = { matrix: matrixOf(early.columns, names), outcome: early.rows.outcome, rowKeys: early.rows.rowKeys };
    const { model } = await fitLearner({ kind: 'logistic', strength: 1e6 }, data);
    return predictMargin(model, matrixOf(late.columns, names)).map(logistic);
  };
  const { outcome, customer } = late.rows;
  const alone = await forward(['classifier']);
  const joins = {
    with_process: ['classifier', 'process_active', 'process_leaves'],
    with_hazard: ['classifier', 'hazard'],
    with_both: ['classifier', 'hazard', 'process_active', 'process_leaves'],
    hazard_alone: ['hazard'],
    process_alone: ['process_active', 'process_leaves'],
  };
  const joined = {};
  for (const [name, columns] of Object.entries(joins)) {
    const score = await forward(columns);
    const ranked = compareScores('auc', score, alone, outcome, { groups: customer });
    const lost = compareScores('log_loss', alone, score, outcome, { groups: customer });
    const shape = compareScores('log_loss', levelled(alone, outcome), levelled(score, outcome), outcome, { groups: customer });
    joined[name] = {
      auc: rounded(auc(score, outcome)),
      auc_gain: [ranked.estimate, ranked.low, ranked.high].map((value) => rounded(value)),
      log_loss_gain: [lost.estimate, lost.low, lost.high].map((value) => rounded(value, 5)),
      levelled_gain: [shape.estimate, shape.low, shape.high].map((value) => rounded(value, 5)),
      left_to_promised: ratio(score, outcome),
      gain: shape.low > 0 || ranked.low > 0,
    };
  }
  const classifier = {
    name: settled.candidate.name,
    auc: rounded(auc(alone, outcome)),
    log_loss: rounded(logLoss(alone, outcome), 5),
    left_to_promised: ratio(alone, outcome),
  };
  const line = {
    bench: 'joined',
    preset: options.preset,
    customers: Number(options.customers),
    seed,
    test_rows: outcome.length,
    classifier,
  };
  console.log(JSON.stringify({ ...line, joined, cpu_s: rounded((process.cpuUsage().user - started) / 1e6, 1) }));
}
