// CPU seconds of the feature panel: every feature of a simulated company at 36 cutoffs, as one JSON line.
//
//   node bench/features.mjs                       5,000 customers, 36 cutoffs
//   node bench/features.mjs --customers 10000     twice the work
//
// Fields: cpu_seconds (user, of the panel alone, the least of the runs), rows, features, microseconds_a_row, cpu_seconds_all the runs.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '5000' },
    cutoffs: { type: 'string', default: '36' },
    runs: { type: 'string', default: '3' },
    preset: { type: 'string', default: 'realistic' },
    dist: { type: 'string', default: new URL('../dist/esm', import.meta.url).pathname },
  },
});
const load = (path) => import(pathToFileURL(join(resolve(options.dist), path)).href);
const { simulate, simulatedSources } = await load('simulate/index.js');
const { reduce } = await load('history/index.js');
const { panel } = await load('features/index.js');

const simulation = await simulate({ customers: Number(options.customers), preset: options.preset, seed: 1 });
const { history } = await reduce(simulatedSources(simulation));
const cutoffs = Array.from({ length: Number(options.cutoffs) }, (_, back) => history.endDay - 28 * back);

const seconds = [];
let table;
for (let run = 0; run < Number(options.runs); run++) {
  const start = process.cpuUsage();
  table = await panel(history, cutoffs, { eligible: false });
  seconds.push(Number((process.cpuUsage(start).user / 1e6).toFixed(2)));
}
const least = Math.min(...seconds);
console.log(
  JSON.stringify({
    bench: 'features',
    customers: Number(options.customers),
    cutoffs: cutoffs.length,
    rows: table.length,
    features: table.features.length,
    cpu_seconds: least,
    microseconds_a_row: Number(((1e6 * least) / table.length).toFixed(1)),
    cpu_seconds_all: seconds,
  }),
);
