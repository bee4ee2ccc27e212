/** One row of a small table: numbers in the held unit (1/10,000 of money, minutes, days), NaN missing; words and texts, '' missing. Choices by their schema value. */
export type SmallRow = Readonly<Record<string, number | string>>;

/** A number of the future of the records: missing. */
export function knownBefore(value: number, end: number): number {
  return value < end ? value : Number.NaN;
}
