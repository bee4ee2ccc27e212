// CSV → History from the built package: CPU seconds, peak memory, rows and megabytes a second; one JSON line.
//   node bench/read.mjs [FILE] [REPS]
// FILE is the 10-million-row file of ../shared/peers/gen_shipments.mjs (npm run bench says where it looks). Peers on the same file, one
// thread: ../shared/peers/bench_features.py FILE polars 1.
import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const file = process.argv[2] ?? join(homedir(), '.cache/holdfast-peers/data/ship10m.csv');
const reps = Number(process.argv[3] ?? 3);

if (!existsSync(file)) {
  console.log(JSON.stringify({ bench: 'read', skipped: 'no file of shipments; make it with gen_shipments.mjs and name it' }));
} else {
  const { readHistory } = await import('../dist/esm/node/index.js');
  const runs = [];
  for (let rep = 0; rep < reps; rep++) {
    const before = process.cpuUsage();
    const started = performance.now();
    const { history } = await readHistory({ shipments: file });
    const { user, system } = process.cpuUsage(before);
    runs.push({
      rows: history.rowCounts.shipments,
      customers: history.customers.ids.length,
      cpu: (user + system) / 1e6,
      wall: (performance.now() - started) / 1e3,
    });
  }
  const { rows, customers } = runs[0];
  const cpu = runs.map((run) => run.cpu).sort((a, b) => a - b);
  const megabytes = statSync(file).size / 1e6;
  console.log(
    JSON.stringify({
      bench: 'read',
      rows,
      customers,
      megabytes: Math.round(megabytes),
      cpuSeconds: { min: round(cpu[0]), median: round(cpu[cpu.length >> 1]), max: round(cpu[cpu.length - 1]) },
      wallSecondsMin: round(Math.min(...runs.map(({ wall }) => wall))),
      megabytesPerCpuSecond: Math.round(megabytes / cpu[0]),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
      node: process.version,
    }),
  );
}

function round(seconds) {
  return Math.round(seconds * 100) / 100;
}
