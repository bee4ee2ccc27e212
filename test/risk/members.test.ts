import { describe, expect, it } from 'vitest';
import { binMatrix, fitLearner, type LearnerOptions } from '../../src/learn/index.js';
import { fitMembers } from '../../src/risk/members.js';
import type { TrainingRows } from '../../src/risk/trainingRows.js';
import { sampleData } from '../learn/sampleData.js';

const given = sampleData(300, 8);
const data: TrainingRows = {
  matrix: given.matrix,
  outcome: Uint8Array.from(given.outcome),
  customer: Int32Array.from({ length: 300 }, (_, row) => row),
  binned: binMatrix(given.matrix, 255),
};

const forest = (seed?: number) => ({ kind: 'forest', trees: 5, ...(seed === undefined ? {} : { seed }) }) as const;
const LEARNERS: readonly { readonly name: string; readonly options: (seed?: number) => LearnerOptions }[] = [
  {
    name: 'boosting of drawn columns',
    options: (seed) => ({ kind: 'boosting', rounds: 5, columnShare: 0.4, ...(seed === undefined ? {} : { seed }) }),
  },
  { name: 'additive', options: (seed) => ({ kind: 'additive', rounds: 20, bags: 2, ...(seed === undefined ? {} : { seed }) }) },
  { name: 'forest', options: forest },
  {
    name: 'ml-random-forest',
    options: (seed) => ({ kind: 'ml-random-forest', trees: 3, rowsPerTree: 100, ...(seed === undefined ? {} : { seed }) }),
  },
  {
    name: 'blend and its members',
    options: (seed) => ({
      kind: 'blend',
      members: [forest(seed), { kind: 'one-feature', feature: 'noise' }],
      ...(seed === undefined ? {} : { seed }),
    }),
  },
];

const textOf = (value: unknown): string => JSON.stringify(value);

describe.each(LEARNERS)('a member of $name', ({ options }) => {
  it('draws by the seed it is given, and differs from one of another seed', async () => {
    const [[first], [second]] = [await fitMembers(data, options(), 7, 1, {}), await fitMembers(data, options(), 8, 1, {})];
    expect(textOf(first)).toBe(textOf((await fitLearner(options(7), data)).model));
    expect(textOf(second)).not.toBe(textOf(first));
  });
});

it('a learner that draws nothing takes no seed', async () => {
  const [[first], [second]] = [
    await fitMembers(data, { kind: 'logistic' }, 7, 1, {}),
    await fitMembers(data, { kind: 'logistic' }, 8, 1, {}),
  ];
  expect(textOf(first)).toBe(textOf(second));
});
