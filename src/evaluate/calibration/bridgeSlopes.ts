/**
 * Isotonic value of one more row of the given outcome, at every place it can take among k groups of equal score: below the first, in it,
 * between it and the second, in that, …; shape (2k + 1,).
 *
 * The fit is the slope of the greatest convex minorant of the running sums. A new row moves everything behind it by (1, outcome), so its
 * own value is the slope of the common tangent of two convex chains: what lies before it, moved back, and what lies behind.
 *
 * @param taken - running count of rows, k + 1 values from 0
 * @param events - running count of events
 * @param outcome - of the new row
 */
export function bridgeSlopes(taken: Float64Array, events: Float64Array, outcome: 0 | 1): Float64Array {
  const last = taken.length - 1;
  const behind = chainFromTheEnd(taken, events);
  const before = chainOf(
    taken.map((count) => count - 1),
    events.map((count) => count - outcome),
  );
  const slopes = new Float64Array(2 * last + 1);
  for (let at = 0; at <= last; at++) {
    before.push(at);
    slopes[2 * at] = bridge(before, behind);
    if (at === last) break;
    behind.rewind(at);
    slopes[2 * at + 1] = bridge(before, behind);
  }
  return slopes;
}

/** Vertices of a lower convex chain, from the place where it can grow inwards. */
interface Chain {
  readonly vertices: Int32Array;
  length: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  push(at: number): void;
}

function chainOf(x: Float64Array, y: Float64Array): Chain {
  const chain: Chain = {
    vertices: new Int32Array(x.length),
    length: 0,
    x,
    y,
    push: (at) => {
      chain.length = placeOf(chain, at);
      chain.vertices[chain.length++] = at;
    },
  };
  return chain;
}

/** Where a new outermost point goes: behind the last vertex that stays below the line from its neighbour to the point. */
function placeOf({ vertices, length, x, y }: Chain, at: number): number {
  let end = length;
  while (end > 1 && !isBelow(x, y, vertices[end - 2]!, vertices[end - 1]!, at)) end--;
  return end;
}

/** Whether `middle` lies below the line through two points on either side of it. */
function isBelow(x: Float64Array, y: Float64Array, from: number, middle: number, to: number): boolean {
  const cross = (x[middle]! - x[from]!) * (y[to]! - y[from]!) - (y[middle]! - y[from]!) * (x[to]! - x[from]!);
  return x[to]! > x[from]! ? cross > 0 : cross < 0;
}

/** The chain of all points, made from the last to the first so that points can be taken away again from the first on. */
function chainFromTheEnd(x: Float64Array, y: Float64Array): Chain & { rewind(at: number): void } {
  const chain = chainOf(x, y);
  const [lengths, replaced] = [new Int32Array(x.length), new Int32Array(x.length)];
  for (let at = x.length - 1; at >= 0; at--) {
    lengths[at] = chain.length;
    const place = placeOf(chain, at);
    replaced[at] = chain.vertices[place]!;
    chain.length = place;
    chain.vertices[chain.length++] = at;
  }
  const rewind = (at: number): void => {
    chain.vertices[chain.length - 1] = replaced[at]!;
    chain.length = lengths[at]!;
  };
  return Object.assign(chain, { rewind });
}

/** Slope of the line below both chains that touches each; nested halving, O(log² k). */
function bridge(before: Chain, behind: Chain): number {
  // The chain behind begins at its top of the stack: place 0 is its farthest point.
  let [low, high] = [0, behind.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1; // nearer to the new row than `middle − 1`
    const here = behind.vertices[middle]!;
    const beyond = behind.vertices[middle - 1]!;
    const slope = steepest(before, behind, here);
    const onward = (behind.y[beyond]! - behind.y[here]!) / (behind.x[beyond]! - behind.x[here]!);
    if (onward < slope) high = middle - 1;
    else low = middle;
  }
  return steepest(before, behind, behind.vertices[low]!);
}

/** Highest slope from a vertex of the chain before to a point behind. */
function steepest(before: Chain, behind: Chain, point: number): number {
  const [x, y] = [behind.x[point]!, behind.y[point]!];
  const slopeFrom = (place: number): number => {
    const at = before.vertices[place]!;
    return (y - before.y[at]!) / (x - before.x[at]!);
  };
  let [low, high] = [0, before.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slopeFrom(middle + 1) > slopeFrom(middle)) low = middle + 1;
    else high = middle;
  }
  return slopeFrom(low);
}
