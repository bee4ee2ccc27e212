// Training and scoring of boosted trees, beside ../shared/peers/bench_trees.py (same data, same settings): one JSON line.
// node bench/trees.mjs [data folder of gen_matrix.mjs] [repetitions] [threads]    HOLDFAST_BENCH_DATA names the folder, too
// On more threads than one `min`, the wall time of the fit, is the figure to compare.
import { readFileSync } from 'node:fs';
import { auc } from '../dist/esm/evaluate/index.js';
import { fitBoosting, predictBoosting } from '../dist/esm/learn/index.js';
import { openThreads } from '../dist/esm/node/index.js';

const folder = process.argv[2] ?? process.env.HOLDFAST_BENCH_DATA;
const repetitions = Number(process.argv[3] ?? 2);
const threads = Number(process.argv[4] ?? 1);
const executor = openThreads(threads);
if (!folder) {
  process.stderr.write('Give the data folder made by gen_matrix.mjs, or set HOLDFAST_BENCH_DATA.\n');
  process.exit(2);
}
const { d } = JSON.parse(readFileSync(`${folder}/meta.json`, 'utf8'));

function matrixOf(file) {
  const bytes = readFileSync(`${folder}/${file}`);
  const cells = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const length = cells.length / d;
  const features = Array.from({ length: d }, (_, f) => {
    const values = new Float64Array(length);
    for (let row = 0; row < length; row++) values[row] = cells[row * d + f];
    return { name: `x${f}`, values };
  });
  return { length, features };
}

async function timed(work) {
  const wall = [];
  const cpu = [];
  let result;
  for (let i = 0; i < repetitions; i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    result = await work();
    wall.push((performance.now() - start) / 1000);
    const used = process.cpuUsage(before);
    cpu.push((used.user + used.system) / 1e6);
  }
  const round = (seconds) => Math.round(seconds * 1000) / 1000;
  return [result, { min: round(Math.min(...wall)), cpu_min: round(Math.min(...cpu)), reps: repetitions }];
}

const train = { matrix: matrixOf('X.f32'), outcome: readFileSync(`${folder}/y.u8`) };
const test = { matrix: matrixOf('Xt.f32'), outcome: readFileSync(`${folder}/yt.u8`) };
const settings = { rounds: 100, leaves: 31, learningRate: 0.1, bins: 255, minRowsPerLeaf: 20, l2: 0, seed: 1 };
const [fitted, fit] = await timed(() => fitBoosting(settings, train, { executor }));
executor.close();
const [, predict] = await timed(() => predictBoosting(fitted.model, train.matrix));
const margins = predictBoosting(fitted.model, test.matrix);
process.stdout.write(
  `${JSON.stringify({
    bench: 'trees',
    program: 'holdfast',
    n: train.matrix.length,
    d,
    threads,
    fit,
    predict,
    auc: Math.round(auc(margins, test.outcome) * 1e5) / 1e5,
    node: process.version,
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  })}\n`,
);
