import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  agree,
  compileExample,
  docExamples,
  type Example,
  markdownExamples,
  markedCommands,
  parseExpectation,
  plain,
} from './support/examples.js';
import { ROOT, readTree } from './support/tree.js';

type Scope = Readonly<Record<string, unknown>>;

/** The public doors by the names that users write. */
const DOORS: Readonly<Record<string, string>> = { holdfast: 'index', 'holdfast/node': 'node/index', 'holdfast/danfo': 'danfo/index' };
const doorFile = (name: string): string => `${ROOT}src/${DOORS[name]}.ts`;

const importFile = async (path: string): Promise<Scope> => (await import(/* @vite-ignore */ path)) as Scope;
const importByName = (name: string): Promise<Scope> => importFile(name in DOORS ? doorFile(name) : name);

async function publicScope(): Promise<Scope> {
  const built = Object.keys(DOORS).filter((name) => existsSync(doorFile(name)));
  return Object.assign({}, ...(await Promise.all(built.map(importByName))));
}

/** What an example inside the library may also name: exports of its room, of the files that its own imports, and of its own file. */
async function ownScope(path: string, text: string): Promise<Scope> {
  const room = [`${ROOT}${path.split('/', 2).join('/')}/index.ts`].filter((index) => existsSync(index));
  const imported = [...text.matchAll(/from '(\.[^']+)\.js'/g)].map((match) => join(ROOT, path, '..', `${match[1]}.ts`));
  return Object.assign({}, ...(await Promise.all([...room, ...imported, ROOT + path].map(importFile))));
}

/** Compares what an example shows with what it says, as the text behind `// =>` asks for. */
async function check(shown: () => Promise<unknown>, text: string, expectedValue: () => unknown): Promise<void> {
  const { decimals, throws } = parseExpectation(text);
  if (throws) return expect(shown()).rejects.toMatchObject({ code: throws });
  const [actual, expected] = [plain(await shown()), plain(expectedValue())];
  if (decimals === undefined) expect(actual).toEqual(expected);
  else expect(agree(actual, expected, decimals), `${JSON.stringify(actual)} against ${text}`).toBe(true);
}

/** Runs an example with the names of `scope` at hand; its own declarations may hide them. */
async function run(example: Example, scope: Scope): Promise<number> {
  const { body, checks } = compileExample(example.code);
  const given = { ...scope, $import: importByName, $check: check };
  const names = Object.keys(given).filter((name) => name !== 'default');
  const AsyncFunction = (async () => undefined).constructor as new (...args: string[]) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction(...names, `{ ${body}\n }`)(...names.map((name) => Reflect.get(given, name)));
  return checks;
}

/** A folder of its own with the bundled data in reach as `datasets/`, where examples may write. */
let folder = '';
const home = process.cwd();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-docs-'));
  for (const name of ['datasets', 'examples']) symlinkSync(ROOT + name, join(folder, name));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const src = readTree('src');

describe('examples of doc comments', () => {
  for (const [path, text] of Object.entries(src))
    for (const example of docExamples(text, path))
      test(example.name, async () => {
        const scope = { ...(await publicScope()), ...(await ownScope(path, text)) };
        expect(await run(example, scope), 'an example shows at least one result by // =>').toBeGreaterThan(0);
      });

  test('every public function has one', async () => {
    const documented = new Set(Object.entries(src).flatMap(([path, text]) => functionsWithExample(path, text)));
    const scope = await publicScope();
    const isClass = (value: unknown): boolean => /^class\b/.test(String(value));
    const functions = Object.keys(scope).filter((name) => typeof scope[name] === 'function' && !isClass(scope[name]));
    expect(functions.filter((name) => !documented.has(name))).toEqual([]);
  });
});

function functionsWithExample(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    const hasExample = ts.getJSDocTags(statement).some((tag) => tag.tagName.text === 'example');
    if (!hasExample) return [];
    if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name.text] : [];
    return ts.isVariableStatement(statement) ? statement.declarationList.declarations.map((declared) => declared.name.getText()) : [];
  });
}

