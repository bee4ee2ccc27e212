/** What is known of a key when a row with it comes. */
export type Sighting = 'new' | 'identical' | 'differs';

/** Keys seen, with a hash of the row each came with; 12 bytes a slot, no objects. */
export interface KeyTable {
  /** Notes a key; `identical` and `differs` compare with the row that came first. */
  see(high: number, low: number, content: number): Sighting;
}

interface Part {
  high: Uint32Array;
  low: Uint32Array;
  content: Int32Array;
  count: number;
}

const PARTS = 256;
const FULL = 0.8;

/** 256 open-addressing tables by the first byte of the hash, each growing by itself, so that growing never holds everything twice. */
export function createKeyTable(): KeyTable {
  const parts = Array.from({ length: PARTS }, () => emptyPart(16));
  return {
    see(high, low, content) {
      const index = high >>> 24;
      let part = parts[index]!;
      const slot = find(part, high, low);
      if (part.high[slot] !== 0 || part.low[slot] !== 0) return part.content[slot] === content ? 'identical' : 'differs';
      if (part.count + 1 > part.high.length * FULL) {
        part = grown(part);
        parts[index] = part;
        put(part, find(part, high, low), high, low, content);
      } else put(part, slot, high, low, content);
      return 'new';
    },
  };
}

function emptyPart(room: number): Part {
  return { high: new Uint32Array(room), low: new Uint32Array(room), content: new Int32Array(room), count: 0 };
}

/** Slot of the key, or the empty one where it belongs. */
function find({ high: highs, low: lows }: Part, high: number, low: number): number {
  const room = highs.length;
  let slot = Math.floor(((low >>> 0) / 4294967296) * room);
  while ((highs[slot] !== high || lows[slot] !== low) && (highs[slot] !== 0 || lows[slot] !== 0)) slot = slot + 1 === room ? 0 : slot + 1;
  return slot;
}

function put(part: Part, slot: number, high: number, low: number, content: number): void {
  part.high[slot] = high;
  part.low[slot] = low;
  part.content[slot] = content;
  part.count++;
}

function grown(part: Part): Part {
  const bigger = emptyPart(Math.ceil(part.high.length * 1.5));
  for (let slot = 0; slot < part.high.length; slot++) {
    const high = part.high[slot]!;
    const low = part.low[slot]!;
    if (high !== 0 || low !== 0) put(bigger, find(bigger, high, low), high, low, part.content[slot]!);
  }
  return bigger;
}
