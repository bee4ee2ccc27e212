import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { halfWidthChinese, importCycles, importViolations, languageViolations, lengths, percentile } from './support/architecture.js';
import { ROOMS } from './support/rooms.js';
import { ROOT, readTree } from './support/tree.js';

/** A file longer than this holds two concepts. The budgets (median 60, p90 200; functions 10 and 25) are printed. */
const LONGEST_FILE = 400;
/** The door is a list of names, one a line, and grows with the library. */
const THE_DOOR = 'src/index.ts';

const TOP_LEVEL = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'bench',
  'datasets',
  'examples',
  'package-lock.json',
  'package.json',
  'src',
  'test',
  'tsconfig.json',
];

const CARD_PACKAGES = ['csv-parse', 'zod', 'simple-statistics', 'ml-regression', 'ml-random-forest', 'commander', 'danfojs-node'];

const src = readTree('src');

describe('src', () => {
  test('imports only what the list of rooms allows', () => {
    expect(importViolations(src, ROOMS)).toEqual([]);
  });

  test('has no cycle of imports', () => {
    expect(importCycles(src)).toEqual([]);
  });

  test('has no any, no default export, no import.meta, no clock, no unkeyed random, no power with unstable bits, no console', () => {
    expect(languageViolations(src)).toEqual([]);
  });

  test('writes Chinese with Chinese punctuation', () => {
    expect(halfWidthChinese(src)).toEqual([]);
  });

  test(`has no file above ${LONGEST_FILE} lines`, () => {
    const { files, functions } = lengths(src);
    const line = (name: string, values: readonly number[]): string =>
      `${name}: median ${percentile(values, 0.5)}, p90 ${percentile(values, 0.9)} lines`;
    console.log(`${line('files', [...files.values()])}; ${line('functions', [...functions.values()])}`);
    expect([...files].filter(([path, count]) => count > LONGEST_FILE && path !== THE_DOOR)).toEqual([]);
  });
});

