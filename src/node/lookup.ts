import { HoldfastError } from '../core/errors.js';
import { toMoney } from '../core/money.js';
import { parseNumber, toHeld } from '../history/cells.js';
import type { ByteSource } from './bytes.js';
import { headerIndex } from './columnNames.js';
import { type Engine, eachRecord, type FileLayout, readLayout } from './layout.js';
import type { LookupRule } from './mapping.js';
import { cellText } from './record.js';

/** Gives the value of a key; '' where the other file has none. */
export type Lookup = (key: string) => string;

/** What was read for one look-up. */
export interface LookupReport {
  readonly file: string;
  /** Headers of the columns that were matched and taken. */
  readonly key: string;
  readonly value: string;
  readonly rows: number;
  /** Rows without a key or a value that can be used, or that are not well formed. */
  readonly unusedRows: number;
}

/** Reads the files of look-ups, each pair of columns once. */
export interface Lookups {
  get(rule: LookupRule): Promise<Lookup>;
  readonly reports: readonly LookupReport[];
}

export function createLookups(open: (file: string) => ByteSource, engine: Engine): Lookups {
  const known = new Map<string, Promise<Lookup>>();
  const reports: LookupReport[] = [];
  return {
    reports,
    get(rule) {
      const name = JSON.stringify(rule);
      const lookup = known.get(name) ?? readLookup(open(rule.file), rule, engine, reports);
      known.set(name, lookup);
      return lookup;
    },
  };
}

/** Holds the two columns in memory. Of several values of a key the smallest text is taken, so that the order of rows never matters. */
async function readLookup(source: ByteSource, rule: LookupRule, engine: Engine, reports: LookupReport[]): Promise<Lookup> {
  const layout = await readLayout(source, {
    engine,
    isHeader: (cells) => headerIndex(cells, rule.key) >= 0 && headerIndex(cells, rule.value) >= 0,
  });
  const [key, value] = [columnOf(layout, rule.key), columnOf(layout, rule.value)];
  const values = new Map<string, string>();
  const sums = new Map<string, number>();
  let rows = 0;
  let usedRows = 0;
  await eachRecord(layout, (record) => {
    rows++;
    if (record.kind !== 'row' || record.cells !== layout.headers.length) return;
    const [name, text] = [cellText(record, key).trim(), cellText(record, value).trim()];
    if (name === '' || text === '') return;
    const units = rule.sum ? toHeld('money', parseNumber(text)) : 0;
    if (Number.isNaN(units)) return;
    usedRows++;
    if (rule.sum) sums.set(name, (sums.get(name) ?? 0) + units);
    else if (text < (values.get(name) ?? '\uffff')) values.set(name, text);
  });
  reports.push({ file: source.name, key: rule.key, value: rule.value, rows, unusedRows: rows - usedRows });
  if (!rule.sum) return (text) => values.get(text.trim()) ?? '';
  return (text) => {
    const units = sums.get(text.trim());
    return units === undefined ? '' : String(toMoney(units));
  };
}

function columnOf({ headers, source }: FileLayout, wanted: string): number {
  const index = headerIndex(headers, wanted);
  if (index >= 0) return index;
  throw new HoldfastError('missing-column', {
    en: `${source.name}: the mapping looks up "${wanted}", which is not a column of this file; it has: ${headers.join(', ')}`,
    zh: `${source.name}：映射要查找的“${wanted}”不是该文件的列；该文件有：${headers.join('、')}`,
  });
}
