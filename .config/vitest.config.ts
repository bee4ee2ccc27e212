import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const jsonFile = process.env.HOLDFAST_TEST_JSON;

export default defineConfig({
  root,
  resolve: {
    // Tests and examples speak to the public doors by the names that users write.
    alias: [
      { find: /^holdfast$/, replacement: `${root}src/index.ts` },
      { find: /^holdfast\/(node|danfo)$/, replacement: `${root}src/$1/index.ts` },
    ],
  },
  // `.cts` too: src/node/here.cts has a type.
  oxc: { include: /\.(?:[cm]?ts|[jt]sx)$/ },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['.config/vitest.setup.ts'],
    // Processes, not threads: tests change the working folder, and memory of one must not weigh on the next.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: jsonFile ? ['default', ['json', { outputFile: jsonFile }]] : ['default'],
  },
});
