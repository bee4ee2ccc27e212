import { ensure } from '../core/errors.js';
import { philox } from '../core/random.js';
import { binNumbers } from './binNumbers.js';
import type { Matrix, MatrixFeature, RowKeys } from './matrix.js';
import { quantileCuts } from './quantileCuts.js';

/** How the values of one column become bins; bin 0 is missing. */
export interface FeatureBins {
  readonly name: string;
  /** Bins in use, the missing bin included: 1…256. */
  readonly binCount: number;
  /** Number column: bin b (1-based) holds the values v with cuts[b-2] < v <= cuts[b-1]. Empty on a category column. */
  readonly cuts: Float64Array;
  /** Category column: bin of each code 0…categories; frequent codes have a bin each, the others share `sharedBin`. */
  readonly binOfCode?: Uint8Array;
  /** Category column: the code of each bin. */
  readonly codeOfBin?: Int32Array;
  /** Category column: bin of rare and unseen codes; equal to `binCount` when none was seen. */
  readonly sharedBin?: number;
}

/** A matrix whose columns are bins: what histogram trees are grown from. */
export interface BinnedMatrix {
  readonly length: number;
  readonly features: readonly FeatureBins[];
  /** For each feature, shape (n,). */
  readonly columns: readonly Uint8Array[];
}

const SAMPLE_ROWS = 65_536;
const SAMPLE_PURPOSE = 0x62696e73;

/**
 * Parts every column into at most `bins` quantile bins and one for missing values.
 *
 * @param matrix - checked by the caller (`checkMatrix`)
 * @param bins - 2…255
 * @param rowKeys - with more than 65,536 rows the cuts come from a sample of about as many, keyed by these
 * @remarks O(rows × columns × log bins). The same whatever the order of the rows, when they carry keys.
 */
export function binMatrix(matrix: Matrix, bins = 255, rowKeys?: RowKeys): BinnedMatrix {
  ensure(Number.isInteger(bins) && bins >= 2 && bins <= 255, 'bad-parameter', () => ({
    en: `bins is ${bins}; it must be a whole number from 2 to 255.`,
    zh: `bins 为 ${bins}；必须是 2 到 255 的整数。`,
  }));
  const sample = sampleRows(matrix.length, rowKeys);
  const features = matrix.features.map((feature) =>
    feature.categories === undefined ? numberBins(feature, bins, sample) : categoryBins(feature, feature.categories, bins),
  );
  return applyBins(matrix.features, matrix.length, features);
}

/** Throws `length-mismatch` unless the bins, if given, are of this matrix. */
export function checkBinned(binned: BinnedMatrix | undefined, matrix: Matrix): void {
  const fits = binned === undefined || (binned.length === matrix.length && binned.features.length === matrix.features.length);
  ensure(fits && (binned?.features ?? []).every(({ name }, f) => name === matrix.features[f]!.name), 'length-mismatch', () => ({
    en: 'data.binned was not made from this matrix; call binMatrix(matrix) again, or leave it out.',
    zh: 'data.binned 与该矩阵不符；请重新调用 binMatrix(matrix)，或不提供它。',
  }));
}

/** The same bins laid over other rows, for example a validation set; `matrix.features` in the order of `features`. */
export function applyBins(columns: readonly MatrixFeature[], length: number, features: readonly FeatureBins[]): BinnedMatrix {
  return { length, features, columns: features.map((bins, f) => binColumn(columns[f]!.values, bins)) };
}

/** Rows that decide the cuts, or undefined for all. */
function sampleRows(rows: number, keys: RowKeys | undefined): Int32Array | undefined {
  if (rows <= SAMPLE_ROWS) return undefined;
  const chosen = new Int32Array(rows);
  const threshold = (SAMPLE_ROWS / rows) * 4294967296;
  const block = new Uint32Array(4);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    philox(0, SAMPLE_PURPOSE, keys ? keys.high[row]! : 0, keys ? keys.low[row]! : row, 0, 0, block);
    if (block[0]! < threshold) chosen[count++] = row;
  }
  return chosen.subarray(0, count);
}

function numberBins(feature: MatrixFeature, bins: number, sample: Int32Array | undefined): FeatureBins {
  const source = feature.values;
  const present = new Float64Array(sample ? sample.length : source.length);
  let count = 0;
  for (let i = 0; i < present.length; i++) {
    const value = source[sample ? sample[i]! : i]!;
    if (!Number.isNaN(value)) present[count++] = value;
  }
  const cuts = quantileCuts(present.subarray(0, count).sort(), bins);
  return { name: feature.name, binCount: cuts.length + 2, cuts };
}

function categoryBins(feature: MatrixFeature, categories: number, bins: number): FeatureBins {
  const counts = new Float64Array(categories + 1);
  for (const code of feature.values) if (code > 0) counts[code]!++;
  const byCount = Array.from(counts.keys()).filter((code) => counts[code]! > 0);
  byCount.sort((a, b) => counts[b]! - counts[a]! || a - b);
  const frequent = byCount.length < bins ? byCount : byCount.slice(0, bins - 1);
  const sharedBin = frequent.length + 1;
  const binOfCode = new Uint8Array(categories + 1).fill(sharedBin);
  binOfCode[0] = 0;
  for (const [index, code] of frequent.entries()) binOfCode[code] = index + 1;
  const codeOfBin = Int32Array.of(0, ...frequent);
  return { name: feature.name, binCount: sharedBin + 1, cuts: new Float64Array(0), binOfCode, codeOfBin, sharedBin };
}

function binColumn(values: Float64Array, bins: FeatureBins): Uint8Array {
  return bins.binOfCode ? binCodes(values, bins.binOfCode, bins.sharedBin!) : binNumbers(values, bins.cuts);
}

function binCodes(values: Float64Array, binOfCode: Uint8Array, sharedBin: number): Uint8Array {
  const out = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const code = values[row]!;
    out[row] = code > 0 ? (binOfCode[code] ?? sharedBin) : 0;
  }
  return out;
}
