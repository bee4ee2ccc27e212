import type { TrainingData } from '../../src/learn/index.js';

const EFFECTS = [0, 0.9, -0.9, 1.4, -1.4, 0.3, -0.3, 0, 0.6, -0.6, 2, -2, 0];
const COLUMNS = 10;

/** The rows of test/oracle/learn/lightgbm_auc.py, from the same generator. */
export function generatedRows(rows: number): { columns: Float64Array[]; outcome: Float64Array } {
  let state = 2024;
  const draw = (): number => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const columns = Array.from({ length: COLUMNS }, () => new Float64Array(rows));
  const outcome = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const u = Array.from({ length: COLUMNS }, draw) as [number, number, number, number, number, number, number, number, number, number];
    const hole = u[9] < 0.7 ? u[3] : Number.NaN;
    const x = [
      u[0] * 10 - 5,
      u[1] < 0.5 ? Math.floor(u[1] * 4) : 0,
      -Math.log(1 - u[2]),
      hole,
      Math.floor(u[4] * 12) + 1,
      u[5],
      u[6],
      u[7] * u[8],
      Math.floor(u[8] * 3),
      u[0] * u[5],
    ];
    const margin =
      -2 +
      0.3 * x[0]! +
      0.5 * x[1]! +
      0.4 * x[2]! * x[6]! +
      (Number.isNaN(hole) ? 0.8 : hole) +
      EFFECTS[x[4]!]! +
      (x[0]! > 2 && u[6] > 0.5 ? 1 : 0);
    for (let f = 0; f < COLUMNS; f++) columns[f]![row] = x[f]!;
    outcome[row] = draw() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
  }
  return { columns, outcome };
}

/** Some of them, to learn from or to score. */
export function partOf({ columns, outcome }: ReturnType<typeof generatedRows>, start: number, end: number): TrainingData {
  const features = columns.map((values, f) => ({
    name: `x${f}`,
    values: values.slice(start, end),
    ...(f === 4 ? { categories: 12 } : {}),
  }));
  return { matrix: { length: end - start, features }, outcome: outcome.slice(start, end) };
}
