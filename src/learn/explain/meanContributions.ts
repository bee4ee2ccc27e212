import type { Contributions } from './contributions.js';

/** Contributions to the mean of several margins: those of all models averaged, a column that one does not have counting 0 there. */
export function meanContributions(each: readonly Contributions[]): Contributions {
  const features = [...new Set(each.flatMap((own) => own.features))];
  const place = new Map(features.map((name, at) => [name, at]));
  const width = features.length;
  const [first] = each;
  const rows = first === undefined || first.features.length === 0 ? 0 : first.values.length / first.features.length;
  const values = new Float64Array(rows * width);
  for (const own of each) {
    const places = Int32Array.from(own.features, (name) => place.get(name)!);
    for (let row = 0, at = 0; row < rows; row++)
      for (let feature = 0; feature < places.length; feature++, at++)
        values[row * width + places[feature]!]! += own.values[at]! / each.length;
  }
  return { base: each.reduce((sum, { base }) => sum + base, 0) / each.length, features, values };
}
