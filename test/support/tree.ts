import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository, with a slash at its end. */
export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url));

/** Text of files by path relative to the repository, `/` between folders. */
export type Tree = Readonly<Record<string, string>>;

/** The TypeScript files below a folder of the repository. */
export function readTree(folder: string): Tree {
  const paths = readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
  const sources = paths.filter((path) => /\.c?ts$/.test(path)).sort();
  return Object.fromEntries(sources.map((path) => [path, readFileSync(ROOT + path, 'utf8')]));
}
