import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Kernel } from '../../src/core/executor.js';
import { uniformAt } from '../../src/core/random.js';
import { fitBoosting, LEARN_KERNELS } from '../../src/learn/index.js';
import { openThreads, type Threads } from '../../src/node/index.js';
import { ROOT } from '../support/tree.js';

// Other threads run built code.
const isBuilt = existsSync(`${ROOT}dist/bundle/worker.js`);

describe.skipIf(!isBuilt)('threads (after npm run build)', () => {
  const opened: Threads[] = [];
  const open = (threads: number): Threads => {
    const executor = openThreads(threads);
    opened.push(executor);
    return executor;
  };
  afterAll(() => {
    for (const threads of opened) threads.close();
  });

  const rows = 30_000;
  const column = (purpose: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => (row % 11 === purpose ? Number.NaN : Math.floor(50 * uniformAt(7, purpose, row))));
  const features = [1, 2, 3, 4, 5, 6, 7].map((purpose) => ({ name: `x${purpose}`, values: column(purpose) }));
  const outcome = Float64Array.from({ length: rows }, (_, row) =>
    uniformAt(7, 99, row) < 0.1 + (features[0]!.values[row]! > 25 ? 0.2 : 0) ? 1 : 0,
  );
  const data = { matrix: { length: rows, features }, outcome };
  const options = { rounds: 8, leaves: 7, rowShare: 0.8, columnShare: 0.7, seed: 3 };

  it('train the same bits on one, two, three and five of them, and when used again', async () => {
    const alone = JSON.stringify((await fitBoosting(options, data)).model);
    for (const count of [1, 2, 3, 5]) {
      const executor = open(count);
      for (let fit = 0; fit < 4; fit++) expect(JSON.stringify((await fitBoosting(options, data, { executor })).model)).toBe(alone);
    }
  });

  it('share what there is, also where it is less than there are threads', async () => {
    const executor = open(5);
    const narrow = { matrix: { length: rows, features: features.slice(0, 1) }, outcome };
    const model = async (run: object): Promise<string> =>
      JSON.stringify((await fitBoosting({ ...options, columnShare: 1 }, narrow, run)).model);
    expect(await model({ executor })).toBe(await model({}));
  });

  it('are not asked for a loop that they do not know', () => {
    const unknown: Kernel = { name: 'unknown', run: () => undefined };
    expect(() => open(2).run(unknown, { one: new Float64Array(1) }, [])).toThrow('a thread failed in unknown');
  });

  it('end a fault with an error and can be used again', async () => {
    const executor = open(3);
    expect(() => executor.run(LEARN_KERNELS[0]!, {}, [1, 1, 0, 1])).toThrow();
    const { model } = await fitBoosting(options, data, { executor });
    expect(model).toEqual((await fitBoosting(options, data)).model);
  });

  it('are refused once closed', () => {
    const executor = open(2);
    executor.close();
    executor.close();
    expect(() => executor.run({ name: 'any', run: () => undefined }, {}, [])).toThrow('these threads are closed');
  });

  it('are a whole number from 1 to 64', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ max: 0 }), fc.integer({ min: 65 }), fc.constantFrom(1.5, Number.NaN, Number.POSITIVE_INFINITY)),
        (count) => {
          expect(() => openThreads(count)).toThrow(/threads is .*; it must be a whole number from 1 to 64/);
        },
      ),
    );
  });
});
