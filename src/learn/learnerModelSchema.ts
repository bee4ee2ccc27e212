import { z } from 'zod';
import { additiveModelSchema } from './additive/schema.js';
import { boostingModelSchema, modelFeaturesSchema, splitsFit, treesSchema } from './boosting/schema.js';
import type { ForestModel } from './forest/model.js';
import { type BlendModel, type LearnerModel, modelFeatures, type SingleLearnerModel } from './learnerModel.js';
import { logisticModelSchema } from './logistic/schema.js';
import type { OneFeatureModel } from './oneFeature.js';

const oneFeatureModelSchema: z.ZodType<OneFeatureModel> = z.strictObject({
  kind: z.literal('one-feature'),
  curve: logisticModelSchema.refine(({ features }) => features.length === 1, 'the curve must be over one feature'),
});

const forestModelSchema: z.ZodType<ForestModel> = z
  .strictObject({ kind: z.enum(['forest', 'ml-random-forest']), features: modelFeaturesSchema, trees: treesSchema })
  .refine(splitsFit, 'a split names a feature or a category list that does not exist')
  .refine(
    ({ trees }) => trees.length > 0 && trees.every(({ value }) => value.every((share) => share >= 0 && share <= 1)),
    'votes are shares',
  );

const SCHEMAS = {
  boosting: boostingModelSchema,
  additive: additiveModelSchema,
  logistic: logisticModelSchema,
  'one-feature': oneFeatureModelSchema,
  forest: forestModelSchema,
  'ml-random-forest': forestModelSchema,
} as const;

/** The schema named by `kind`; what differs is refused with the names that are known. */
function byKind<T>(schemas: Readonly<Record<string, z.ZodType<T>>>): z.ZodType<T> {
  return z.unknown().transform((value, context): T => {
    const kind = (value as { kind?: unknown } | null | undefined)?.kind;
    const schema = typeof kind === 'string' && Object.hasOwn(schemas, kind) ? schemas[kind] : undefined;
    const result = schema?.safeParse(value);
    if (result?.success) return result.data;
    const issues = result?.error.issues ?? [{ message: `"kind" must be one of ${Object.keys(schemas).join(', ')}`, path: ['kind'] }];
    for (const { message, path } of issues.slice(0, 20)) context.addIssue({ code: 'custom', message, path: [...path] });
    return z.NEVER;
  });
}

const blendModelSchema: z.ZodType<BlendModel> = z
  .strictObject({
    kind: z.literal('blend'),
    features: modelFeaturesSchema,
    members: z.array(byKind<SingleLearnerModel>(SCHEMAS)).min(1).max(20),
    weights: z.array(z.number().gt(0).max(1)).min(1).max(20),
  })
  .refine(({ members, weights }) => members.length === weights.length, 'one weight a member')
  .refine(({ weights }) => Math.abs(weights.reduce((a, b) => a + b, 0) - 1) < 1e-6, 'weights have the sum 1')
  .refine(({ features, members }) => {
    const names = new Set(features.map(({ name }) => name));
    return members.every((member) => modelFeatures(member).every((name) => names.has(name)));
  }, 'a member needs a feature that the blend does not name');

/**
 * Checks a learner read from a file: what passes can be scored with and explained without a crash, a loop or a number that is not
 * finite. Unknown keys are refused. O(size of the file).
 */
export const learnerModelSchema: z.ZodType<LearnerModel> = byKind<LearnerModel>({ ...SCHEMAS, blend: blendModelSchema });
