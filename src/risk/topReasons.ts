/** Of so many seeds a family must raise the risk before it is told as a reason. */
const AGREEMENT = 0.8;
/** A feature that carries less than this of its family's sum is told as one of several. */
const MAIN_SHARE = 0.5;

/** One family of features that raises a customer's risk. */
export interface FamilyReason {
  readonly family: string;
  /** Position of its feature with the largest contribution. */
  readonly feature: number;
  /** Mean over the seeds of the family's sum, on the margin. */
  readonly contribution: number;
  /** Whether the feature alone carries less than half of it. */
  readonly isShared: boolean;
}

/**
 * The families of features that raise the risk most. Features of one family tell nearly the same story, and trees share the credit
 * among them at random; so contributions are summed inside a family first, and a family counts only where four of five seeds agree
 * on its sign and its mean is more than one standard deviation of the seeds (science.md F).
 *
 * @param contributions - for each seed: what each feature adds to the margin, shape (features,)
 * @param families - family of each feature
 * @param tellable - whether a person can be told of the feature; a family none of whose raising features can be told is left out
 */
export function topReasons(
  contributions: readonly Float64Array[],
  families: readonly string[],
  tellable: (feature: number) => boolean = () => true,
  most = 3,
): FamilyReason[] {
  return [...new Set(families)]
    .map((family) => familyReason(contributions, families, family, tellable))
    .filter((reason): reason is FamilyReason => reason !== undefined)
    .sort((a, b) => b.contribution - a.contribution || a.feature - b.feature)
    .slice(0, most);
}

function familyReason(
  contributions: readonly Float64Array[],
  families: readonly string[],
  family: string,
  tellable: (feature: number) => boolean,
): FamilyReason | undefined {
  const members = families.flatMap((name, feature) => (name === family ? [feature] : []));
  const sums = contributions.map((seed) => members.reduce((sum, feature) => sum + seed[feature]!, 0));
  const contribution = sums.reduce((a, b) => a + b, 0) / sums.length;
  if (!(contribution > 0) || !isStable(sums, contribution)) return undefined;
  const mean = (feature: number): number => contributions.reduce((sum, seed) => sum + seed[feature]!, 0) / contributions.length;
  const told = members.filter((feature) => mean(feature) > 0 && tellable(feature));
  if (told.length === 0) return undefined;
  const feature = told.reduce((strongest, candidate) => (mean(candidate) > mean(strongest) ? candidate : strongest));
  return { family, feature, contribution, isShared: mean(feature) < MAIN_SHARE * contribution };
}

function isStable(sums: readonly number[], mean: number): boolean {
  if (sums.filter((sum) => sum > 0).length < AGREEMENT * sums.length) return false;
  const squares = sums.reduce((total, sum) => total + (sum - mean) * (sum - mean), 0);
  return mean > Math.sqrt(squares / Math.max(1, sums.length - 1));
}
