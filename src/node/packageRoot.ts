import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HoldfastError } from '../core/errors.js';
import { here } from './here.cjs';

const NAME = 'holdfast';

interface Manifest {
  readonly name?: string;
  readonly version?: string;
}

/**
 * Folder of the installed package, from wherever the built file lies in it.
 *
 * @returns absolute path
 * @throws HoldfastError `internal` when the files were taken out of their package, as by a bundler
 * @example
 * ```ts
 * import { join } from 'node:path';
 * const manifest = (await loadJson(join(packageRoot(), 'package.json'))) as { name: string };
 * manifest.name; // => 'holdfast'
 * ```
 */
export function packageRoot(): string {
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) if (manifestOf(folder)?.name === NAME) return folder;
  throw new HoldfastError('internal', {
    en: `no package.json of ${NAME} above ${here}`,
    zh: `在 ${here} 之上找不到 ${NAME} 的 package.json`,
  });
}

/**
 * Version of the installed package.
 *
 * @throws HoldfastError `internal`, as {@link packageRoot}
 * @example
 * ```ts
 * /^\d+\.\d+\.\d+/.test(packageVersion()); // => true
 * ```
 */
export function packageVersion(): string {
  return manifestOf(packageRoot())?.version ?? '';
}

/**
 * Folder of the data that comes with the package: a demo company in `demo`, and part of it as an untidy Chinese export in
 * `demo-zh-gbk-dirty`.
 *
 * @returns absolute path
 * @throws HoldfastError `internal`, as {@link packageRoot}
 * @example
 * ```ts
 * import { relative } from 'node:path';
 * relative(packageRoot(), datasetsFolder()); // => 'datasets'
 * ```
 */
export function datasetsFolder(): string {
  return join(packageRoot(), 'datasets');
}

function manifestOf(folder: string): Manifest | undefined {
  const path = join(folder, 'package.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined;
}
