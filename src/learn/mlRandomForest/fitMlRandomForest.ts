import { ensure } from '../../core/errors.js';
import { uniformAt } from '../../core/random.js';
import { breathe, type RunOptions, throwIfAborted } from '../../core/run.js';
import { quantile } from '../../math/quantile.js';
import type { Tree } from '../boosting/model.js';
import type { ForestModel } from '../forest/model.js';
import { inKeyOrder } from '../keyOrder.js';
import { checkTrainingData, type TrainingData } from '../matrix.js';
import { within } from '../optionChecks.js';
import { forestTree, type PackageNode } from './toTree.js';

export interface MlRandomForestOptions {
  /** Trees; 1…1,000. Default 50. */
  readonly trees?: number;
  /** Rows drawn for a tree at most; the package's cost grows with their square. Default 1,000. */
  readonly rowsPerTree?: number;
  /** Columns of a tree; default √p. */
  readonly columnsPerTree?: number;
  /** A node of so many rows or fewer is a leaf. Default 20. */
  readonly minRowsPerLeaf?: number;
  /** Default 1. */
  readonly seed?: number;
}

/** More rows than this are refused: an hour would not be enough. */
const MOST_ROWS = 5000;
const ROW_PURPOSE = 0x666f7265;

/**
 * Random forest of the package `ml-random-forest`, for comparison and small data.
 *
 * @param given - at most 5,000 rows without weights; categories are compared by code, missing values replaced by the column's median
 * @returns trees as plain arrays; the mean of their leaves' shares is counted here, because at a churn rate of some percent whole
 *   votes would nearly all be 0, and the package's own `predictProbability` drops the first vote
 * @throws HoldfastError those of the data, and `bad-parameter` above 5,000 rows
 * @remarks O(trees × columns × rows²). Same seed, same rows in the same order, or in any order with keys: same bits.
 * @example
 * ```ts
 * const gap = Float64Array.from({ length: 80 }, (_, row) => row % 40);
 * const matrix = { length: 80, features: [{ name: 'gap_days', values: gap }] };
 * const { model } = await fitMlRandomForest({ trees: 3 }, { matrix, outcome: gap.map((days) => (days > 30 ? 1 : 0)) });
 * predictMargin(model, matrix)[0] < 0; // => true
 * ```
 */
export async function fitMlRandomForest(
  options: MlRandomForestOptions,
  given: TrainingData,
  run: RunOptions = {},
): Promise<{ model: ForestModel; report: Record<never, never> }> {
  checkTrainingData(given);
  ensure(given.weights === undefined, 'bad-parameter', () => ({
    en: 'ml-random-forest takes no weights; leave them out, or use the learner "forest".',
    zh: 'ml-random-forest 不支持权重；请去掉权重，或使用学习器“forest”。',
  }));
  const data = inKeyOrder(given);
  const settings = settingsOf(options, data);
  const { matrix } = data;
  const medians = matrix.features.map(
    ({ values }) =>
      quantile(
        values.filter((value) => !Number.isNaN(value)),
        0.5,
      ) || 0,
  );
  const trees: Tree[] = [];
  for (let tree = 0; tree < settings.trees; tree++) {
    const chosen = drawRows(matrix.length, settings.rowsPerTree, settings.seed, tree);
    const rows = chosen.map((row) => matrix.features.map(({ values }, f) => (Number.isNaN(values[row]!) ? medians[f]! : values[row]!)));
    const { root, columns } = await growOne(
      rows,
      chosen.map((row) => data.outcome[row]!),
      settings,
      tree,
    );
    trees.push(forestTree(root, columns, medians, rows));
    run.onProgress?.({ stage: 'ml-random-forest', done: tree + 1, total: settings.trees });
    await breathe();
    throwIfAborted(run.signal);
  }
  const features = matrix.features.map(({ name }) => ({ name }));
  return { model: { kind: 'ml-random-forest', features, trees }, report: {} };
}

function settingsOf(options: MlRandomForestOptions, { matrix }: TrainingData): Required<MlRandomForestOptions> {
  ensure(matrix.length <= MOST_ROWS, 'bad-parameter', () => ({
    en: `ml-random-forest takes at most ${MOST_ROWS} rows, got ${matrix.length}; use the default learner "boosting", which has no such limit.`,
    zh: `ml-random-forest 最多接受 ${MOST_ROWS} 行，实际为 ${matrix.length} 行；请使用没有此限制的默认学习器“boosting”。`,
  }));
  const columns = matrix.features.length;
  return {
    trees: within('trees', options.trees ?? 50, 1, 1000, true),
    rowsPerTree: within('rowsPerTree', options.rowsPerTree ?? 1000, 1, MOST_ROWS, true),
    columnsPerTree: within('columnsPerTree', options.columnsPerTree ?? Math.round(Math.sqrt(columns)), 1, columns, true),
    minRowsPerLeaf: within('minRowsPerLeaf', options.minRowsPerLeaf ?? 20, 1, MOST_ROWS, true),
    seed: within('seed', options.seed ?? 1, 0, 2147483647, true),
  };
}

/** The rows with the smallest draws, ascending. */
function drawRows(rows: number, most: number, seed: number, tree: number): number[] {
  const all = Array.from({ length: rows }, (_, row) => row);
  if (rows <= most) return all;
  const draw = all.map((row) => uniformAt(seed, ROW_PURPOSE, tree, row));
  return all
    .sort((a, b) => draw[a]! - draw[b]! || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}

/** What is used of the package; its own types stay out of ours. */
interface Forest {
  train(rows: readonly (readonly number[])[], outcome: readonly number[]): void;
  readonly indexes: readonly (readonly number[])[];
  readonly estimators: readonly { readonly root: PackageNode }[];
}

/** One tree a forest, so that progress shows and an abort arrives. Loaded when first used: most users never need it. */
async function growOne(
  rows: readonly (readonly number[])[],
  outcome: readonly number[],
  settings: Required<MlRandomForestOptions>,
  tree: number,
): Promise<{ root: PackageNode; columns: readonly number[] }> {
  const { RandomForestClassifier } = (await import('ml-random-forest')) as unknown as {
    RandomForestClassifier: new (options: object) => Forest;
  };
  const forest = new RandomForestClassifier({
    seed: Math.floor(uniformAt(settings.seed, ROW_PURPOSE, tree, -1) * 2147483647),
    nEstimators: 1,
    // A whole number of columns; the package reads 1 as "all of them".
    maxFeatures: settings.columnsPerTree === 1 && rows[0]!.length > 1 ? 1 / rows[0]!.length + 1e-9 : settings.columnsPerTree,
    replacement: false,
    noOOB: true,
    treeOptions: { gainThreshold: 0, minNumSamples: settings.minRowsPerLeaf, maxDepth: 30 },
  });
  forest.train(rows, outcome);
  return { root: forest.estimators[0]!.root, columns: forest.indexes[0]! };
}
