import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { datasetsFolder, packageRoot, packageVersion } from '../../src/node/packageRoot.js';

test('the package finds its own folder, version and data', () => {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { name: string; version: string };
  expect(manifest.name).toBe('holdfast');
  expect(packageVersion()).toBe(manifest.version);
  expect(existsSync(datasetsFolder())).toBe(true);
});
