// Kinds and causes of leaving against the simulator's truth, and the IBM telco's reasons, on which the model must abstain.
//   node bench/types.mjs [--customers 4000] [--seeds 201,202] [--presets realistic,hard,easy] [--telco] [--json]
// (after npm run build; some three minutes.) Seeds 101 to 103 were looked at while the method was made; these are others.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

const DIST = process.env.HOLDFAST_DIST ?? fileURLToPath(new URL('../dist/esm', import.meta.url));
const {
  cell,
  CHURN_CAUSES,
  CHURN_TYPES,
  CAUSES_BY_TYPE,
  classifyChurn,
  EVIDENCE,
  formatDay,
  reasonModel,
  reduce,
  simulate,
  simulatedSources,
} = await import(join(DIST, 'index.js'));
const { readCases } = await import(join(DIST, 'churn/types/cases.js'));
const { leaversAt } = await import(join(DIST, 'churn/types/leavers.js'));

const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '4000' },
    seeds: { type: 'string', default: '201,202' },
    presets: { type: 'string', default: 'realistic,hard,easy' },
    telco: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const SAME_END_DAYS = 14;
const Z90 = 1.6449;
const typeOf = (cause) => CHURN_TYPES.find((type) => CAUSES_BY_TYPE[type].includes(cause));
const say = (line) => {
  if (!options.json) console.log(line);
};

/** What is true of each leaver that the classification lists, where its lapse is the true end. */
function judged(result, company) {
  const { truth } = company;
  const rowOf = new Map(truth.columns.customer_id.map((id, row) => [id, row]));
  const { types, probabilities } = result;
  const rows = [];
  for (let row = 0; row < types.length; row++) {
    const at = rowOf.get(types.columns.customer_id[row]);
    const days = Math.abs(truth.columns.last_shipped_on[at] + 1 - Date.parse(types.columns.left_on[row]) / 864e5);
    if (truth.columns.cause[at] === '' || !(days <= SAME_END_DAYS)) continue;
    const byCause = CHURN_CAUSES.map((cause) => probabilities.columns[cause][row]);
    const byType = CHURN_TYPES.map((type) => CAUSES_BY_TYPE[type].reduce((sum, cause) => sum + probabilities.columns[cause][row], 0));
    rows.push({
      type: truth.columns.type[at],
      cause: truth.columns.cause[at],
      byType,
      likelyType: CHURN_TYPES[byType.indexOf(Math.max(...byType))],
      likelyCause: CHURN_CAUSES[byCause.indexOf(Math.max(...byCause))],
      namedType: cell(types.columns.type, row),
      namedCause: cell(types.columns.cause, row),
      stated: cell(probabilities.columns.stated_cause, row),
    });
  }
  return rows;
}

const mean = (numbers) => numbers.reduce((a, b) => a + b, 0) / numbers.length;
const shareOf = (rows, test) => mean(rows.map((row) => (test(row) ? 1 : 0)));

function macroF1(rows, truth, guess) {
  const names = [...new Set(rows.map(truth))];
  return mean(
    names.map((name) => {
      const hit = rows.filter((row) => truth(row) === name && guess(row) === name).length;
      const either = rows.filter((row) => truth(row) === name).length + rows.filter((row) => guess(row) === name).length;
      return (2 * hit) / either;
    }),
  );
}

/** Expected calibration error over ten bins of equal width. */
function ece(pairs) {
  const bins = Array.from({ length: 10 }, () => ({ p: 0, hit: 0 }));
  for (const [p, hit] of pairs) {
    const bin = bins[Math.min(9, Math.floor(10 * p))];
    bin.p += p;
    bin.hit += hit;
  }
  return bins.reduce((sum, { p, hit }) => sum + Math.abs(p - hit), 0) / pairs.length;
}

