import fc from 'fast-check';

export interface Rows {
  readonly score: number[];
  readonly truth: number[];
  readonly weights: number[];
}

/** Random rows of which both outcomes have weight, with many ties; scores are probabilities in steps of 1/8. */
export const someRows: fc.Arbitrary<Rows> = fc
  .array(
    fc.record({ score: fc.integer({ min: 0, max: 8 }), truth: fc.integer({ min: 0, max: 1 }), weight: fc.integer({ min: 0, max: 3 }) }),
    {
      minLength: 2,
      maxLength: 30,
    },
  )
  .map((list) => ({ score: list.map((row) => row.score / 8), truth: list.map((row) => row.truth), weights: list.map((row) => row.weight) }))
  .filter(({ truth, weights }) => [0, 1].every((outcome) => truth.some((value, i) => value === outcome && (weights[i] ?? 0) > 0)));

/** Every row written as often as its weight says. */
export function repeated({ score, truth, weights }: Rows): Rows {
  const each = (column: number[]): number[] => column.flatMap((value, i) => new Array<number>(weights[i] ?? 0).fill(value));
  return { score: each(score), truth: each(truth), weights: each(weights.map(() => 1)) };
}
