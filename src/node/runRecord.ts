import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { writeFileWhole } from './atomicFile.js';
import { fileBytes } from './bytes.js';
import { jsonText } from './jsonFile.js';
import { packageVersion } from './packageRoot.js';

/** What a run was made of; the same run gives the same bytes, on any day and in any folder. */
export interface RunRecord {
  readonly command: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed?: number;
  /** SHA-256 of each input, unpacked, by file name. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Rows read, kept and rejected by table. */
  readonly rows: Readonly<Record<string, { readonly read: number; readonly kept: number; readonly rejected: number }>>;
  readonly model?: string;
}

/** SHA-256 of the unpacked bytes of each file, by file name (`name#2` for a second file of the same name). */
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
 * @throws HoldfastError `write-failed`
 */
export async function writeRunRecord(path: string, record: RunRecord): Promise<void> {
  await writeFileWhole(path, [jsonText({ holdfast: packageVersion(), ...record })]);
}
