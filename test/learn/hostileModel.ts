import { expect } from 'vitest';
import { contributions, type Matrix, modelFeatures, predictMargin } from '../../src/learn/index.js';
import { learnerModelSchema } from '../../src/learn/learnerModelSchema.js';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Accepted by the schema? If so, and its columns are there, it must score and explain with finite numbers. */
export function survives(value: unknown, matrix: Matrix): boolean {
  const read = learnerModelSchema.safeParse(value);
  if (!read.success) return false;
  const names = new Set(matrix.features.map(({ name }) => name));
  const lacking = modelFeatures(read.data).some((name) => !names.has(name));
  if (lacking) return true;
  for (const margin of predictMargin(read.data, matrix)) expect(Number.isFinite(margin)).toBe(true);
  const explained = contributions(read.data, matrix);
  expect(Number.isFinite(explained.base + explained.values.reduce((a, b) => a + b, 0))).toBe(true);
  return true;
}

/** Every place of a JSON value, as the object that holds it and its key. */
export function places(
  value: Json,
  found: [Json[] | { [key: string]: Json }, string][] = [],
): [Json[] | { [key: string]: Json }, string][] {
  if (value === null || typeof value !== 'object') return found;
  for (const key of Object.keys(value)) {
    found.push([value, key]);
    places((value as { [key: string]: Json })[key]!, found);
  }
  return found;
}
