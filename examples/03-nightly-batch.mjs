// A nightly batch job: JSON lines to the log, progress, an abort that leaves yesterday's files whole, and exit codes a scheduler understands.
//
//   node examples/03-nightly-batch.mjs [DATA_DIR] [OUT_DIR] [--minutes N]
//
// Trains when the model is missing or older than 91 days, else only scores. Stop it at any time with SIGTERM or Ctrl-C.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayOf, EXIT_CODES, errorCodeOf, formatDay, parseRiskModel, scoreRisk, trainRisk } from 'holdfast';
import { datasetsFolder, loadJson, readHistory, saveModel, writeRejects, writeTable } from 'holdfast/node';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string', default: '30' } } });
const [dataDir = join(datasetsFolder(), 'demo'), outDir = 'nightly'] = positionals;
const modelPath = join(outDir, 'model.json');
const OLDEST_MODEL_DAYS = 91;

const log = (event, data = {}) => process.stdout.write(`${JSON.stringify({ event, ...data })}\n`);

// One signal for everything that should stop the job: the scheduler, the operator, the clock.
const abort = new AbortController();
for (const name of ['SIGTERM', 'SIGINT']) process.once(name, () => abort.abort());
const clock = setTimeout(() => abort.abort(), Number(values.minutes) * 60_000);

let lastStage = '';
const run = {
  signal: abort.signal,
  onProgress: ({ stage, done, total }) => {
    if (stage !== lastStage) log('stage', { stage, done, total });
    lastStage = stage;
  },
};

try {
  const { history, issues } = await readHistory(dataDir, { ...run, maxRejected: 0.01 });
  log('read', { tables: issues.tables, warnings: issues.warningCounts });
  await writeRejects(issues, outDir);

  const today = history.at(history.endDay);
  const model = await currentModel(history);
  const risk = scoreRisk(model, today, { explain: 200, signal: abort.signal });
  await writeTable(risk, join(outDir, 'risk.csv'), 'csv', abort.signal);
  log('done', { as_of: formatDay(today.cutoff), customers: risk.length, model: model.id });
} catch (error) {
  const code = errorCodeOf(error);
  log('failed', { code, message: error.message });
  process.exitCode = EXIT_CODES[code];
} finally {
  clearTimeout(clock);
}

async function currentModel(history) {
  if (existsSync(modelPath)) {
    const model = await parseRiskModel(await loadJson(modelPath, 'bad-model'));
    const ageDays = history.endDay - dayOf(model.card.asOf);
    log('model', { id: model.id, as_of: model.card.asOf, age_days: ageDays });
    if (ageDays <= OLDEST_MODEL_DAYS) return model;
  }
  const { model, report } = await trainRisk(history, run);
  const { auc } = report.evaluation;
  log('trained', { id: model.id, chosen: report.chosen, auc: auc.estimate, auc_low: auc.low, auc_high: auc.high });
  await saveModel(modelPath, model);
  return model;
}