function figures(rows) {
  const sure = (row) => Math.max(...row.byType);
  const right = (row) => row.likelyType === row.type;
  const surest = [...rows].sort((a, b) => sure(b) - sure(a)).slice(0, Math.ceil(rows.length / 2));
  const named = rows.filter((row) => row.namedType !== 'unknown');
  const namedCause = rows.filter((row) => row.namedCause !== '');
  return {
    customers: rows.length,
    majority: Math.max(...CHURN_TYPES.map((type) => shareOf(rows, (row) => row.type === type))),
    typeAccuracy: shareOf(rows, right),
    typeMacroF1: macroF1(
      rows,
      (row) => row.type,
      (row) => row.likelyType,
    ),
    causeAccuracy: shareOf(rows, (row) => row.likelyCause === row.cause),
    causeMacroF1: macroF1(
      rows,
      (row) => row.cause,
      (row) => row.likelyCause,
    ),
    brier: mean(rows.map((row) => row.byType.reduce((sum, p, k) => sum + (p - (CHURN_TYPES[k] === row.type ? 1 : 0)) ** 2, 0))),
    ece: ece(rows.map((row) => [sure(row), right(row) ? 1 : 0])),
    eceByType: mean(CHURN_TYPES.map((type, k) => ece(rows.map((row) => [row.byType[k], row.type === type ? 1 : 0])))),
    surestHalfAccuracy: shareOf(surest, right),
    namedShare: named.length / rows.length,
    namedAccuracy: shareOf(named, (row) => row.namedType === row.type),
    namedCauseShare: namedCause.length / rows.length,
    namedCauseAccuracy: shareOf(namedCause, (row) => row.namedCause === row.cause),
  };
}

function wilson(hits, of) {
  const p = hits / of;
  const centre = (p + (Z90 * Z90) / (2 * of)) / (1 + (Z90 * Z90) / of);
  const half = (Z90 / (1 + (Z90 * Z90) / of)) * Math.sqrt((p * (1 - p)) / of + (Z90 * Z90) / (4 * of * of));
  return [centre - half, centre + half];
}

/** True precision of every vote, pooled over companies. */
function addPrecision(tally, history, company) {
  const { truth } = company;
  const rowOf = new Map(truth.columns.customer_id.map((id, row) => [id, row]));
  const leavers = leaversAt(history.at(history.endDay));
  for (const { customer, onset, findings } of readCases(history, leavers, (day) => history.at(day))) {
    const at = rowOf.get(history.customers.ids[customer]);
    if (truth.columns.cause[at] === '' || !(Math.abs(truth.columns.last_shipped_on[at] + 1 - onset) <= SAME_END_DAYS)) continue;
    for (const { evidence } of findings)
      evidence.votes.forEach(({ causes }, vote) => {
        const key = `${evidence.id}${vote === 0 ? '' : ` (${causes.join(' ')})`}`;
        const count = tally.get(key) ?? { hits: 0, of: 0, start: evidence.votes[vote].precision };
        count.of++;
        if (causes.includes(truth.columns.cause[at])) count.hits++;
        tally.set(key, count);
      });
  }
}

const NUMBERS = [
  ['customers', 'n', 0],
  ['majority', 'major', 3],
  ['typeAccuracy', 'type', 3],
  ['typeMacroF1', 'F1', 3],
  ['causeAccuracy', 'cause', 3],
  ['causeMacroF1', 'F1', 3],
  ['brier', 'Brier', 3],
  ['ece', 'ECE', 3],
  ['eceByType', 'ECEt', 3],
  ['surestHalfAccuracy', 'half', 3],
  ['namedShare', 'named', 2],
  ['namedAccuracy', 'right', 3],
  ['namedCauseShare', 'cnamed', 2],
  ['namedCauseAccuracy', 'cright', 3],
];

