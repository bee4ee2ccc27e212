/** What is added up over the customers of a period, by group; place 0 holds all of them. */
export const SUMS = [
  'customers',
  'lost',
  'returned',
  'gone',
  'weight',
  'weightSquared',
  'weightLost',
  'profitLost',
  'shippedBefore',
  'shippedAgain',
  'newcomers',
  'secondShipment',
  'confirmed',
  'wonBack',
  'offered',
  'saved',
] as const;
export type Sum = (typeof SUMS)[number];
export type PeriodSums = Readonly<Record<Sum, Float64Array>>;

/** Zeros for so many groups and the whole. */
export function newSums(groups: number): PeriodSums {
  return Object.fromEntries(SUMS.map((name) => [name, new Float64Array(groups + 1)])) as Record<Sum, Float64Array>;
}

/** Adds to the whole and to a group (code 0: to the whole only). */
export function addTo(sums: PeriodSums, name: Sum, group: number, amount = 1): void {
  const column = sums[name];
  column[0]! += amount;
  if (group > 0) column[group]! += amount;
}
