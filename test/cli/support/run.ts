import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built command line; HOLDFAST_DIST names another build. */
const BIN = join(process.env['HOLDFAST_DIST'] ?? fileURLToPath(new URL('../../../dist/esm', import.meta.url)), 'cli', 'bin.js');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a person would. */
export function holdfast(args: readonly string[], options: { readonly cwd?: string; readonly interruptOn?: RegExp } = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: options.cwd ?? tmpdir(), env: { ...process.env, NO_COLOR: '1' } });
    let stdout = '';
    let stderr = '';
    let interrupted = false;
    child.stdout.on('data', (piece) => (stdout += piece));
    child.stderr.on('data', (piece) => {
      stderr += piece;
      if (interrupted || !options.interruptOn?.test(stderr)) return;
      interrupted = true;
      child.kill('SIGINT');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A new folder for one test. */
export function folder(): string {
  return mkdtempSync(join(tmpdir(), 'holdfast-cli-'));
}
