import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT } from '../support/tree.js';

test('examples/README.md has one line for each program and each mapping, and for no other', () => {
  const filesOf = (folder: string, end: string): string[] => readdirSync(`${ROOT}examples/${folder}`).filter((name) => name.endsWith(end));
  const present = [...filesOf('', '.mjs'), ...filesOf('mappings', '.json').map((name) => `mappings/${name}`)];
  const readme = readFileSync(`${ROOT}examples/README.md`, 'utf8');
  const named = [...readme.matchAll(/^\| `(?:node examples\/)?([\w./-]+)/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual(present.sort());
});
