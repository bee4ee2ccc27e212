import { expect, it } from 'vitest';
import { chooseCandidate } from '../../src/risk/chooseCandidate.js';

const customer = Int32Array.from({ length: 400 }, (_, row) => row >> 1);
const noise = (row: number, scale: number) => scale * (((row * 7919) % 101) / 101 - 0.5);
const losses = (level: number, scale = 0) => Float64Array.from({ length: 400 }, (_, row) => level + noise(row, scale));
const named = (name: string, values: Float64Array, isBaseline = false) => ({ name, isBaseline, losses: values });

it('takes the simplest candidate that is not clearly behind the best', () => {
  const choice = chooseCandidate(
    [named('baseline', losses(0.2), true), named('simple', losses(0.155, 0.4)), named('rich', losses(0.15))],
    customer,
  );
  expect(choice).toMatchObject({ chosen: 1, best: 2, bestBaseline: 0 });
  expect(choice.standing.map(({ withinOneError }) => withinOneError)).toEqual([false, true, true]);
});

it('takes the richer one when the simple one is clearly behind', () => {
  expect(chooseCandidate([named('simple', losses(0.16, 0.01)), named('rich', losses(0.15))], customer).chosen).toBe(1);
});

it('never takes a learner that is behind the best baseline, however little', () => {
  const far = named('also behind', losses(0.16));
  const choice = chooseCandidate([named('baseline', losses(0.15), true), named('learner', losses(0.1501)), far], customer);
  expect(choice.chosen).toBe(0);
});

it('measures the error by customer: rows that repeat a customer add no certainty', () => {
  const once = chooseCandidate(
    [named('a', losses(0.2, 0.1)), named('b', losses(0.1))],
    Int32Array.from({ length: 400 }, (_, i) => i),
  );
  const doubled = (values: Float64Array) => Float64Array.from({ length: 800 }, (_, i) => values[i >> 1]!);
  const twice = chooseCandidate(
    [named('a', doubled(losses(0.2, 0.1))), named('b', doubled(losses(0.1)))],
    Int32Array.from({ length: 800 }, (_, i) => i >> 1),
  );
  expect(twice.standing[0]?.standardError).toBeCloseTo(once.standing[0]?.standardError ?? 0, 12);
});

it('takes a baseline only where no learner beats it: one standard error of a small block would let any heuristic through', () => {
  const choice = chooseCandidate([named('baseline', losses(0.19, 4), true), named('learner', losses(0.15))], customer);
  expect(choice.standing[0]?.withinOneError).toBe(true);
  expect(choice.chosen).toBe(1);
});
