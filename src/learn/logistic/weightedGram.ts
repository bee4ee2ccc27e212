const BLOCK_ROWS = 256;

/**
 * Xᵀ·diag(weights)·X of columns, lower triangle of a p × p matrix row after row.
 *
 * @param columns - p columns of shape (n,)
 * @param weights - shape (n,), >= 0
 * @remarks O(n p²) in blocks of 256 rows that stay in the cache, two by two columns at a time.
 */
export function weightedGram(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const size = columns.length;
  const gram = new Float64Array(size * size);
  const plain = new Float64Array((size + 1) * BLOCK_ROWS);
  const scaled = new Float64Array((size + 1) * BLOCK_ROWS);
  for (let start = 0; start < weights.length; start += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, weights.length - start);
    loadBlock(columns, weights, start, rows, plain, scaled);
    for (let a = 0; a < size; a += 2) for (let b = 0; b <= a; b += 2) addProducts(plain, scaled, rows, a, b, size, gram);
  }
  return gram;
}

function loadBlock(
  columns: readonly Float64Array[],
  weights: Float64Array,
  start: number,
  rows: number,
  plain: Float64Array,
  scaled: Float64Array,
): void {
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index]!;
    const at = index * BLOCK_ROWS;
    for (let row = 0; row < rows; row++) {
      const value = column[start + row]!;
      plain[at + row] = value;
      scaled[at + row] = value * weights[start + row]!;
    }
  }
}

/** Adds the products of columns a, a+1 with b, b+1 over one block. */
function addProducts(
  plain: Float64Array,
  scaled: Float64Array,
  rows: number,
  a: number,
  b: number,
  size: number,
  gram: Float64Array,
): void {
  let s00 = 0;
  let s01 = 0;
  let s10 = 0;
  let s11 = 0;
  for (let row = 0, i = a * BLOCK_ROWS, j = b * BLOCK_ROWS; row < rows; row++, i++, j++) {
    const a0 = scaled[i]!;
    const a1 = scaled[i + BLOCK_ROWS]!;
    const b0 = plain[j]!;
    const b1 = plain[j + BLOCK_ROWS]!;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s10 += a1 * b0;
    s11 += a1 * b1;
  }
  gram[a * size + b]! += s00;
  if (b + 1 <= a) gram[a * size + b + 1]! += s01;
  if (a + 1 === size) return;
  gram[(a + 1) * size + b]! += s10;
  gram[(a + 1) * size + b + 1]! += s11;
}
