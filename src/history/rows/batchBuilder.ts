import type { BatchColumn } from '../batch.js';
import { hashKey } from '../hash.js';
import type { ColumnSchema } from '../schema.js';
import type { Held } from './cellValue.js';

/** One column of a batch, filled row by row. */
export interface ColumnBuilder {
  set(row: number, value: Held): void;
  column(): BatchColumn;
}

/** Levels of one coded column, shared by all its batches. */
export interface LevelCodes {
  readonly levels: string[];
  readonly codes: Map<string, number>;
}

export function levelCodes(schema: ColumnSchema): LevelCodes {
  return { levels: (schema.values ?? []).map(({ value }) => value), codes: new Map() };
}

/** A column of `length` rows, all missing at first. */
export function columnBuilder(kind: ColumnSchema['kind'], length: number, shared: LevelCodes): ColumnBuilder {
  switch (kind) {
    case 'key':
      return keyBuilder(length);
    case 'text':
      return textBuilder(length);
    case 'id':
    case 'category':
      return codedBuilder(length, shared);
    case 'choice': {
      const codes = new Int32Array(length);
      return {
        set(row, value) {
          codes[row] = value as number;
        },
        column: () => ({ codes, levels: shared.levels }),
      };
    }
    default: {
      const numbers = new Float64Array(length).fill(Number.NaN);
      return {
        set(row, value) {
          numbers[row] = value as number;
        },
        column: () => numbers,
      };
    }
  }
}

function codedBuilder(length: number, { levels, codes: known }: LevelCodes): ColumnBuilder {
  const codes = new Int32Array(length);
  return {
    set(row, value) {
      const text = value as string;
      if (text === '') return;
      let code = known.get(text);
      if (code === undefined) {
        code = levels.push(text);
        known.set(text, code);
      }
      codes[row] = code;
    },
    column: () => ({ codes, levels }),
  };
}

function keyBuilder(length: number): ColumnBuilder {
  const high = new Uint32Array(length);
  const low = new Uint32Array(length);
  return {
    set(row, value) {
      if (value !== '') [high[row], low[row]] = hashKey(value as string);
    },
    column: () => ({ high, low }),
  };
}

function textBuilder(length: number): ColumnBuilder {
  const texts = new Array<string>(length).fill('');
  return {
    set(row, value) {
      texts[row] = value as string;
    },
    column: () => texts,
  };
}
