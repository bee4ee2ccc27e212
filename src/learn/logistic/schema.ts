import { z } from 'zod';
import { isAscending, marginSchema, modelFeaturesSchema } from '../boosting/schema.js';
import type { CategoryTerm, LogisticModel, NumberTerm } from './model.js';

const MOST_TERMS = 10_000;
const position = z.int().min(0).max(MOST_TERMS);
const rising = z.array(z.number()).max(1000).refine(isAscending, 'landmarks must rise');

const numberTerm: z.ZodType<NumberTerm> = z
  .strictObject({ feature: position, x: rising, z: rising, weight: marginSchema, missing: marginSchema, mean: marginSchema })
  .refine(({ x, z }) => x.length === z.length && z.every((score) => Math.abs(score) < 100), 'x and z must be of one length');

const categoryTerm: z.ZodType<CategoryTerm> = z
  .strictObject({
    feature: position,
    codes: z.array(z.int().min(0)).max(MOST_TERMS).refine(isAscending, 'codes must rise'),
    weights: z.array(marginSchema).max(MOST_TERMS),
    mean: marginSchema,
  })
  .refine(({ codes, weights }) => codes.length === weights.length, 'one weight a code');

/** A logistic model from a file: terms in range, each feature in one term at most. */
export const logisticModelSchema: z.ZodType<LogisticModel> = z
  .strictObject({
    kind: z.literal('logistic'),
    features: modelFeaturesSchema,
    intercept: marginSchema,
    numbers: z.array(numberTerm).max(MOST_TERMS),
    categories: z.array(categoryTerm).max(MOST_TERMS),
  })
  .refine(termsFit, 'a term names a feature that does not exist, or twice');

function termsFit({ features, numbers, categories }: LogisticModel): boolean {
  const used = [...numbers, ...categories].map(({ feature }) => feature);
  return used.every((feature) => feature < features.length) && new Set(used).size === used.length;
}
