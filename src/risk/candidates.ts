import type { Text } from '../core/text.js';
import type { LearnerOptions } from '../learn/index.js';

/** One way to learn, or one heuristic to beat. */
export interface Candidate {
  /** Name in files and options. */
  readonly name: string;
  readonly title: Text;
  readonly isBaseline: boolean;
  /** Tried only where the option `learners` names it: it costs more than it is likely to bring. */
  readonly isOptional?: true;
  /** Options for a panel of so many rows. */
  readonly options: (rows: number) => LearnerOptions;
}

/** Panel size for which the leaf sizes below were measured; smaller panels take proportionally smaller leaves. */
const REFERENCE_ROWS = 150_000;
const SMALLEST_LEAF_ROWS = 20;

/** Rows in a leaf for a panel of so many. */
function leafRows(minRows: number, rows: number): number {
  return Math.min(minRows, Math.max(SMALLEST_LEAF_ROWS, Math.round((minRows * rows) / REFERENCE_ROWS)));
}

function boosting(leaves: number, learningRate: number, rounds: number, minRows: number): Candidate['options'] {
  return (rows) => ({
    kind: 'boosting',
    leaves,
    learningRate,
    rounds,
    minRowsPerLeaf: leafRows(minRows, rows),
    l2: 10,
    columnShare: 0.2,
  });
}

/**
 * Everything that is tried, simplest first, then what is tried on request: the order decides where several are equally good. The two heuristics are what any learner
 * must beat; the trees are small because decline shapes add up and hardly interact (science.md C, "Small trees").
 * A score joined from a classifier, a purchase process and a hazard is not among them: forward in time it was no better (`bench/joined.mjs`).
 */
export const CANDIDATES: readonly Candidate[] = [
  {
    name: 'days_since_last_shipment',
    title: { en: 'days since the last shipment', zh: '距上次发货天数' },
    isBaseline: true,
    options: () => ({ kind: 'one-feature', feature: 'days_since_last_shipment' }),
  },
  {
    name: 'gap_surprise',
    title: { en: 'surprise of the present gap', zh: '当前间隔的意外程度' },
    isBaseline: true,
    options: () => ({ kind: 'one-feature', feature: 'gap_surprise' }),
  },
  {
    name: 'logistic',
    title: { en: 'logistic regression', zh: '逻辑回归' },
    isBaseline: false,
    options: () => ({ kind: 'logistic', strength: 0.1 }),
  },
  {
    name: 'stumps',
    title: { en: 'additive boosting (stumps)', zh: '加性提升（树桩）' },
    isBaseline: false,
    options: boosting(2, 0.05, 600, 300),
  },
  {
    name: 'boosting_4',
    title: { en: 'boosting, 4 leaves', zh: '提升树，4 个叶子' },
    isBaseline: false,
    options: boosting(4, 0.03, 600, 300),
  },
  {
    name: 'boosting_7',
    title: { en: 'boosting, 7 leaves', zh: '提升树，7 个叶子' },
    isBaseline: false,
    options: boosting(7, 0.03, 600, 200),
  },
  {
    name: 'boosting_15',
    title: { en: 'boosting, 15 leaves', zh: '提升树，15 个叶子' },
    isBaseline: false,
    options: boosting(15, 0.05, 200, 50),
  },
  {
    name: 'elastic_net',
    title: { en: 'elastic-net logistic regression', zh: '弹性网络逻辑回归' },
    isBaseline: false,
    isOptional: true,
    options: () => ({ kind: 'logistic', strength: 0.1, l1Share: 0.5 }),
  },
  {
    name: 'additive',
    title: { en: 'additive glass box (curves and pairs)', zh: '可解释加性模型（曲线与成对项）' },
    isBaseline: false,
    isOptional: true,
    options: (rows) => ({
      kind: 'additive',
      learningRate: 0.1,
      rounds: 300,
      patience: 20,
      bags: 3,
      pairs: 5,
      l2: 10,
      minRowsPerLeaf: leafRows(300, rows),
    }),
  },
  {
    name: 'forest',
    title: { en: 'random forest', zh: '随机森林' },
    isBaseline: false,
    isOptional: true,
    options: (rows) => ({ kind: 'forest', trees: 100, leaves: 256, minRowsPerLeaf: leafRows(100, rows) }),
  },
];
