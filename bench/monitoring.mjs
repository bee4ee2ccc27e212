// Does monitoring keep quiet when nothing changes, and does it name what does? As JSON lines.
//
//   node bench/monitoring.mjs                          100 quiet months: 10 simulated companies × 10 months; then 8 faults in each of 2 companies
//   node bench/monitoring.mjs --companies 2 --months 5 --faulty 1
//   node bench/monitoring.mjs --first-seed 101         the same on companies that no limit was set by (those are seeds 1 to 10)
//
// A quiet month is a call of evaluateRisk on a company that runs on as it was simulated, a month further each time; a false alarm is any
// entry of `alarms`, or any verdict but "keep". Measured: seeds 101 to 110, by which no limit was set, 0 false alarms in 100 months
// and 16 of 16 faults caught (94 s of CPU). A fault is put into the rows of the last 40 days; it counts as caught when an alarm names its column.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    companies: { type: 'string', default: '10' },
    months: { type: 'string', default: '10' },
    faulty: { type: 'string', default: '2' },
    'first-seed': { type: 'string', default: '1' },
    customers: { type: 'string', default: '600' },
    preset: { type: 'string', default: 'demo' },
    dist: { type: 'string', default: new URL('../dist/esm', import.meta.url).pathname },
  },
});
const load = (path) => import(pathToFileURL(resolve(options.dist, path)).href);
const { historyFrom, simulate, simulatedRows, trainRisk, evaluateRisk, formatDay } = await load('index.js');

const TABLES = ['customers', 'shipments', 'complaints', 'contacts', 'invoices', 'changes', 'surveys'];
const TRAINED_DAYS_BEFORE_END = 560;
const FAULT_DAYS = 40;

async function company(seed) {
  const simulation = await simulate({ customers: Number(options.customers), months: 60, preset: options.preset, seed });
  return Object.fromEntries(TABLES.map((table) => [table, [...simulatedRows(simulation, table)]]));
}

async function trained(tables) {
  const { history } = await historyFrom(tables);
  const { model } = await trainRisk(history, {
    asOf: history.endDay - TRAINED_DAYS_BEFORE_END,
    learners: ['gap_surprise', 'logistic'],
    seeds: 1,
  });
  return { history, model };
}

const times = (column, factor) => (row) => [{ ...row, [column]: row[column] ? String(Number(row[column]) * factor) : row[column] }];
const without = (column) => (row) => [{ ...row, [column]: '' }];
/** Name, table, subject that an alarm must name, and what becomes of each row since. */
const FAULTS = [
  ['price shock, +15 %', 'shipments', 'shipments.freight', times('freight', 1.15)],
  ['kilograms become grams', 'shipments', 'shipments.weight_kg', times('weight_kg', 1000)],
  ['kilograms become jin', 'shipments', 'shipments.weight_kg', times('weight_kg', 2)],
  ['yuan become fen', 'shipments', 'shipments.freight', times('freight', 100)],
  ['no promised time', 'shipments', 'shipments.promised_at', without('promised_at')],
  ['no freight', 'shipments', 'shipments.freight', without('freight')],
  ['no branch', 'shipments', 'shipments.branch', without('branch')],
  ['invoices stop', 'invoices', 'invoices', () => []],
];
const DATES = { shipments: 'shipped_at', invoices: 'issued_on' };

function planted(tables, table, change, from) {
  const rows = tables[table].flatMap((row) => (String(row[DATES[table]]) >= from ? change(row) : [row]));
  return { ...tables, [table]: rows };
}

const seeds = (companies) => Array.from({ length: Number(companies) }, (_, at) => Number(options['first-seed']) + at);
const started = process.cpuUsage().user;
let [months, falseAlarms] = [0, 0];
const largest = { score_psi: 0, branch_share: 0 };
const verdicts = {};
for (const seed of seeds(options.companies)) {
  const { history, model } = await trained(await company(seed));
  const step = Math.floor(TRAINED_DAYS_BEFORE_END / Number(options.months));
  for (let month = 1; month <= Number(options.months); month++) {
    const result = await evaluateRisk(model, history, { asOf: history.endDay - TRAINED_DAYS_BEFORE_END + month * step });
    const isFalse = result.alarms.length > 0 || result.verdict.action !== 'keep';
    months++;
    falseAlarms += isFalse ? 1 : 0;
    verdicts[result.verdict.action] = (verdicts[result.verdict.action] ?? 0) + 1;
    largest.score_psi = Math.max(largest.score_psi, result.drift.find(({ id }) => id === 'churn_probability')?.psi ?? 0);
    largest.branch_share = Math.max(largest.branch_share, ...result.branches.map(({ sum, limit }) => sum / limit));
    if (isFalse) {
      const said = [result.verdict.reason.en, ...result.alarms.map(({ text }) => text.en)];
      console.log(JSON.stringify({ bench: 'monitoring', what: 'false alarm', seed, as_of: result.asOf, said }));
    }
  }
}
console.log(
  JSON.stringify({
    bench: 'monitoring',
    what: 'quiet',
    first_seed: Number(options['first-seed']),
    months,
    false_alarms: falseAlarms,
    verdicts,
    largest,
  }),
);

let [faults, caught] = [0, 0];
for (const seed of seeds(options.faulty)) {
  const tables = await company(seed);
  const { history, model } = await trained(tables);
  for (const [name, table, subject, change] of FAULTS) {
    const broken = await historyFrom(planted(tables, table, change, formatDay(history.endDay - FAULT_DAYS)));
    const { alarms, verdict } = await evaluateRisk(model, broken.history, { asOf: history.endDay });
    const alarm = alarms.find((one) => one.subject === subject);
    faults++;
    caught += alarm === undefined ? 0 : 1;
    const line = { fault: name, seed, caught: alarm !== undefined, verdict: verdict.action, said: (alarm ?? alarms[0])?.text.en ?? null };
    console.log(JSON.stringify({ bench: 'monitoring', what: 'fault', ...line }));
  }
}
const cpu = Math.round((process.cpuUsage().user - started) / 1e5) / 10;
console.log(JSON.stringify({ bench: 'monitoring', what: 'faults', faults, caught, cpu_s: cpu, node: process.version }));
