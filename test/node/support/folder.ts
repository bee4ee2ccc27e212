import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type ReadHistory, type ReadOptions, readHistory } from '../../../src/node/readHistory.js';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder with these files, gone when the tests of the file are done. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Reads a folder with these files. */
export function readFiles(files: Readonly<Record<string, string | Uint8Array>>, options: ReadOptions = {}): Promise<ReadHistory> {
  return readHistory(folderOf(files), options);
}

/** Code and sentences of the error that a promise ends with; the test folder's own name is left out. */
export async function refusalOf(promise: Promise<unknown>): Promise<{ readonly code: string; readonly en: string; readonly zh: string }> {
  try {
    await promise;
  } catch (error) {
    const { code, text } = error as { code: string; text?: { en: string; zh: string } };
    if (text === undefined) throw error;
    const plain = (sentence: string): string =>
      made.reduce((rest, folder) => rest.replaceAll(folder, 'DIR').replaceAll(folder.split('/').at(-1) ?? '', 'DIR'), sentence);
    return { code, en: plain(text.en), zh: plain(text.zh) };
  }
  throw new Error('nothing was refused');
}
