import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors, exec, installPacked, manifest, packedBytesWithout } from '../support/packed.js';
import { ROOT, readTree } from '../support/tree.js';

// Code for import and for require with the names of functions kept, and the declarations twice.
const MOST_PACKED_BYTES = 900_000;

let project = '';
beforeAll(async () => {
  if (!existsSync(`${ROOT}dist/esm/index.js`)) throw new Error('dist/ is not there: run `npm run build` first (`npm test` does)');
  project = await installPacked();
});
afterAll(() => {
  if (project) rmSync(project, { recursive: true });
});

const inProject = async (...args: string[]): Promise<string> => (await exec(process.execPath, args, { cwd: project })).stdout;

/** Names that a door exports, with what each is, seen by a process of its own. */
async function surface(door: string, system: 'import' | 'require'): Promise<string[]> {
  const load = system === 'import' ? `await import('${door}')` : `require('${door}')`;
  const list =
    "Object.keys(m).filter((k) => k !== '__esModule').map((k) => k + ': ' + (/^class/.test(m[k]) ? 'class' : typeof m[k])).sort()";
  return JSON.parse(
    await inProject(
      `--input-type=${system === 'import' ? 'module' : 'commonjs'}`,
      '-e',
      `const m = ${load}; console.log(JSON.stringify(${list}))`,
    ),
  ) as string[];
}

describe('dist', () => {
  test('holds what src holds and nothing that was deleted there', () => {
    const built = Object.keys(readTree('dist/esm')).map((path) => path.slice('dist/esm/'.length));
    const expected = Object.keys(readTree('src')).flatMap((path) =>
      path.endsWith('.d.ts') ? [] : [path.slice(4).replace(/\.(c?)ts$/, '.d.$1ts')],
    );
    expect(built.sort()).toEqual(expected.sort());
  });

  test('publishes the same declarations for import and for require', () => {
    const declared = (folder: string): string[] => Object.keys(readTree(folder)).map((path) => path.slice(folder.length + 1));
    expect(declared('dist/cjs')).toEqual(declared('dist/types'));
  });
});

describe('the packed library', () => {
  test('passes publint without a word', async () => {
    const { messages } = await publint({ pkgDir: ROOT, pack: false });
    expect(messages.map((message) => formatMessage(message, manifest as unknown as Record<string, unknown>))).toEqual([]);
  });

  // node10 (TypeScript before 4.7) cannot see subpath exports at all; the main door works there too.
  test('resolves its types from ESM and CJS (are the types wrong, profile node16)', async () => {
    const attw = `${ROOT}node_modules/.bin/attw`;
    await exec(attw, ['--pack', ROOT, '--profile', 'node16', '--no-color', '--format', 'ascii']).catch((error: { stdout?: string }) =>
      expect.fail(error.stdout ?? String(error)),
    );
  });

  test(`is at most ${MOST_PACKED_BYTES / 1000} kB without the datasets`, async () => {
    const bytes = await packedBytesWithout(project, ['datasets']);
    console.log(`packed: ${Math.round(bytes / 1000)} kB without datasets`);
    expect(bytes).toBeLessThanOrEqual(MOST_PACKED_BYTES);
  });

  test('carries no sources, tests or maps of this machine', async () => {
    const { stdout } = await exec('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, maxBuffer: 2 ** 26 });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    const folders = new Set(files.map(({ path }) => path.split('/')[0]));
    expect([...folders].sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'datasets', 'dist', 'package.json']);
  });

  test('runs its command line', async () => {
    const bin = join('node_modules', manifest.name, manifest.bin['holdfast'] ?? '');
    expect((await inProject(bin, '--version')).trim()).toBe(manifest.version);
  });
});

describe.each(doors)('%s', (door) => {
  test('exports by import and by require what the list says', async () => {
    const names = await surface(door, 'import');
    expect(await surface(door, 'require')).toEqual(names);
    await expect(`${names.join('\n')}\n`).toMatchFileSnapshot(`surface/${door.replace('/', '-')}.txt`);
  });

  test('insides are not reachable', async () => {
    await expect(inProject('--input-type=module', '-e', `await import('${manifest.name}/dist/esm/core/table.js')`)).rejects.toThrow(
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
    );
  });
});

