// Exact Shapley values of 2,000 rows under a LightGBM model of 100 trees of 31 leaves, read from its text; LightGBM's pred_contrib in
// turn, one thread each. JSON lines: CPU seconds (best of 3), their ratio, the largest difference of a contribution's sum.
//
//   node bench/shap.mjs --python ~/venv/bin/python [--rounds 3]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    rounds: { type: 'string', default: '3' },
    dist: { type: 'string', default: new URL('../dist/esm', import.meta.url).pathname },
  },
});
const { contributions, fromLightGbm, interventionalShap } = await import(pathToFileURL(join(resolve(options.dist), 'learn/index.js')).href);

const folder = mkdtempSync(join(tmpdir(), 'holdfast-shap-'));
const script = new URL('shap_lightgbm.py', import.meta.url).pathname;
const python = (...args) => {
  const ran = spawnSync(options.python, [script, folder, ...args], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout;
};
python('--make');

const model = fromLightGbm(readFileSync(join(folder, 'model.txt'), 'utf8'));
const bytes = readFileSync(join(folder, 'rows.f64'));
const cells = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8);
const width = model.features.length;
const length = cells.length / width;
const matrix = {
  length,
  features: model.features.map(({ name }, f) => ({ name, values: Float64Array.from({ length }, (_, row) => cells[row * width + f]) })),
};

/** The best of three. */
function timed(work) {
  const seconds = [];
  let result;
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    result = work();
    const used = process.cpuUsage(before);
    seconds.push((used.user + used.system) / 1e6);
  }
  return [result, Math.round(Math.min(...seconds) * 1000) / 1000];
}

for (let round = 0; round < Number(options.rounds); round++) {
  const peer = JSON.parse(python());
  const [{ base, values }, cpu] = timed(() => contributions(model, matrix));
  const checksum = values.reduce((sum, value) => sum + Math.abs(value), Math.abs(base) * length);
  const part = (rows) => ({ length: rows, features: matrix.features.map((f) => ({ ...f, values: f.values.slice(0, rows) })) });
  const [, pairs] = timed(() => interventionalShap(model.trees, model.features, part(20), part(100)));
  console.log(
    JSON.stringify({
      bench: 'shap',
      program: 'holdfast',
      rows: length,
      explain: { cpu_min: cpu },
      lightgbm: peer.explain,
      ratio: Math.round((cpu / peer.explain.cpu_min) * 1000) / 1000,
      milliseconds_a_row: Math.round((cpu / length) * 1e6) / 1000,
      relative_difference: Math.abs(checksum - peer.checksum) / peer.checksum,
      interventional_milliseconds_a_row_of_100: Math.round((pairs / 20) * 1e6) / 1000,
      node: process.version,
    }),
  );
}
rmSync(folder, { recursive: true });
