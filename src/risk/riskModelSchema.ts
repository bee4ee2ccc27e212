import { z } from 'zod';
import { METRIC_NAMES, type MetricName } from '../evaluate/index.js';
import { type LearnerModel, modelFeatures } from '../learn/index.js';
import { learnerModelSchema } from '../learn/learnerModelSchema.js';
import type { RiskModel } from './riskModel.js';

const MOST_FEATURES = 2000;
const MOST_LEVELS = 200_000;
const MOST_MEMBERS = 100;

const text = z.string().max(500);
const both = z.strictObject({ en: z.string().max(2000), zh: z.string().max(2000) });
const count = z.number().int().min(0);
const number = z.number();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const hash = z.string().regex(/^[0-9a-f]{16}$/);

const feature = z.strictObject({ id: text, levels: z.array(z.string().max(10_000)).max(MOST_LEVELS).optional() });

/** Bounds far beyond any recalibration, within which no interval overflows. */
const MOST_SHIFT = 1e6;
const MOST_VARIANCE = 1e12;

const recalibration = z.strictObject({
  a: number.min(-MOST_SHIFT).max(MOST_SHIFT),
  b: number.positive().max(MOST_SHIFT),
  varianceA: number.min(0).max(MOST_VARIANCE),
  covariance: number.min(-MOST_VARIANCE).max(MOST_VARIANCE),
  varianceB: number.min(0).max(MOST_VARIANCE),
  churners: count,
});

const predictionFields = {
  horizonDays: z.number().int().min(1).max(3660),
  candidate: text,
  features: z.array(feature).min(1).max(MOST_FEATURES),
  members: z.array(learnerModelSchema).min(1).max(MOST_MEMBERS),
  recalibration,
};
/** What the checks below look at. */
interface Prediction {
  readonly features: readonly { readonly id: string }[];
  readonly members: readonly LearnerModel[];
}
const listsOnce = ({ features }: Prediction): boolean => new Set(features.map(({ id }) => id)).size === features.length;
const listsAll = ({ features, members }: Prediction): boolean => {
  const known = new Set(features.map(({ id }) => id));
  return members.every((member) => modelFeatures(member).every((name) => known.has(name)));
};
const [TWICE, UNLISTED] = ['a feature is listed twice', 'a member reads a feature that is not listed'];
const prediction = z.strictObject(predictionFields).refine(listsOnce, TWICE).refine(listsAll, UNLISTED);
const predictions = z
  .strictObject({ ...predictionFields, downgrade: prediction.optional() })
  .refine(listsOnce, TWICE)
  .refine(listsAll, UNLISTED);

/** Ascending edges, and one count more than there are bins: that of missing values. */
const binFields = { edges: z.array(number).max(100), counts: z.array(number.min(0)).max(102), usualShift: number.min(0).optional() };
const bins = z.strictObject(binFields).refine(binsFit, 'edges must ascend, with two counts more');
const featureBins = z.strictObject({ id: text, ...binFields }).refine(binsFit, 'edges must ascend, with two counts more');

function binsFit({ edges, counts }: { edges: number[]; counts: number[] }): boolean {
  return counts.length === edges.length + 2 && edges.every((edge, place) => place === 0 || edges[place - 1]! < edge);
}

const measured = z.strictObject({ estimate: number.nullable(), low: number.nullable(), high: number.nullable() });
const evaluation = z.strictObject(Object.fromEntries(METRIC_NAMES.map((name) => [name, measured])) as Record<MetricName, typeof measured>);
const customers = z.strictObject({
  left: count,
  stayed: count,
  already_gone: count,
  censored: count,
  ...Object.fromEntries(
    (['downgraded', 'left_otherwise', 'already_down', 'not_upper_tier'] as const).map((name) => [name, count.optional()]),
  ),
});
const reliability = z.array(z.strictObject({ rows: number, left: number, mean_probability: number, left_rate: number })).max(100);

const leakage = z.strictObject({
  rows: count,
  left: count,
  suspects: z
    .array(z.strictObject({ name: text, kind: z.enum(['separates', 'missing', 'rewritten']), size: number, rows: count, text: both }))
    .max(2 * MOST_FEATURES),
  text: both,
});

const report = z.strictObject({
  asOf: day,
  horizonDays: count,
  stepDays: count,
  lapseRule: z.strictObject({ kind: text, epsilon: number.nullable(), returnRate: number.nullable() }),
  blocks: z
    .array(z.strictObject({ name: z.enum(['fit', 'validation', 'refit', 'test', 'all']), from: day, to: day, cutoffs: count, customers }))
    .max(5),
  candidates: z
    .array(
      z.strictObject({
        name: text,
        title: both,
        isBaseline: z.boolean(),
        chosen: z.boolean(),
        rounds: number.nullable(),
        validationLoss: number.nullable(),
        behindBest: number.nullable(),
        standardError: number.nullable(),
        test: evaluation,
      }),
    )
    .max(100),
  chosen: text,
  choice: both,
  evaluation,
  reliability,
  recalibration,
  droppedFeatures: z.array(z.strictObject({ id: text, missing: z.array(text).max(100) })).max(MOST_FEATURES),
  undatedFeatures: z.array(text).max(MOST_FEATURES),
  leakage: leakage.optional(),
  downgrade: z.strictObject({ customers, chosen: text.nullable(), evaluation: evaluation.nullable(), reliability, text: both }).optional(),
});

const recalibrated = z.strictObject({
  asOf: day,
  from: day,
  to: day,
  cutoffs: count,
  leavers: count,
  method: z.enum(['logistic', 'shift']),
  ratioBefore: number,
  previousId: hash,
  text: both,
});

const card = z.strictObject({
  asOf: day,
  options: z.strictObject({ horizonDays: count, stepDays: count, seed: count, seeds: count, learners: z.array(text).max(100) }),
  data: z.strictObject({ rows: count, churners: count, customers: count, firstCutoff: day, lastCutoff: day, fingerprint: hash }),
  reference: z.strictObject({ score: bins, features: z.array(featureBins).max(MOST_FEATURES) }),
  report,
  recalibrated: recalibrated.optional(),
});

/** Everything a model file may hold; unknown keys are refused. What passes can be scored with. */
export const riskModelSchema: z.ZodType<RiskModel> = z.strictObject({
  format: z.literal('holdfast-risk'),
  version: z.literal(1),
  id: hash,
  model: predictions,
  card,
}) as unknown as z.ZodType<RiskModel>;