const guides = ['README.md', 'datasets/README.md', 'examples/README.md'].filter((path) => existsSync(ROOT + path));

describe('guides', () => {
  test('the README is there', () => {
    expect(guides).toContain('README.md');
  });

  for (const path of guides)
    for (const example of markdownExamples(readFileSync(ROOT + path, 'utf8'), path))
      test(example.name, async () => void (await run(example, await publicScope())), 120_000);

  for (const path of guides)
    for (const commands of markedCommands(readFileSync(ROOT + path, 'utf8')))
      test(`${path}: ${commands.join('; ')}`, () => {
        runCommands(commands);
      }, 120_000);
});

/** Runs command lines in bash, with `holdfast` and `npx holdfast` meaning this build; each must end well. */
function runCommands(commands: readonly string[]): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'holdfast'), `#!/bin/sh\nexec "${process.execPath}" "${ROOT}dist/esm/cli/bin.js" "$@"\n`, { mode: 0o755 });
  writeFileSync(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
  return execFileSync('bash', ['-euo', 'pipefail', '-c', commands.join('\n')], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('the runner of examples itself', () => {
  const scope = {
    half: (x: number) => x / 2,
    numbers: () => Float64Array.of(1, 2),
    table: 1,
    fail: () => {
      throw Object.assign(new Error('no'), { code: 'bad-date' });
    },
  };
  const runCode = (code: string): Promise<number> => run({ name: 'x', code }, scope);

  test('counts what an example shows, over statements, variables and several lines', async () => {
    const code = [
      'const table: { a: number } = { a: half(3) }; // => { a: 1.5 }',
      'numbers(); // => [1, 2]',
      'half(2 / 3); // => 0.333 (3 dp)',
      '({ x: half(2), y: [half(1)] }); // => { x: 1,',
      '// y: [0.5] }',
      'await Promise.resolve(half(8)); // => 4',
      'fail(); // => throws bad-date',
    ].join('\n');
    expect(await runCode(code)).toBe(6);
  });

  test.each([
    'half(3); // => 1.4',
    'half(2 / 3); // => 0.334 (3 dp)',
    'half(2); // => throws bad-date',
    'fail(); // => throws no-rows',
    '({ a: 1 }); // => { a: 1, b: 2 }',
    'absent(); // => 1',
  ])('%s fails', async (code) => {
    await expect(runCode(code)).rejects.toThrow();
  });

  test('finds fences in doc comments and Markdown, and leaves out those marked as not run', () => {
    const source = '/** One. */\n/**\n * Two.\n * @example\n * ```ts\n * half(1); // => 0.5\n * ```\n */\nexport const x = 1;\n';
    expect(docExamples(source, 'a.ts')).toEqual([{ name: 'a.ts:5', code: 'half(1); // => 0.5\n' }]);
    const markdown = 'Text\n```ts\nhalf(1);\n```\n<!-- not run: needs a cluster -->\n```ts\nhalf(2);\n```\n```sh\nls\n```\n';
    expect(markdownExamples(markdown, 'README.md')).toEqual([{ name: 'README.md:2', code: 'half(1);\n' }]);
  });

  test('imports of an example come through the public doors', () => {
    expect(compileExample("import { a, b as c } from 'holdfast/node';\na(c);").body).toContain(
      "const { a, b: c } = await $import('holdfast/node');",
    );
  });

  test('takes the shell lines below a run mark, joined at backslashes, without comments', () => {
    const markdown = '<!-- run -->\n```sh\n# first\nholdfast check datasets/demo \\\n  --lang zh   # in Chinese\n```\n```sh\nnpm ci\n```\n';
    expect(markedCommands(markdown)).toEqual([['holdfast check datasets/demo --lang zh']]);
  });

  test('a shell line that fails fails its test', () => {
    expect(runCommands(['echo a', 'npx echo b'])).toBe('a\nb\n');
    expect(() => runCommands(['false', 'echo b'])).toThrow();
  });
});
