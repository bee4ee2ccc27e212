/**
 * Lower factor L of a symmetric positive definite matrix, M = L·Lᵀ.
 *
 * @param matrix - n × n, row after row; only the lower triangle is read
 * @returns n × n with zeros above the diagonal, or undefined when the matrix is not positive definite. O(n³)
 */
export function choleskyFactor(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * n + column]!;
      for (let k = 0; k < column; k++) sum -= factor[row * n + k]! * factor[column * n + k]!;
      if (row === column && !(sum > 0)) return undefined;
      factor[row * n + column] = row === column ? Math.sqrt(sum) : sum / factor[column * n + column]!;
    }
  }
  return factor;
}

/** Solution x of L·Lᵀ·x = right, given the factor L; O(n²). */
export function choleskySolve(factor: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const x = Float64Array.from(right);
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) x[row]! -= factor[row * n + k]! * x[k]!;
    x[row]! /= factor[row * n + row]!;
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row]! -= factor[k * n + row]! * x[k]!;
    x[row]! /= factor[row * n + row]!;
  }
  return x;
}

/** Inverse of L·Lᵀ, n × n and symmetric; O(n³). */
export function choleskyInverse(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let column = 0; column < n; column++) {
    const unit = new Float64Array(n);
    unit[column] = 1;
    const solved = choleskySolve(factor, unit);
    for (let row = 0; row < n; row++) inverse[row * n + column] = solved[row]!;
  }
  return inverse;
}
