import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { writeFileWhole } from './atomicFile.js';
import { fileBytes } from './bytes.js';
import { jsonText } from './jsonFile.js';
import { packageVersion } from './packageRoot.js';

/** What a run was made of; the same run gives the same bytes, on any day and in any folder. */
export interface RunRecord {
  /** Name of the command or job. */
  readonly command: string;
  /** Options that decide the result. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed?: number;
  /** SHA-256 of each input, unpacked, by file name. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Rows read, kept and rejected by table. */
  readonly rows: Readonly<Record<string, { readonly read: number; readonly kept: number; readonly rejected: number }>>;
  /** Id of the model that was used or made. */
  readonly model?: string;
}

/**
 * SHA-256 of the unpacked bytes of each file, by file name (`name#2` for a second file of the same name).
 *
 * @param paths - the files; gzipped ones have the hash of what is in them
 * @returns 64 hex digits a file
 * @throws HoldfastError `no-file`, `unreadable-file`, `broken-gzip`
 * @remarks O(bytes), a block in memory at a time.
 * @example
 * ```ts
 * await writeFileWhole('abc.csv', ['abc']);
 * await hashInputs(['abc.csv']); // => { 'abc.csv': 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' }
 * ```
 */
export async function hashInputs(paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const path of paths) {
    const hash = createHash('sha256');
    for await (const chunk of fileBytes(path, basename(path)).chunks()) hash.update(chunk);
    const name = basename(path);
    const times = Object.keys(hashes).filter((other) => other === name || other.startsWith(`${name}#`)).length;
    hashes[times === 0 ? name : `${name}#${times + 1}`] = hash.digest('hex');
  }
  return hashes;
}

/**
 * Writes `run.json`: what a result was made of, with no time and no absolute path in it. Keys are sorted.
 *
 * @param path - the file; its folder is made if absent
 * @param record - what the run was made of; the version of this package is added
 * @throws HoldfastError `write-failed`
 * @example
 * ```ts
 * const { history, issues } = await readHistory('datasets/demo-zh-gbk-dirty');
 * const inputs = await hashInputs(['datasets/demo-zh-gbk-dirty/shipments.csv']);
 * await writeRunRecord('out/run.json', { command: 'score', options: { lang: 'zh' }, seed: 1, inputs, rows: issues.tables });
 * const { rows, seed } = (await loadJson('out/run.json')) as RunRecord;
 * [seed, rows['shipments']]; // => [1, { read: 6638, kept: 6549, rejected: 89 }]
 * ```
 */
export async function writeRunRecord(path: string, record: RunRecord): Promise<void> {
  await writeFileWhole(path, [jsonText({ holdfast: packageVersion(), ...record })]);
}