const results = [];
for (const preset of options.presets.split(',')) {
  const precision = new Map();
  const survey = new Map();
  say(`\n${preset}: without exit reasons, with them, and with them of those who gave none`);
  say(['seed', 'reasons'.padEnd(9), ...NUMBERS.map(([, title]) => title.padStart(6))].join(' '));
  for (const seed of options.seeds.split(',').map(Number)) {
    const company = await simulate({ customers: Number(options.customers), months: 42, seed, preset });
    const { history } = await reduce(simulatedSources(company));
    const at = formatDay(history.endDay);
    const without = classifyChurn(history, { at, exitReasons: 'ignore' });
    const used = classifyChurn(history, { at });
    const all = judged(used, company);
    for (const { stated, cause } of all)
      if (stated !== '' && typeOf(stated) !== 'carrier_initiated')
        survey.set(`${stated} ${cause}`, (survey.get(`${stated} ${cause}`) ?? 0) + 1);
    const views = [
      ['ignored', judged(without, company)],
      ['used', all],
      ['unasked', all.filter(({ stated, type }) => stated === '' || type === 'carrier_initiated')],
    ];
    for (const [reasons, rows] of views) {
      const found = figures(rows);
      results.push({ bench: 'types', preset, seed, reasons, model: used.report.model, stated: used.report.reasons.stated, ...found });
      say([seed, reasons.padEnd(9), ...NUMBERS.map(([name, , digits]) => found[name].toFixed(digits).padStart(6))].join(' '));
    }
    say(`     ${used.report.reasons.stated} reasons, said to be true ${used.report.reasons.reliability.toFixed(3)}; ${used.report.why.en}`);
    addPrecision(precision, history, company);
  }
  say('\n  evidence                                  spoke  start  true  90 % interval');
  for (const [key, { hits, of, start }] of [...precision].sort()) {
    const [low, high] = wilson(hits, of);
    results.push({ bench: 'types', preset, evidence: key, of, start, precision: hits / of, low, high });
    say(
      `  ${key.padEnd(40)} ${String(of).padStart(6)} ${start.toFixed(2).padStart(6)} ${(hits / of).toFixed(2).padStart(5)}  ${low.toFixed(2)}–${high.toFixed(2)}`,
    );
  }
  const names = CHURN_CAUSES.filter((cause) => [...survey.keys()].some((key) => key.split(' ').includes(cause)));
  say(`\n  stated (rows) against true (columns)\n  ${''.padEnd(18)}${names.map((name) => name.slice(0, 9).padStart(10)).join('')}`);
  for (const stated of names)
    say(`  ${stated.padEnd(18)}${names.map((cause) => String(survey.get(`${stated} ${cause}`) ?? 0).padStart(10)).join('')}`);
}
say(
  `\n  never spoke: ${EVIDENCE.map(({ id }) => id)
    .filter((id) => !results.some(({ evidence }) => evidence?.startsWith(id)))
    .join(', ')}`,
);

if (options.telco) {
  const folder = join(process.env.HOLDFAST_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url)), 'telco_ibm_reason');
  if (existsSync(folder)) {
    const report = telcoReasons(folder);
    results.push({ bench: 'types', telco: report });
    say(`\nIBM telco: ${report.why.en}`);
  } else say('\nIBM telco: left out, the data are not there (HOLDFAST_DATA names their folder).');
}
if (options.json) console.log(JSON.stringify(results));

function telcoReasons(folder) {
  const read = (name) => parse(gunzipSync(readFileSync(join(folder, `Telco_customer_churn_${name}.csv.gz`))), { columns: true, bom: true });
  const byId = (rows) => new Map(rows.map((row) => [row['Customer ID'], row]));
  const [services, people] = [byId(read('services')), byId(read('demographics'))];
  const left = read('status').filter((row) => row['Churn Category'] !== '');
  const known = left.map((row) => ({ ...services.get(row['Customer ID']), ...people.get(row['Customer ID']) }));
  const columns = Object.keys(known[0])
    .filter((name) => name !== 'Customer ID')
    .flatMap((name) => {
      const levels = [...new Set(known.map((row) => row[name]))].sort();
      if (levels.every((level) => !Number.isNaN(Number(level))))
        return [{ name, value: (row) => (row[name] === '' ? Number.NaN : Number(row[name])) }];
      return levels.slice(1).map((level) => ({ name: `${name} ${level}`, value: (row) => (row[name] === level ? 1 : 0) }));
    });
  return reasonModel({
    columns: columns.map(({ name }) => name),
    rows: known.map((row) => columns.map(({ value }) => value(row))),
    reasons: left.map((row) => row['Churn Category']),
  }).report;
}
