import { ensure } from '../../core/errors.js';
import { uniformAt } from '../../core/random.js';
import type { MatrixFeature } from '../matrix.js';

/** What a split may use, beside the best gain. */
export interface PathLimits {
  /** Splits on a path at most. */
  readonly maxDepth: number;
  /** Of each group of features that may meet on a path: 1 for its members. Undefined where all may meet. */
  readonly groups: readonly Uint8Array[] | undefined;
  /** Share of the tree's columns drawn for each split. */
  readonly columnShare: number;
  readonly seed: number;
  readonly tree: number;
}

const SPLIT_PURPOSE = 0x73706c69;

/** Members of each group by position; a feature in no group is a group of its own. Throws `bad-parameter` for a name that is not there. */
export function interactionGroups(
  groups: readonly (readonly string[])[] | undefined,
  features: readonly MatrixFeature[],
): readonly Uint8Array[] | undefined {
  if (groups === undefined) return undefined;
  const place = new Map(features.map(({ name }, position) => [name, position]));
  const members = groups.map((names) => {
    const group = new Uint8Array(features.length);
    for (const name of names) group[placeOf(place, name)] = 1;
    return group;
  });
  const alone = features.flatMap((_, feature) => (members.some((group) => group[feature] === 1) ? [] : [feature]));
  return [...members, ...alone.map((feature) => Uint8Array.from(features, (_, other) => (other === feature ? 1 : 0)))];
}

function placeOf(place: ReadonlyMap<string, number>, name: string): number {
  const position = place.get(name);
  ensure(position !== undefined, 'bad-parameter', () => ({
    en: `interactions names "${name}", which is no column of the matrix; check the spelling.`,
    zh: `interactions 中的“${name}”不是矩阵的列；请检查拼写。`,
  }));
  return position;
}

/**
 * Features that a node may split by: 1 by position; undefined for all.
 *
 * @param path - features split by above the node
 * @param node - number of the node in its tree
 * @param selected - the tree's columns
 */
export function allowedFeatures(
  limits: PathLimits,
  path: readonly number[],
  node: number,
  selected: Int32Array,
  features: number,
): Uint8Array | undefined {
  const { groups, columnShare } = limits;
  if (columnShare === 1 && (groups === undefined || path.length === 0)) return undefined;
  const allowed = new Uint8Array(features);
  const drawn = columnShare === 1 ? selected : drawnColumns(limits, node, selected);
  const open = groups?.filter((group) => path.every((feature) => group[feature] === 1));
  for (const feature of drawn) allowed[feature] = open === undefined || open.some((group) => group[feature] === 1) ? 1 : 0;
  return allowed;
}

/** The share of the tree's columns with the smallest draws, at least one. */
function drawnColumns({ columnShare, seed, tree }: PathLimits, node: number, selected: Int32Array): Int32Array {
  const draw = new Map(Array.from(selected, (column) => [column, uniformAt(seed, SPLIT_PURPOSE, tree, node, column)]));
  const most = Math.max(1, Math.round(columnShare * selected.length));
  return selected
    .slice()
    .sort((a, b) => draw.get(a)! - draw.get(b)! || a - b)
    .subarray(0, most);
}
