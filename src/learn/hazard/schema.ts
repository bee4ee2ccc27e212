import { z } from 'zod';
import { learnerModelSchema } from '../learnerModelSchema.js';
import type { HazardModel } from './fitHazard.js';

/** A hazard model from a file. */
export const hazardModelSchema: z.ZodType<HazardModel> = z.strictObject({
  kind: z.literal('hazard'),
  learner: learnerModelSchema,
  lastPeriod: z.int().min(1).max(1_000_000),
});
