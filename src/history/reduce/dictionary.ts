import type { CodedColumn } from '../batch.js';

/** Texts by code from 1 in order of first sight; 0 is missing. */
export interface Dictionary {
  /** `texts[code - 1]` is the text of a code. */
  readonly texts: readonly string[];
  /** Code of a text, new where it was not seen before. */
  codeOf(text: string): number;
  /** Codes of a batch's column in this dictionary, in an array that the next call for the same `scratch` may reuse. */
  translate(column: CodedColumn | undefined, length: number, scratch: Int32Array): Int32Array;
}

export function createDictionary(): Dictionary {
  const codes = new Map<string, number>();
  const texts: string[] = [];
  const bySource = new WeakMap<readonly string[], Int32Array>();

  function codeOf(text: string): number {
    let code = codes.get(text);
    if (code === undefined) {
      texts.push(text);
      code = texts.length;
      codes.set(text, code);
    }
    return code;
  }

  function translation(levels: readonly string[]): Int32Array {
    const known = bySource.get(levels);
    if (known && known.length > levels.length) return known;
    const table = new Int32Array(Math.max(64, levels.length * 2));
    if (known) table.set(known);
    bySource.set(levels, table);
    return table;
  }

  return {
    texts,
    codeOf,
    translate(column, length, scratch) {
      const out = scratch.length >= length ? scratch : new Int32Array(length);
      if (!column) return out.fill(0, 0, length);
      const { codes: from, levels } = column;
      const table = translation(levels);
      for (let row = 0; row < length; row++) {
        const code = from[row]!;
        if (code === 0) out[row] = 0;
        else {
          if (table[code] === 0) table[code] = codeOf(levels[code - 1]!);
          out[row] = table[code]!;
        }
      }
      return out;
    },
  };
}
