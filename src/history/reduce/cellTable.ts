import { mixBits } from '../hash.js';

/** Codes from 0 of (branch, origin, destination, product, weight band), in order of first sight. */
export interface CellTable {
  codeOf(branch: number, origin: number, destination: number, product: number, weightBand: number): number;
  /** The five parts of each cell, one after the other. */
  parts(): Int32Array;
  length(): number;
}

const PARTS = 5;

export function createCellTable(): CellTable {
  let parts = new Int32Array(64 * PARTS);
  let slots = new Int32Array(128);
  let length = 0;

  function slotOf(a: number, b: number, c: number, d: number, e: number): number {
    const mask = slots.length - 1;
    let slot = mixBits(Math.imul(mixBits(Math.imul(mixBits(Math.imul(a, 31) + b), 31) + c), 31) + (d << 3) + e) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const at = (slots[slot]! - 1) * PARTS;
      if (parts[at] === a && parts[at + 1] === b && parts[at + 2] === c && parts[at + 3] === d && parts[at + 4] === e) break;
    }
    return slot;
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2);
    for (let cell = 0; cell < length; cell++) {
      const at = cell * PARTS;
      slots[slotOf(parts[at]!, parts[at + 1]!, parts[at + 2]!, parts[at + 3]!, parts[at + 4]!)] = cell + 1;
    }
    const wider = new Int32Array(parts.length * 2);
    wider.set(parts);
    parts = wider;
  }

  return {
    codeOf(branch, origin, destination, product, weightBand) {
      const slot = slotOf(branch, origin, destination, product, weightBand);
      if (slots[slot] !== 0) return slots[slot]! - 1;
      parts.set([branch, origin, destination, product, weightBand], length * PARTS);
      slots[slot] = ++length;
      if (length * 2 >= slots.length) grow();
      return length - 1;
    },
    parts: () => parts.subarray(0, length * PARTS),
    length: () => length,
  };
}
