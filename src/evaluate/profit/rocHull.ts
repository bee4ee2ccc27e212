import { denseRank } from '../../math/denseRank.js';
import type { ScoredRows } from '../scoredRows.js';
import { type TieGroups, tieGroups } from '../tieGroups.js';

/**
 * Vertices of the ROC convex hull from "nobody" to "everybody": how many events and others lie at or above each cut. Whatever the costs,
 * the best cut is one of them.
 */
export interface RocHull {
  readonly length: number;
  /** Lowest score taken; +∞ at the first vertex. */
  readonly cut: readonly number[];
  readonly events: readonly number[];
  readonly others: readonly number[];
}

/** A hull being made: points behind `length` are spent. */
interface Chain {
  length: number;
  readonly cut: number[];
  readonly events: number[];
  readonly others: number[];
}

/** Fewer rows than this are sorted at once. */
const FEW_ROWS = 4096;
const BUCKETS = 131_072;

/**
 * Hull of checked rows; O(n). Scores are counted into buckets of equal width first; only buckets in which the hull can
 * turn are sorted: those that end at a vertex of the hull of bucket ends, and those whose upper left corner rises above it.
 */
export function rocHull(rows: ScoredRows): RocHull {
  if (rows.score.length < FEW_ROWS) return hullOfGroups(tieGroups(rows.score, rows.truth)(rows.weights));
  const buckets = counted(rows);
  if (buckets === undefined) return hullOfGroups(tieGroups(rows.score, rows.truth)(rows.weights));
  return hullWithin(rows, buckets, turningBuckets(buckets));
}

/** Hull of rows that are grouped by score already; O(groups). */
export function hullOfGroups(groups: TieGroups): RocHull {
  const hull = start();
  let [events, others] = [0, 0];
  for (let g = groups.count - 1; g >= 0; g--) {
    events += groups.events[g]!;
    others += groups.others[g]!;
    extend(hull, groups.score[g]!, events, others);
  }
  return finished(hull);
}

function start(): Chain {
  return { length: 1, cut: [Number.POSITIVE_INFINITY], events: [0], others: [0] };
}

/** Adds the next point of the curve; points that would leave the chain bent upwards, or straight, are dropped. */
function extend(hull: Chain, cut: number, events: number, others: number): void {
  let last = hull.length - 1;
  if (hull.events[last] === events && hull.others[last] === others) return;
  while (last > 0 && turn(hull, last, events, others) >= 0) last--;
  last++;
  hull.cut[last] = cut;
  hull.events[last] = events;
  hull.others[last] = others;
  hull.length = last + 1;
}

function finished({ length, cut, events, others }: Chain): RocHull {
  return { length, cut: cut.slice(0, length), events: events.slice(0, length), others: others.slice(0, length) };
}

/** Above 0 where the chain would turn up at its vertex `last`. */
function turn({ events: e, others: o }: Chain, last: number, events: number, others: number): number {
  const [fromEvents, fromOthers] = [e[last - 1]!, o[last - 1]!];
  return (o[last]! - fromOthers) * (events - fromEvents) - (e[last]! - fromEvents) * (others - fromOthers);
}

/** Weights by bucket, ascending in score. */
interface Buckets {
  readonly lowest: number;
  readonly scale: number;
  /** Of bucket b: others at 2b, events at 2b + 1. */
  readonly sums: Float64Array;
}

/** Undefined where the scores have no finite spread to cut. */
function counted({ score, truth, weights }: ScoredRows): Buckets | undefined {
  let [lowest, highest] = [score[0]!, score[0]!];
  for (let i = 0; i < score.length; i++) {
    const value = score[i]!;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const scale = (BUCKETS - 1) / (highest - lowest);
  if (!(scale > 0 && scale < Infinity)) return undefined;
  const sums = new Float64Array(2 * BUCKETS);
  for (let i = 0; i < score.length; i++) sums[2 * (((score[i]! - lowest) * scale) | 0) + truth[i]!]! += weights[i]!;
  return { lowest, scale, sums };
}

/** 1 for each bucket inside or at the end of which the hull may turn. */
function turningBuckets({ sums }: Buckets): Uint8Array {
  const hull = start();
  let [above, aside] = [0, 0];
  for (let b = BUCKETS - 1; b >= 0; b--) {
    above += sums[2 * b + 1]!;
    aside += sums[2 * b]!;
    extend(hull, b, above, aside);
  }
  const turning = new Uint8Array(BUCKETS);
  for (let v = 1; v < hull.length; v++) turning[hull.cut[v]!] = 1;
  [above, aside] = [0, 0];
  let at = 0;
  for (let b = BUCKETS - 1; b >= 0; b--) {
    while (at + 1 < hull.length && hull.others[at + 1]! <= aside) at++;
    const [others, events] = [sums[2 * b]!, sums[2 * b + 1]!];
    above += events;
    if (events > 0 && others > 0 && above > heightAt(hull, at, aside)) turning[b] = 1;
    aside += others;
  }
  return turning;
}

/** Events on the hull over `others`, which lies on the edge behind vertex `at`. */
function heightAt({ length, events, others }: RocHull, at: number, aside: number): number {
  if (at + 1 === length) return events[at]!;
  const share = (aside - others[at]!) / (others[at + 1]! - others[at]!);
  return events[at]! + share * (events[at + 1]! - events[at]!);
}

function hullWithin({ score, truth, weights }: ScoredRows, buckets: Buckets, turning: Uint8Array): RocHull {
  const { lowest, scale, sums } = buckets;
  const inside: number[] = [];
  for (let i = 0; i < score.length; i++) if (turning[((score[i]! - lowest) * scale) | 0] === 1) inside.push(i);
  const kept = Float64Array.from(inside, (row) => score[row]!);
  const groups = groupSums(kept, inside, truth, weights);
  const hull = start();
  let [above, aside, g] = [0, 0, groups.count - 1];
  for (let b = BUCKETS - 1; b >= 0; b--) {
    if (turning[b] === 0) {
      above += sums[2 * b + 1]!;
      aside += sums[2 * b]!;
      continue;
    }
    for (; g >= 0 && (((groups.score[g]! - lowest) * scale) | 0) === b; g--) {
      above += groups.events[g]!;
      aside += groups.others[g]!;
      extend(hull, groups.score[g]!, above, aside);
    }
  }
  return finished(hull);
}

function groupSums(kept: Float64Array, rows: readonly number[], truth: Uint8Array, weights: Float64Array): TieGroups {
  const { ranks, count } = denseRank(kept);
  const groups = { count, score: new Float64Array(count), events: new Float64Array(count), others: new Float64Array(count) };
  for (let i = 0; i < kept.length; i++) {
    const [row, rank] = [rows[i]!, ranks[i]!];
    groups.score[rank] = kept[i]! + 0;
    if (truth[row] === 1) groups.events[rank]! += weights[row]!;
    else groups.others[rank]! += weights[row]!;
  }
  return groups;
}
