import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileWhole } from '../../src/node/index.js';

describe('writing a file whole', () => {
  const folder = (): string => mkdtempSync(join(tmpdir(), 'holdfast-atomic-'));

  it('makes the folders above it', async () => {
    const path = join(folder(), 'a', 'b', 'note.txt');
    await Promise.all([writeFileWhole(path, ['one']), writeFileWhole(`${path}2`, ['two'])]);
    expect(readFileSync(path, 'utf8') + readFileSync(`${path}2`, 'utf8')).toBe('onetwo');
  });

  it.skipIf(!existsSync('/proc/self'))('returns where the file system refuses every new name', async () => {
    await expect(writeFileWhole('/proc/holdfast/note.txt', ['x'])).rejects.toMatchObject({ code: 'write-failed' });
  });
});
