import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT } from '../support/tree.js';

const run = promisify(execFile);

test('04 danfo round trip groups a result table by account manager and brings it back', async () => {
  const { stdout } = await run(process.execPath, ['examples/04-danfo-round-trip.mjs'], { cwd: ROOT });
  const ownLines = stdout.split('\n').filter((line) => /customers|at stake/.test(line));
  expect(ownLines).toEqual(['5 customers, 3 cells missing', 'Li: 2200 at stake', 'Wang: 950 at stake']);
});
