// Ten million shipments, 970 MB of CSV: reading them into batches, into a History, and into all features of every customer; one JSON line.
// node bench/read.mjs [FILE] [repetitions]    FILE is made by ../shared/peers/gen_shipments.mjs. The first repetition is not left out:
// a batch job reads once.
import { existsSync, statSync } from 'node:fs';
import { featureTable } from '../dist/esm/features/index.js';
import { readHistory } from '../dist/esm/node/index.js';
import { openSources } from '../dist/esm/node/openSources.js';

const [file, repetitions = '1'] = process.argv.slice(2);

if (file === undefined || !existsSync(file)) {
  console.error('Name the file of shipments: node bench/read.mjs FILE (../shared/peers/gen_shipments.mjs makes it).');
  process.exit(2);
}

async function timed(work) {
  const wall = [];
  const cpu = [];
  let result;
  for (let i = 0; i < Number(repetitions); i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    result = await work();
    const { user, system } = process.cpuUsage(before);
    wall.push((performance.now() - start) / 1000);
    cpu.push((user + system) / 1e6);
  }
  return [result, { min: round(Math.min(...wall)), cpu_min: round(Math.min(...cpu)), reps: Number(repetitions) }];
}

async function readBatches() {
  const { sources } = await openSources({ shipments: file }, {}, 'Asia/Shanghai', {});
  let rows = 0;
  for (const source of sources) for await (const batch of source.batches(() => {})) rows += batch.length;
  return rows;
}

function round(seconds) {
  return Math.round(seconds * 1000) / 1000;
}

const [rows, batches] = await timed(readBatches);
const batchesPeak = process.resourceUsage().maxRSS;
const [{ history: read }, history] = await timed(() => readHistory({ shipments: file }));
const [table, features] = await timed(async () => {
  const { history: whole } = await readHistory({ shipments: file });
  return featureTable(whole.at('2025-03-31'), { eligible: false });
});
console.log(
  JSON.stringify({
    bench: 'read',
    rows,
    customers: read.customers.ids.length,
    file_mb: Math.round(statSync(file).size / 1e6),
    batches,
    batches_peak_rss_mb: Math.round(batchesPeak / 1024),
    history,
    features,
    feature_columns: table.features.length,
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    node: process.version,
  }),
);
