/** Rows in ascending order of their rank, equal ranks in the order of rows; O(rows + ranks). */
export function orderOfRanks(ranks: Int32Array, count: number): Int32Array {
  const next = new Int32Array(count + 1);
  for (const rank of ranks) next[rank + 1]!++;
  for (let rank = 0; rank < count; rank++) next[rank + 1]! += next[rank]!;
  const order = new Int32Array(ranks.length);
  for (let row = 0; row < ranks.length; row++) order[next[ranks[row]!]!++] = row;
  return order;
}
