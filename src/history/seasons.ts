import { everSent } from './sentDays.js';
import { dailyBlock, type Store, sumBetween } from './store.js';

/**
 * What the 7-day blocks of one phase look like to the whole company: block b is days `[7b + phase, 7b + phase + 7)`. A block's figures use
 * only facts known before its end, so one structure serves every cutoff of the phase (cutoff mod 7).
 */
export interface Blocks {
  readonly phase: number;
  /** First block with a parcel. */
  readonly first: number;
  /** Customers that sent in a block (by position from `first`). */
  readonly sending: Float64Array;
  /** Customers that sent in the block or the 25 before it. */
  readonly standing: Float64Array;
  /** Customers by their shipments of a block: `volumes[starts[b]…starts[b+1]]` ascending, and how many customers had each. */
  readonly starts: Int32Array;
  readonly volumes: Int32Array;
  readonly customers: Int32Array;
}

/** A customer belongs to the company around a block when it sent in these many blocks up to it. */
export const STANDING_BLOCKS = 26;

/** Volumes below this are tallied in a table of this width, others in a map. */
const DENSE_VOLUMES = 256;

/** One pass over all customers' days; O(facts), made once for each of at most seven phases. */
export function blocksOf(store: Store, phase: number): Blocks {
  const { families, takenBack, customers, firstDay, endDay } = store;
  const { shipped } = families;
  const blockOf = (day: number): number => Math.floor((day - phase) / 7);
  const first = blockOf(firstDay);
  const count = blockOf(endDay - 1) - first + 1;
  const sending = new Float64Array(count);
  const standing = new Float64Array(count + STANDING_BLOCKS);
  const volumes = createVolumeTally(count);
  let lastSent = -1;
  let reach = -1;
  function noteSent(block: number): void {
    if (block === lastSent) return;
    lastSent = block;
    sending[block]!++;
    standing[Math.max(block, reach)]!++;
    reach = block + STANDING_BLOCKS;
    if (reach < standing.length) standing[reach]!--;
  }
  for (let index = 0; index < customers.ids.length; index++) {
    lastSent = -1;
    reach = -1;
    const isPlain = takenBack.from[index] === takenBack.to[index];
    if (!isPlain) for (const day of everSent(shipped, takenBack, index)) noteSent(blockOf(day) - first);
    const { days, sums } = dailyBlock(shipped, index);
    for (let at = shipped.places.from[index]!, end = shipped.places.to[index]!; at < end; ) {
      const block = blockOf(days[at]!) - first;
      const from = at;
      const nextDay = (block + first + 1) * 7 + phase;
      while (at < end && days[at]! < nextDay) at++;
      const volume = sumBetween(sums[0] ?? null, from, at);
      if (volume > 0) {
        volumes.add(block, volume);
        if (isPlain) noteSent(block);
      }
    }
  }
  for (let block = 1; block < standing.length; block++) standing[block]! += standing[block - 1]!;
  return { phase, first, sending, standing, ...volumes.finish() };
}

function createVolumeTally(count: number): {
  add(block: number, volume: number): void;
  finish(): Pick<Blocks, 'starts' | 'volumes' | 'customers'>;
} {
  const dense = new Int32Array(count * DENSE_VOLUMES);
  const large = Array.from({ length: count }, () => new Map<number, number>());
  return {
    add(block, volume) {
      if (volume < DENSE_VOLUMES) dense[block * DENSE_VOLUMES + volume]!++;
      else large[block]?.set(volume, (large[block].get(volume) ?? 0) + 1);
    },
    finish() {
      const starts = new Int32Array(count + 1);
      const pairs: (readonly [volume: number, customers: number])[] = [];
      for (let block = 0; block < count; block++) {
        for (let volume = 1; volume < DENSE_VOLUMES; volume++)
          if (dense[block * DENSE_VOLUMES + volume]! > 0) pairs.push([volume, dense[block * DENSE_VOLUMES + volume]!]);
        pairs.push(...[...large[block]!].sort((a, b) => a[0] - b[0]));
        starts[block + 1] = pairs.length;
      }
      return {
        starts,
        volumes: Int32Array.from(pairs, ([volume]) => volume),
        customers: Int32Array.from(pairs, ([, customers]) => customers),
      };
    },
  };
}

/** Neighbours on each side that make the usual level of a block. */
const LEVEL_BLOCKS = 26;
/** Customer-blocks above this quantile of volume count as this much only. */
const WHALE_QUANTILE = 0.995;

/** Seasons as known at one cutoff, by k: block k is the k-th whole block before it. Arrays cover the whole blocks of the history. */
export interface Seasons {
  readonly volume: Float64Array;
  readonly share: Float64Array;
}

/**
 * Season of the last `known` whole blocks before a cutoff.
 *
 * @remarks Volume per customer: Σ over customers of min(shipments, cap) ÷ customers standing; share: customers sending ÷ customers standing.
 *   Either is divided by its mean over the block and its 26 neighbours on each side, as far as those lie whole between the first day and
 *   the cutoff. The cap is the 99.5 % point of all customer-blocks with a shipment before the cutoff. Customers standing are those that sent
 *   in the block or the 25 before it; in the first 26 blocks, those that sent in any of these.
 */
export function seasonsAt(blocks: Blocks, cutoff: number, known: number): Seasons {
  const last = Math.floor((cutoff - blocks.phase) / 7) - 1 - blocks.first;
  const firstWhole = last - known + 1;
  const cap = whaleCap(blocks, last);
  const volume = new Float64Array(known);
  const share = new Float64Array(known);
  for (let k = 0; k < known; k++) {
    const block = last - k;
    const standing = standingAt(blocks, Math.min(last, Math.max(block, firstWhole + STANDING_BLOCKS - 1)));
    volume[k] = standing > 0 ? cappedVolume(blocks, block, cap) / standing : 0;
    share[k] = standing > 0 ? (blocks.sending[block] ?? 0) / standing : 0;
  }
  return { volume: overLevel(volume), share: overLevel(share) };
}

/** Customers standing at a block; 26 blocks after the last parcel nobody is. */
function standingAt({ standing }: Blocks, block: number): number {
  return standing[block] ?? 0;
}

function cappedVolume({ starts, volumes, customers }: Blocks, block: number, cap: number): number {
  let sum = 0;
  for (let at = starts[block] ?? 0; at < (starts[block + 1] ?? 0); at++) sum += Math.min(volumes[at]!, cap) * customers[at]!;
  return sum;
}

function whaleCap({ starts, volumes, customers }: Blocks, last: number): number {
  const end = starts[Math.min(last + 1, starts.length - 1)]!;
  const counts = new Map<number, number>();
  let total = 0;
  for (let at = 0; at < end; at++) {
    counts.set(volumes[at]!, (counts.get(volumes[at]!) ?? 0) + customers[at]!);
    total += customers[at]!;
  }
  let below = 0;
  for (const volume of [...counts.keys()].sort((a, b) => a - b)) {
    below += counts.get(volume)!;
    if (below >= WHALE_QUANTILE * total) return volume;
  }
  return 0;
}

/** Each value over the mean of itself and its neighbours; 1 where nothing was sent around it. */
function overLevel(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let k = 0; k < values.length; k++) sums[k + 1] = sums[k]! + values[k]!;
  return values.map((value, k) => {
    const from = Math.max(0, k - LEVEL_BLOCKS);
    const to = Math.min(values.length, k + LEVEL_BLOCKS + 1);
    const level = (sums[to]! - sums[from]!) / (to - from);
    return level > 0 ? value / level : 1;
  });
}
