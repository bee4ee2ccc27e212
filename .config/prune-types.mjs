// Leaves in the published types only the declarations that a door can reach: dist/types for import, dist/cjs for require (the same
// declarations without comments: an editor reads those of import).
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DOORS = ['index.d.ts', 'node/index.d.ts', 'danfo/index.d.ts'];
const IMPORT = /(?:from|import\()\s*'(\.[^']+)\.(c?)js'/g;

function reachable(folder) {
  const found = new Map();
  const waiting = [...DOORS];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    found.set(path, text);
    for (const [, target, c] of text.matchAll(IMPORT)) waiting.push(`${join(dirname(path), target)}.d.${c}ts`);
  }
  return found;
}

for (const [from, to] of [['dist/esm', 'dist/types'], ['dist/cjs-types', 'dist/cjs']]) {
  const files = reachable(from);
  rmSync(to, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), text);
  }
  console.log(`${to}: ${files.size} declarations`);
}
rmSync('dist/cjs-types', { recursive: true });
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n');
