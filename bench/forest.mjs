// Random forest beside scikit-learn's: 100 trees, at least 5 rows in a leaf, √p columns for each split, no limit of leaves; one JSON line.
//
//   node bench/forest.mjs DATA [--dist dist/esm] [--trees 100]      DATA: folder of ../shared/peers/gen_matrix.mjs, 100,000 × 30
//   FIT_ONLY=1 python ../shared/peers/bench_trees.py DATA sklearn_rf 1 1      the peer, on the same data
//
// cpu_s is CPU time of the fit, binning and out-of-bag estimates included; `auc` on the test file, `oob_auc` on the training rows.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dist: { type: 'string', default: new URL('../dist/esm', import.meta.url).pathname },
    trees: { type: 'string', default: '100' },
  },
});
const folder = positionals[0] ?? process.env.HOLDFAST_BENCH_DATA;
if (!folder) {
  process.stderr.write('Give the data folder made by gen_matrix.mjs, or set HOLDFAST_BENCH_DATA.\n');
  process.exit(2);
}
const load = (path) => import(pathToFileURL(join(resolve(options.dist), path)).href);
const { fitForest, predictForest } = await load('learn/index.js');
const { auc } = await load('evaluate/index.js');
const { d } = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'));

function matrixOf(file) {
  const bytes = readFileSync(join(folder, file));
  const cells = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const length = cells.length / d;
  const column = (f) => Float64Array.from({ length }, (_, row) => cells[row * d + f]);
  return { length, features: Array.from({ length: d }, (_, f) => ({ name: `x${f}`, values: column(f) })) };
}

const rounded = (value, digits) => Number(value.toFixed(digits));
const train = { matrix: matrixOf('X.f32'), outcome: readFileSync(join(folder, 'y.u8')) };
const test = { matrix: matrixOf('Xt.f32'), outcome: readFileSync(join(folder, 'yt.u8')) };
const before = process.cpuUsage();
const { model, report } = await fitForest({ trees: Number(options.trees), minRowsPerLeaf: 5, leaves: 65_536 }, train);
const { user, system } = process.cpuUsage(before);
const known = [...report.outOfBag.margins.keys()].filter((row) => !Number.isNaN(report.outOfBag.margins[row]));
console.log(
  JSON.stringify({
    bench: 'forest',
    program: 'holdfast',
    n: train.matrix.length,
    d,
    trees: model.trees.length,
    leaves: Math.round(model.trees.reduce((sum, { feature }) => sum + (feature.length + 1) / 2, 0) / model.trees.length),
    cpu_s: rounded((user + system) / 1e6, 2),
    auc: rounded(auc(predictForest(model, test.matrix), test.outcome), 5),
    oob_auc: rounded(
      auc(
        known.map((row) => report.outOfBag.margins[row]),
        known.map((row) => train.outcome[row]),
      ),
      5,
    ),
    oob_log_loss: rounded(report.outOfBag.logLoss, 5),
    node: process.version,
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }),
);
