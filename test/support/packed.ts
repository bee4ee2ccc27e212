import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './tree.js';

export const exec = promisify(execFile);

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin: Readonly<Record<string, string>>;
}

export const manifest: Manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as Manifest;

/** The importable doors: `holdfast`, `holdfast/node`, … */
export const doors: readonly string[] = Object.keys(manifest.exports)
  .filter((path) => path !== './package.json')
  .map((path) => path.replace(/^\./, manifest.name));

/**
 * A project of its own in a temporary folder, with the library installed from its packed file. Its dependencies are linked
 * to those of the repository, so that nothing is fetched.
 */
export async function installPacked(): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), 'holdfast-consumer-'));
  const target = join(project, 'node_modules', manifest.name);
  mkdirSync(target, { recursive: true });
  await exec('npm', ['pack', '--ignore-scripts', '--pack-destination', project], { cwd: ROOT });
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz')) ?? '';
  await exec('tar', ['xzf', join(project, tarball), '-C', target, '--strip-components', '1']);
  for (const name of [...Object.keys(manifest.dependencies), '@types', 'undici-types'])
    symlinkSync(`${ROOT}node_modules/${name}`, join(project, 'node_modules', name));
  return project;
}

/** Bytes of the packed library when the given folders are left out. */
export async function packedBytesWithout(project: string, folders: readonly string[]): Promise<number> {
  const file = join(project, 'without.tgz');
  const excluded = folders.map((folder) => `--exclude=./${folder}`);
  await exec('tar', ['czf', file, ...excluded, '-C', join(project, 'node_modules', manifest.name), '.']);
  return readFileSync(file).length;
}
