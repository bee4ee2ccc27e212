const MAX_SWEEPS = 50;

/**
 * Eigenvalues of a symmetric matrix in ascending order, by cyclic Jacobi rotations; O(n³) a sweep, about six sweeps.
 *
 * @param matrix - n × n, row after row; not changed
 */
export function symmetricEigenvalues(matrix: Float64Array, n: number): Float64Array {
  const m = Float64Array.from(matrix);
  for (let sweep = 0; sweep < MAX_SWEEPS && offDiagonal(m, n) > 0; sweep++)
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(m, n, p, q);
  return Float64Array.from({ length: n }, (_, i) => m[i * n + i]!).sort();
}

/** Largest entry off the diagonal that still weighs beside the diagonal. */
function offDiagonal(m: Float64Array, n: number): number {
  let most = 0;
  for (let p = 0; p < n - 1; p++)
    for (let q = p + 1; q < n; q++) {
      const entry = Math.abs(m[p * n + q]!);
      if (entry > 1e-17 * Math.sqrt(Math.abs(m[p * n + p]! * m[q * n + q]!))) most = Math.max(most, entry);
    }
  return most;
}

/** Turns the plane of axes p and q so that their common entry becomes 0. */
function rotate(m: Float64Array, n: number, p: number, q: number): void {
  const entry = m[p * n + q]!;
  if (entry === 0) return;
  const theta = (m[q * n + q]! - m[p * n + p]!) / (2 * entry);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(t * t + 1);
  const sine = t * cosine;
  for (let i = 0; i < n; i++) {
    const [left, right] = [m[i * n + p]!, m[i * n + q]!];
    m[i * n + p] = cosine * left - sine * right;
    m[i * n + q] = sine * left + cosine * right;
  }
  for (let i = 0; i < n; i++) {
    const [upper, lower] = [m[p * n + i]!, m[q * n + i]!];
    m[p * n + i] = cosine * upper - sine * lower;
    m[q * n + i] = sine * upper + cosine * lower;
  }
}