describe('the repository', () => {
  test('has exactly the top level of the design', () => {
    const ignored = new Set(
      readFileSync(`${ROOT}.gitignore`, 'utf8')
        .split('\n')
        .map((line) => line.replace(/\/$/, '')),
    );
    const shown = readdirSync(ROOT).filter((name) => !name.startsWith('.') && !ignored.has(name) && !name.endsWith('.tgz'));
    expect(shown.sort()).toEqual(TOP_LEVEL);
  });

  test('has the seven packages in their roles, and the lockfile names no registry', () => {
    const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as Record<string, Record<string, string>>;
    const runtime = CARD_PACKAGES.filter((name) => name !== 'danfojs-node');
    expect(Object.keys(manifest['dependencies'] ?? {}).sort()).toEqual(runtime.sort());
    expect(manifest['peerDependencies']).toHaveProperty('danfojs-node');
    expect(manifest['peerDependenciesMeta']).toEqual({ 'danfojs-node': { optional: true } });
    expect(manifest['devDependencies']).toHaveProperty('danfojs-node');
    expect(readFileSync(`${ROOT}package-lock.json`, 'utf8')).not.toMatch(/"resolved": "https?:/);
  });
});

describe('the runtime packages', () => {
  const runtime = CARD_PACKAGES.filter((name) => name !== 'danfojs-node');
  const usersOf = (name: string): string[] =>
    Object.keys(src).filter((path) =>
      new RegExp(`^(?:import|export) .*from '${name}(?:/.*)?';$|\\bimport\\('${name}'\\)`, 'm').test(src[path] ?? ''),
    );

  test('are the ones that the rooms may import', () => {
    expect([...new Set(Object.values(ROOMS).flatMap((room) => room.packages))].sort()).toEqual(runtime.sort());
  });

  test.each(runtime)('%s is used by the code', (name) => {
    expect(usersOf(name)).not.toEqual([]);
  });
});

describe('the checks themselves can fail', () => {
  const rooms = { core: { folders: [], packages: [] }, node: { folders: ['core'], packages: ['zod'], node: true } } as const;

  test('a fake tree with allowed imports passes', () => {
    const tree = {
      'src/core/a.ts': 'export const a = 1;',
      'src/node/b.ts': "import 'node:fs'; import { z } from 'zod'; import { a } from '../core/a.js';",
    };
    expect([importViolations(tree, rooms), importCycles(tree), languageViolations(tree)]).toEqual([[], [], []]);
  });

  test.each([
    ["import { b } from '../node/b.js';", 'core/ may not import node/ ("../node/b.js")'],
    ["import type { b } from '../node/b.js';", 'core/ may not import node/ ("../node/b.js")'],
    ["export * from '../node/b.js';", 'core/ may not import node/ ("../node/b.js")'],
    ["await import('../node/b.js');", 'core/ may not import node/ ("../node/b.js")'],
    ["import 'node:fs';", 'core/ may not import "node:fs"'],
    ["import 'fs';", 'write "node:fs"'],
    ["import 'zod/v4';", 'core/ may not import the package "zod/v4"'],
    ["import './absent.js';", '"./absent.js" is no file of src (write the .js ending)'],
  ])('%s in core/ is found', (text, problem) => {
    expect(importViolations({ 'src/core/a.ts': text, 'src/node/b.ts': '' }, rooms)).toEqual([`src/core/a.ts: ${problem}`]);
  });

  test('a folder without a room is found', () => {
    expect(importViolations({ 'src/attic/a.ts': '' }, rooms)).toEqual(['src/attic/a.ts: the folder "attic" is not in the list of rooms']);
  });

  test('a cycle is found, a cycle of types only is none', () => {
    const cycle = { 'src/core/a.ts': "import './b.js';", 'src/core/b.ts': "import './c.js';", 'src/core/c.ts': "import './a.js';" };
    expect(importCycles(cycle)).toEqual(['src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts']);
    expect(importCycles({ ...cycle, 'src/core/c.ts': "import type { A } from './a.js';" })).toEqual([]);
  });

  test.each([
    'let x: any;',
    'const x = y as any;',
    'export default 1;',
    'export default function f() {}',
    'const here = import.meta.url;',
    'const x = Math.random();',
    'const x = Math.pow(2, y);',
    'const x = Date.now();',
    'const x = new Date();',
    'const x = y ** 0.5;',
    'const x = 2 ** 0.5;',
    'y **= 2;',
    "console.log('x');",
    '// @ts-ignore',
  ])('%s is found', (text) => {
    expect(languageViolations({ 'src/core/a.ts': `\n${text}` }).map((line) => line.slice(0, 15))).toEqual(['src/core/a.ts:2']);
  });

  test('powers of two and of whole literals may stand, comments and strings may say anything', () => {
    expect(
      languageViolations({
        'src/core/a.ts': "const x = 2 ** bits + 10 ** 4; // any ** Math.random() export default\nconst s = 'import.meta any';",
      }),
    ).toEqual([]);
  });

  test('half-width punctuation in Chinese is found', () => {
    const tree = {
      'src/core/a.ts': "const a = { en: 'no, not', zh: '不是,不对' };\nconst b = { en: 'x', zh: `第 1 行：不是日期，例如 2026-06-30` };",
    };
    expect(halfWidthChinese(tree)).toEqual(["src/core/a.ts:1: '不是,不对'"]);
  });

  test('lengths count lines of files and functions', () => {
    const { files, functions } = lengths({ 'src/core/a.ts': 'export function f(): number {\n  return 1;\n}\n' });
    expect([[...files], [...functions]]).toEqual([[['src/core/a.ts', 3]], [['src/core/a.ts:1', 3]]]);
    expect([percentile([5, 1, 3], 0.5), percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)]).toEqual([3, 9]);
  });
});
