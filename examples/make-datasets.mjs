// Makes everything in datasets/: the demo company, a dirty Chinese part of it, and the README of their columns.
//
//   node examples/make-datasets.mjs [FOLDER]
//
// The same bytes each time, but for the packing: another version of zlib may pack the same text otherwise.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SCHEMA, simulate, simulatedText, truthText } from 'holdfast';
import { dirtyTable } from './datasets/dirty.mjs';
import { encodeGbk } from './datasets/gbk.mjs';
import { datasetsReadme } from './datasets/readme.mjs';

const [folder = 'datasets'] = process.argv.slice(2);
const company = { months: 42, seed: 1, preset: 'demo' };

const demo = await simulate({ ...company, customers: 1500 });
const tables = [...SCHEMA.map(({ name }) => [name, [...simulatedText(demo, name)].join('')]), ['truth', truthText(demo)]];
for (const [name, text] of tables) write(`demo/${name}.csv.gz`, packed(text));

// A customer is the same in a company of any size: these are the first hundred of the demo company.
const part = await simulate({ ...company, customers: 100, language: 'zh' });
const dirty = SCHEMA.map(({ name }) => [name, dirtyTable(name, [...simulatedText(part, name)].join(''))]);
for (const [name, { text }] of dirty) write(`demo-zh-gbk-dirty/${name}.csv`, encodeGbk(text));

const rows = tables.map(([name, text]) => [`${name}.csv.gz`, text.split('\n').length - 2]);
write('README.md', datasetsReadme({ demo: rows, dirty: dirty.map(([name, { counts }]) => [`${name}.csv`, counts]) }));

function write(path, bytes) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
  console.log(`${path}: ${bytes.length} bytes`);
}

/** Gzip without a time and without the name of the operating system. */
function packed(text) {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255;
  return bytes;
}