describe('types, as a consumer sees them without skipLibCheck', () => {
  const source = `${doors.map((door, i) => `import * as door${i} from '${door}';`).join('\n')}\nexport const all: readonly object[] = [${doors.map((_, i) => `door${i}`).join(', ')}];\n`;
  const options = { strict: true, noEmit: true, skipLibCheck: false, target: 'ES2022', lib: ['ES2023', 'DOM'], types: ['node'] };

  const compile = async (command: string, args: readonly string[], module: string, moduleResolution: string): Promise<void> => {
    for (const ending of ['mts', 'cts']) writeFileSync(join(project, `consumer.${ending}`), source);
    const config = join(project, `tsconfig.${moduleResolution}.json`);
    writeFileSync(
      config,
      JSON.stringify({ compilerOptions: { ...options, module, moduleResolution }, files: ['consumer.mts', 'consumer.cts'] }),
    );
    await exec(command, [...args, '-p', config], { cwd: project }).catch((error: { stdout?: string }) =>
      expect.fail(error.stdout || String(error)),
    );
  };

  test.each([
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ])(
    'compile under TypeScript 6, module %s, resolution %s',
    (module, resolution) => compile(process.execPath, [`${ROOT}node_modules/typescript/bin/tsc`], module, resolution),
    60_000,
  );

  test('compile under TypeScript 7, and so does the source', async ({ skip }) => {
    const typescript7 = ['--yes', '-p', 'typescript@7.0.2', 'tsc'];
    const reachable = await exec('npx', [...typescript7, '--version'], { timeout: 120_000 }).catch(() => undefined);
    if (!reachable?.stdout.includes('7.0.2')) return skip('TypeScript 7.0.2 cannot be fetched here');
    await compile('npx', typescript7, 'NodeNext', 'NodeNext');
    await exec('npx', [...typescript7, '-p', `${ROOT}tsconfig.json`, '--noEmit'], { cwd: ROOT }).catch((error: { stdout?: string }) =>
      expect.fail(error.stdout || String(error)),
    );
  }, 240_000);
});

describe('in a browser', () => {
  /** Bundles a file for browsers; gives the bundle's path and every Node module that it would need. */
  async function bundle(input: string): Promise<{ file: string; builtins: string[] }> {
    const builtins = new Set<string>();
    const external = (id: string, importer: string | undefined): boolean => {
      // Loaded only when this learner is asked for; it draws on Node's crypto.
      if (id === 'ml-random-forest') return true;
      if (!isBuiltin(id)) return false;
      builtins.add(`${id} by ${importer?.replace(ROOT, '')}`);
      return true;
    };
    const build = await rolldown({ input, platform: 'browser', external, logLevel: 'silent' });
    const file = join(project, 'bundle.mjs');
    await build.write({ file, format: 'esm', codeSplitting: false });
    return { file, builtins: [...builtins].sort() };
  }

  test.each(['index', 'danfo/index'])('%s needs nothing of Node, neither when bundled nor when run', async (entry) => {
    const { file, builtins } = await bundle(`${ROOT}dist/esm/${entry}.js`);
    expect(builtins).toEqual([]);
    const text = readFileSync(file, 'utf8');
    console.log(`browser bundle of ${entry}: ${Math.round(text.length / 1000)} kB before minifying`);
    const bare = "for (const name of ['process', 'Buffer', 'global', 'setImmediate', 'require']) delete globalThis[name];";
    const out = await inProject(
      '--input-type=module',
      '-e',
      `${bare} const m = await import('${file}'); console.log(Object.keys(m).length)`,
    );
    expect(Number(out)).toBeGreaterThan(0);
  });

  test('a model of release 0.1.0 scores and explains customers, with nothing of Node at hand', async () => {
    const { file } = await bundle(`${ROOT}dist/esm/index.js`);
    const script = `
      import { readFileSync } from 'node:fs';
      const text = JSON.stringify(JSON.parse(readFileSync('${ROOT}test/risk/released/version1.json', 'utf8')).model);
      const { log } = console;
      for (const name of ['process', 'Buffer', 'global', 'setImmediate', 'require']) delete globalThis[name];
      const m = await import('${file}');
      const { history } = await m.reduce(m.simulatedSources(await m.simulate({ customers: 60, months: 18, preset: 'demo' })));
      const file = await m.parseRiskModel(text);
      const one = { ...file, model: { ...file.model, members: file.model.members.slice(0, 1) } };
      const { columns } = m.scoreRisk(one, history.at(history.endDay), { explain: 20 });
      log(columns.churn_probability.filter((p) => p > 0 && p < 1).length, columns.reason_1.slice(0, 20).filter((text) => text !== '').length);
    `;
    const [scored, told] = (await inProject('--input-type=module', '-e', script)).trim().split(' ').map(Number);
    expect(scored).toBeGreaterThan(10);
    expect(told).toBeGreaterThan(0);
  });

  test('the check can fail: a file with a Node import is found', async () => {
    const file = join(project, 'uses-node.mjs');
    writeFileSync(file, "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n");
    expect((await bundle(file)).builtins).toEqual([expect.stringContaining('node:fs by')]);
  });
});

test('import time is printed (a budget of 50 ms on a quiet machine; not asserted here)', async () => {
  const times: number[] = [];
  for (let run = 0; run < 7; run++)
    times.push(
      Number(
        await inProject(
          '--input-type=module',
          '-e',
          `const start = performance.now(); await import('${manifest.name}'); console.log(performance.now() - start)`,
        ),
      ),
    );
  console.log(`import('${manifest.name}'): ${Math.min(...times).toFixed(1)} ms at best of ${times.length}`);
  expect(Math.min(...times)).toBeGreaterThan(0);
});
