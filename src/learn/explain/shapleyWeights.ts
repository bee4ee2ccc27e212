/** Shapley weights a!·b! / (a + b + 1)! for a, b < `size`, at a·size + b. O(size²). */
export function shapleyWeights(size: number): Float64Array {
  const weights = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    let weight = 1 / (a + 1);
    for (let b = 0; b < size; b++) {
      weights[a * size + b] = weight;
      weight *= (b + 1) / (a + b + 2);
    }
  }
  return weights;
}
