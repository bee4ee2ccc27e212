import type { Contributions } from '../explain/contributions.js';

/** Contributions of a weighted mean of margins: the weighted sum of the members', by feature name. */
export function blendContributions(
  features: readonly string[],
  members: readonly Contributions[],
  weights: readonly number[],
): Contributions {
  const width = features.length;
  const place = new Map(features.map((name, index) => [name, index]));
  const rows = (members[0]?.values.length ?? 0) / Math.max(1, members[0]?.features.length ?? 1);
  const values = new Float64Array(rows * width);
  let base = 0;
  for (const [index, member] of members.entries()) {
    const weight = weights[index]!;
    base += weight * member.base;
    for (const [column, name] of member.features.entries())
      for (let row = 0, at = place.get(name)!, from = column; row < rows; row++, at += width, from += member.features.length)
        values[at]! += weight * member.values[from]!;
  }
  return { base, features, values };
}
