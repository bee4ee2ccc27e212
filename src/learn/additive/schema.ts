import { z } from 'zod';
import { isAscending, marginSchema, modelFeaturesSchema } from '../boosting/schema.js';
import { type AdditiveModel, type Axis, type Curve, cellCount, type PairTable } from './model.js';

/** A learner has up to 255 bins a feature, a table up to 33 cells a side. */
const MOST_CUTS = 254;
const MOST_CODES = 255;
const MOST_PAIRS = 100;
const MOST_FEATURES = 10_000;

const axisShape = {
  feature: z.int().min(0).max(MOST_FEATURES),
  cuts: z.array(z.number()).max(MOST_CUTS).refine(isAscending, 'cuts must rise').exactOptional(),
  codes: z.array(z.int().min(1).max(10_000_000)).max(MOST_CODES).refine(isAscending, 'codes must rise').exactOptional(),
};
const values = z.array(marginSchema).max(66_049);

const axis: z.ZodType<Axis> = z.strictObject(axisShape);
const curve: z.ZodType<Curve> = z
  .strictObject({ ...axisShape, values })
  .refine((one) => one.values.length === cellCount(one), 'a curve has one value for each cell');
const pair: z.ZodType<PairTable> = z
  .strictObject({ axes: z.tuple([axis, axis]), values })
  .refine(({ axes, values: table }) => table.length === cellCount(axes[0]) * cellCount(axes[1]), 'a table has one value for each cell');

/** A glass box from a file. */
export const additiveModelSchema: z.ZodType<AdditiveModel> = z
  .strictObject({
    kind: z.literal('additive'),
    features: modelFeaturesSchema,
    base: marginSchema,
    curves: z.array(curve).max(MOST_FEATURES),
    pairs: z.array(pair).max(MOST_PAIRS),
  })
  .refine(axesFit, 'an axis does not fit its feature');

function axesFit({ features, curves, pairs }: AdditiveModel): boolean {
  return [...curves, ...pairs.flatMap(({ axes }) => axes)].every((one) => {
    const feature = features[one.feature];
    if (feature === undefined) return false;
    return feature.categories === undefined
      ? one.cuts !== undefined && one.codes === undefined
      : one.codes !== undefined && one.cuts === undefined;
  });
}
