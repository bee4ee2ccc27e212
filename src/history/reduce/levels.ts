import { compareCodePoints } from '../codePoints.js';
import type { MixCells } from '../types.js';
import type { CellTable } from './cellTable.js';
import type { ShipmentDictionaries } from './shipmentBatch.js';
import { sortOrder } from './sortOrder.js';

/** Codes of a dictionary brought to an order that does not depend on rows: only the codes in use, by code point from 1. */
export interface Levels {
  readonly levels: readonly string[];
  /** New code of each old one; 0 where it is not in use. */
  readonly codeOf: Int32Array;
}

export function sortLevels(texts: readonly string[], isUsed: (code: number) => boolean): Levels {
  const used = texts.map((_, position) => position + 1).filter(isUsed);
  used.sort((a, b) => compareCodePoints(texts[a - 1]!, texts[b - 1]!));
  const codeOf = new Int32Array(texts.length + 1);
  for (const [rank, code] of used.entries()) codeOf[code] = rank + 1;
  return { levels: used.map((code) => texts[code - 1]!), codeOf };
}

const PART_NAMES = ['branch', 'origin', 'destination', 'product'] as const;

/** Cells in use, sorted by the texts of their parts, and the new code of each old cell (−1 where it is not in use). */
export interface SortedCells {
  readonly cells: MixCells;
  readonly rankOf: Int32Array;
  /** Old branch (or origin) code to new. */
  readonly branchCodeOf: Int32Array;
}

export function sortCells(
  table: CellTable,
  isUsed: Uint8Array,
  branches: Int32Array,
  hasBranch: boolean,
  dictionaries: ShipmentDictionaries,
): SortedCells {
  const parts = table.parts();
  const inUse = Int32Array.from({ length: table.length() }, (_, cell) => cell).filter((cell) => isUsed[cell] === 1);
  const sorted = PART_NAMES.map((name, part) => {
    const codes = new Set<number>();
    for (const cell of inUse) codes.add(parts[cell * 5 + part]!);
    if (name === (hasBranch ? 'branch' : 'origin')) for (const branch of branches) codes.add(branch);
    return sortLevels(dictionaries[name].texts, (code) => codes.has(code));
  });
  const columns = sorted.map(({ codeOf }, part) => inUse.map((cell) => codeOf[parts[cell * 5 + part]!]!));
  const bands = inUse.map((cell) => parts[cell * 5 + 4]!);
  const order = sortOrder([...columns, bands], inUse.length);
  const rankOf = new Int32Array(table.length()).fill(-1);
  order.forEach((place, rank) => {
    rankOf[inUse[place]!] = rank;
  });
  const [branch, origin, destination, product] = columns.map((column) => order.map((place) => column[place]!));
  const levels = Object.fromEntries(PART_NAMES.map((name, part) => [name, sorted[part]!.levels])) as unknown as MixCells['levels'];
  const cells = {
    length: inUse.length,
    branch: branch!,
    origin: origin!,
    destination: destination!,
    product: product!,
    weightBand: order.map((place) => bands[place]!),
    levels,
  };
  return { cells, rankOf, branchCodeOf: sorted[hasBranch ? 0 : 1]!.codeOf };
}
