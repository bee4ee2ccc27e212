// Runs the benches of this folder, each in a process of its own and in turn with its peers, and shows them side by side.
//
//   npm run bench                                   all of them
//   node bench/run.mjs trees metrics --rounds 3     some of them, three times in turn; the best of each counts
//   node bench/run.mjs --out results.json           the lines as they were printed, and the table, as JSON
//
// A bench prints one or more JSON lines: { bench, …, <work>: { min, cpu_min }, peak_rss_mb, … }; seconds, cpu_min is CPU time.
// Peers run when HOLDFAST_PEERS names the folder of their scripts and HOLDFAST_PEERS_DIR the one their setup.sh filled.
// The machine weighs on every figure: compare ratios of one run, never seconds of two. Nothing here is asserted.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const PEERS = process.env.HOLDFAST_PEERS ?? '';
const PEERS_DIR = process.env.HOLDFAST_PEERS_DIR ?? '';

/** What a bench is given, and the peers that do the same work: script, arguments (repetitions of their own come from --rounds). */
const PLANS = {
  trees: {
    args: ['data/m500k', '1'],
    peers: [
      ['lightgbm', 'bench_trees.py', 'data/m500k', 'lightgbm', '1', '1'],
      ['xgboost', 'bench_trees.py', 'data/m500k', 'xgboost', '1', '1'],
    ],
  },
  read: {
    args: ['data/ship10m.csv'],
    peers: [
      ['polars', 'bench_features.py', 'data/ship10m.csv', 'polars', '1', '1'],
      ['duckdb', 'bench_features.py', 'data/ship10m.csv', 'duckdb', '1', '1'],
    ],
  },
  survival: { args: [], peers: [['lifelines', 'bench_survival.py', '100000', '3']] },
  metrics: { args: [], peers: [['scikit-learn', 'bench_metrics.py', '1000000', '3']] },
};

/** Fields of a peer that mean the same as one of ours under another name. */
const SAME_WORK = { predict_500k: 'predict' };

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string' }, rounds: { type: 'string', default: '1' } },
});

/** Runs a command; gives the JSON objects it printed, or the reason it gave none. */
function linesOf(command, args, cwd) {
  const env = { ...process.env };
  for (const name of ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE']) delete env[name];
  const ran = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'pipe'] });
  if (ran.status !== 0) return { lines: [], reason: (ran.stderr || String(ran.error ?? 'it failed')).trim().split('\n').at(-1) };
  return {
    lines: ran.stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line)),
  };
}

/** The figures of a line by name: CPU seconds, and the memory and quality beside them. */
function figuresOf(line) {
  const about = [line.metric, line.model, line.case].filter(Boolean).join(' ');
  const found = {};
  const add = (name, value) => {
    found[[about, SAME_WORK[name] ?? name].filter(Boolean).join(' ')] = value;
  };
  for (const [name, value] of Object.entries(line)) {
    if (typeof value?.cpu_min === 'number') add(name, value.cpu_min);
    else if (name === 'cpu_min') add('all, CPU s', value);
    else if (['peak_rss_mb', 'auc', 'logloss', 'value'].includes(name) && typeof value === 'number') add(name, value);
  }
  return found;
}

/** The smaller of each figure: the run that was disturbed least. Quality does not change from run to run. */
function best(into, figures) {
  for (const [name, value] of Object.entries(figures)) into[name] = Math.min(into[name] ?? Number.POSITIVE_INFINITY, value);
  return into;
}

function runBench(name) {
  const plan = PLANS[name] ?? { args: [], peers: [] };
  const dataHere = PEERS_DIR !== '' && plan.args.every((arg) => !arg.startsWith('data/') || existsSync(join(PEERS_DIR, arg)));
  const args = dataHere ? plan.args.map((arg) => (arg.startsWith('data/') ? join(PEERS_DIR, arg) : arg)) : [];
  const runs = [{ program: 'holdfast', command: process.execPath, args: [join(HERE, `${name}.mjs`), ...args], cwd: join(HERE, '..') }];
  if (PEERS !== '' && dataHere)
    for (const [program, script, ...rest] of plan.peers)
      runs.push({ program, command: join(PEERS_DIR, 'venv_main/bin/python'), args: [join(PEERS, script), ...rest], cwd: PEERS_DIR });

  const results = runs.map(({ program }) => ({ program, figures: {}, lines: [] }));
  for (let round = 0; round < Number(options.rounds); round++)
    runs.forEach(({ command, args: given, cwd }, i) => {
      const { lines, reason } = linesOf(command, given, cwd);
      if (reason) results[i].reason = reason;
      results[i].lines.push(...lines);
      for (const line of lines) best(results[i].figures, figuresOf(line));
    });
  return { bench: name, results };
}

const short = (value) => (value === undefined ? '' : String(Number(value.toPrecision(4))));

function printTable({ bench, results: [ours, ...peers] }) {
  process.stdout.write(`\n${bench}\n`);
  for (const { program, reason } of [ours, ...peers]) if (reason) process.stdout.write(`  ${program} did not run: ${reason}\n`);
  const rows = Object.entries(ours.figures).map(([name, value]) => [
    name,
    short(value),
    ...peers.flatMap(({ figures }) => [short(figures[name]), figures[name] ? short(value / figures[name]) : '']),
  ]);
  if (rows.length === 0) return;
  const header = ['', 'holdfast', ...peers.flatMap(({ program }) => [program, 'ratio'])];
  const widths = header.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i].length)));
  for (const row of [header, ...rows])
    process.stdout.write(`  ${row.map((text, i) => (i ? text.padStart(widths[i]) : text.padEnd(widths[i]))).join('  ')}\n`);
}

const all = readdirSync(HERE)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.slice(0, -4))
  .sort();
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench "${unknown.join('", "')}"; there are: ${all.join(', ')}.\n`);
  process.exit(2);
}

process.stdout.write(
  `${os.cpus()[0]?.model ?? 'unknown CPU'}, ${os.availableParallelism()} cores, Node ${process.version}; CPU seconds unless named otherwise\n`,
);
if (PEERS === '' || PEERS_DIR === '')
  process.stdout.write('Peers are left out: HOLDFAST_PEERS and HOLDFAST_PEERS_DIR do not name their folders.\n');
const finished = (positionals.length > 0 ? positionals : all).map((name) => {
  const result = runBench(name);
  printTable(result);
  return result;
});
if (options.out) {
  const machine = { cpu: os.cpus()[0]?.model, cores: os.availableParallelism(), node: process.version };
  writeFileSync(options.out, `${JSON.stringify({ machine, benches: finished }, null, 2)}\n`);
  process.stdout.write(`\nwritten: ${options.out}\n`);
}
