import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { HoldfastError } from '../core/errors.js';
import { throwIfAborted } from '../core/run.js';

/** Piece of a file; written one after the other. */
export type FilePieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/**
 * Writes a file under a temporary name beside it and renames it at the end: whoever reads sees the old file or the new one, never a part.
 * On any error, and when `signal` fires, the old file stays as it was. The folder is made if absent.
 *
 * @param path - the file
 * @param pieces - its content in order; texts are written as UTF-8
 * @param signal - ends the writing between two pieces
 * @throws HoldfastError `write-failed`, `aborted`
 * @remarks One piece in memory at a time; the data are on the disk when it returns.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * await writeFileWhole('out/note.txt', ['one, ', 'two']);
 * const interrupted = AbortSignal.abort();
 * await writeFileWhole('out/note.txt', ['three'], interrupted); // => throws aborted
 * await readFile('out/note.txt', 'utf8'); // => 'one, two'
 * ```
 */
export async function writeFileWhole(path: string, pieces: FilePieces, signal?: AbortSignal): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await makeFolder(dirname(path));
    await writeAll(temporary, pieces, signal);
    throwIfAborted(signal);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const code = (error as { code?: unknown }).code;
    if (error instanceof HoldfastError || typeof code !== 'string') throw error;
    throw new HoldfastError('write-failed', {
      en: `${path}: cannot be written (${code}); check the folder, its rights and the room on the disk`,
      zh: `${path}：无法写入（${code}）；请检查文件夹、权限和磁盘空间`,
    });
  }
}

/** Makes a folder and those above it. Node's own `recursive` never returns where the file system refuses every name, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  const absent: string[] = [];
  for (let folder = resolve(path); !(await isThere(folder)); folder = dirname(folder)) absent.unshift(folder);
  for (const folder of absent)
    await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return dirname(path) === path;
    },
  );
}

async function writeAll(path: string, pieces: FilePieces, signal: AbortSignal | undefined): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const piece of pieces) {
      throwIfAborted(signal);
      await file.writeFile(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}
