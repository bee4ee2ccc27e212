import type { Split, SplitRules } from '../boosting/split.js';

/** Rows up to which a node touches so few of 256 bins that looking at all of them costs more. */
export const MOST_SPARSE_ROWS = 200;

/** By bin: −ones, weight and rows; zeros between calls. */
const cells = new Float64Array(768);
/** One bit for each bin in use; zeros between calls. */
const used = new Int32Array(8);

/**
 * Best threshold of one number column for the rows of a small node: as `numberSplit` without penalty and bounds, but only the bins in
 * use are looked at.
 *
 * @param bytes - bins row after row, `width` columns: the columns of a row share a cache line
 * @param pairs - for each row of the node in turn: −outcome × weight and weight, whole numbers
 * @param gradient - sum of the first of the pair over the node
 * @param hessian - sum of the second
 * @param beat - score that must be beaten
 * @remarks O(rows + bins in use).
 */
export function sparseSplit(
  bytes: Uint8Array,
  width: number,
  rows: Int32Array,
  start: number,
  end: number,
  pairs: Float64Array,
  gradient: number,
  hessian: number,
  { minRows }: SplitRules,
  feature: number,
  beat: number,
): Split | undefined {
  for (let i = start; i < end; i++) {
    const own = 2 * (i - start);
    const bin = bytes[rows[i]! * width + feature]!;
    used[bin >> 5]! |= 1 << (bin & 31);
    cells[3 * bin]! += pairs[own]!;
    cells[3 * bin + 1]! += pairs[own + 1]!;
    cells[3 * bin + 2]!++;
  }
  const [missingGradient, missingHessian, missingRows] = [cells[0]!, cells[1]!, cells[2]!];
  const someMissing = missingRows > 0;
  const all = end - start;
  let [leftGradient, leftHessian, leftRows] = [0, 0, 0];
  let [rightGain, rightBin, rightGradient, rightHessian, rightRows] = [beat, 0, 0, 0, 0];
  let [leftGain, leftBin, missingLeftGradient, missingLeftHessian, missingLeftRows] = [beat, 0, 0, 0, 0];
  for (let word = 0; word < 8; word++) {
    for (let bits = used[word]!; bits !== 0; bits &= bits - 1) {
      const bin = 32 * word + 31 - Math.clz32(bits & -bits);
      const at = 3 * bin;
      const [ownGradient, ownHessian, ownRows] = [cells[at]!, cells[at + 1]!, cells[at + 2]!];
      cells[at] = 0;
      cells[at + 1] = 0;
      cells[at + 2] = 0;
      if (bin === 0) continue;
      leftGradient += ownGradient;
      leftHessian += ownHessian;
      leftRows += ownRows;
      if (leftRows >= minRows && all - leftRows >= minRows) {
        const gain = score(leftGradient, leftHessian) + score(gradient - leftGradient, hessian - leftHessian);
        if (gain > rightGain)
          [rightGain, rightBin, rightGradient, rightHessian, rightRows] = [gain, bin, leftGradient, leftHessian, leftRows];
      }
      if (someMissing && leftRows + missingRows >= minRows && all - leftRows - missingRows >= minRows) {
        const [withGradient, withHessian] = [leftGradient + missingGradient, leftHessian + missingHessian];
        const gain = score(withGradient, withHessian) + score(gradient - withGradient, hessian - withHessian);
        if (gain > leftGain)
          [leftGain, leftBin, missingLeftGradient, missingLeftHessian, missingLeftRows] = [
            gain,
            bin,
            withGradient,
            withHessian,
            leftRows + missingRows,
          ];
      }
    }
    used[word] = 0;
  }
  if (leftGain > rightGain)
    return {
      feature,
      bin: leftBin,
      missingLeft: true,
      gain: leftGain,
      leftGradient: missingLeftGradient,
      leftHessian: missingLeftHessian,
      leftRows: missingLeftRows,
    };
  if (rightBin === 0) return undefined;
  const missingLeft = !someMissing && 2 * rightRows >= all;
  return {
    feature,
    bin: rightBin,
    missingLeft,
    gain: rightGain,
    leftGradient: rightGradient,
    leftHessian: rightHessian,
    leftRows: rightRows,
  };
}

function score(gradient: number, hessian: number): number {
  return (gradient * gradient) / hessian;
}
