import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HoldfastError } from '../core/errors.js';
import { normalizeHeader } from '../history/cells.js';
import { compareCodePoints } from '../history/codePoints.js';
import { SCHEMA, type TableName, type TableSchema } from '../history/schema.js';
import type { Mapping, TableRule } from './mapping.js';

/** Files by table, or a folder in which they are found by name. */
export type HistoryInput = string | Readonly<Partial<Record<TableName, string | readonly string[]>>>;

/** One file read as one table; a file may serve several tables, and a table may have several files. */
export interface TableFile {
  readonly table: TableName;
  readonly path: string;
  readonly name: string;
  readonly rule: TableRule | undefined;
}

export interface FoundTables {
  readonly files: readonly TableFile[];
  /** Tables of text in the folder that no table uses. */
  readonly unused: readonly string[];
  /** Path of another file that the mapping names, beside the tables. Errors `no-file`. */
  pathOf(file: string, place: string): string;
}

/** Finds the files of each table. Errors `no-file`, `missing-table`. */
export async function findTables(input: HistoryInput, mapping: Mapping): Promise<FoundTables> {
  const given = typeof input === 'string' ? await givenBy(input) : input;
  const folder = given === undefined ? (input as string) : dirname(Object.values(given).flat()[0] ?? '.');
  const names = await filesOf(folder);
  const finder = { folder, names, mapping, named: namedByMapping(mapping) };
  const files = SCHEMA.flatMap((table) => tableFiles(finder, table, given));
  if (!files.some(({ table }) => table === 'shipments')) refuseMissingTable(given === undefined ? folder : '', names);
  const used = new Set(files.map(({ name }) => name));
  const unused =
    given === undefined ? names.filter((name) => !used.has(name) && !finder.named.some((file) => matchesName(file, name))) : [];
  return { files, unused, pathOf: (file, place) => join(folder, namedFiles(finder, file, place)[0]!) };
}

interface Finder {
  readonly folder: string;
  readonly names: readonly string[];
  readonly mapping: Mapping;
  /** Files that the mapping names: they are not found by their own names as well. */
  readonly named: readonly string[];
}

function namedByMapping(mapping: Mapping): readonly string[] {
  const rules = Object.values(mapping).flat();
  const lookedUp = rules.flatMap(({ columns }) => Object.values(columns).flatMap((rule) => rule?.lookup?.map(({ file }) => file) ?? []));
  return [...rules.flatMap(({ files }) => files ?? []), ...lookedUp];
}

/** A single file is a table of shipments; undefined for a folder. */
async function givenBy(path: string): Promise<{ readonly shipments: string } | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    throw new HoldfastError('no-file', {
      en: `${path}: there is no such file or folder; check the path`,
      zh: `${path}：没有这个文件或文件夹；请检查路径`,
    });
  return found.isDirectory() ? undefined : { shipments: path };
}

const EXTENSION = /\.(csv|tsv|txt)(\.gz)?$/i;

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.filter(
    (entry) => !entry.isDirectory() && EXTENSION.test(entry.name) && !entry.name.startsWith('.') && !/\.rejected\.csv$/i.test(entry.name),
  );
  return files.map(({ name }) => name).toSorted(compareCodePoints);
}

function tableFiles(finder: Finder, table: TableSchema, given: Exclude<HistoryInput, string> | undefined): readonly TableFile[] {
  const rules = finder.mapping[table.name] ?? [];
  const named = rules.flatMap((rule) =>
    (rule.files ?? []).flatMap((file) =>
      namedFiles(finder, file, `${table.name}.$file`).map((name) => ({ table: table.name, path: join(finder.folder, name), name, rule })),
    ),
  );
  const open = rules.filter(({ files }) => files === undefined);
  const paths =
    given === undefined
      ? foundByName(finder, table, open.length > 0).map((name) => join(finder.folder, name))
      : [given[table.name] ?? []].flat();
  const plain = paths
    .filter((path) => !named.some((file) => file.name === basename(path)))
    .flatMap((path) => (open.length === 0 ? [undefined] : open).map((rule) => ({ table: table.name, path, name: basename(path), rule })));
  return [...named, ...plain];
}

/** Files of a table without a rule are those of its name that no rule names for another purpose; rules that name no file are for files of its name. */
function foundByName({ mapping, names, named }: Finder, table: TableSchema, hasOpenRule: boolean): readonly string[] {
  if (mapping[table.name] !== undefined) return hasOpenRule ? filesByName(table, names) : [];
  return filesByName(
    table,
    names.filter((name) => !named.some((file) => matchesName(file, name))),
  );
}

/** Files named like the table or one of its synonyms, with or without a date or number behind; the best-placed name that any file has. */
function filesByName(table: TableSchema, names: readonly string[]): readonly string[] {
  for (const word of [table.name, ...table.files]) {
    const stem = normalizeHeader(word);
    const found = names.filter((name) => {
      const own = normalizeHeader(name.replace(EXTENSION, ''));
      return own === stem || (own.startsWith(stem) && /^[.()]*(part|no)?[\d.()年月日季度至到]+$/.test(own.slice(stem.length)));
    });
    if (found.length > 0) return found;
  }
  return [];
}

/** The files that a mapping names, `*` standing for anything; packed ones are found without their `.gz`. */
function namedFiles({ folder, names }: Finder, file: string, place: string): readonly string[] {
  const found = names.filter((name) => matchesName(file, name));
  if (found.length > 0) return found;
  throw new HoldfastError('no-file', {
    en: `the mapping of ${place} names ${file}, which is not in ${basename(folder)}; there are: ${names.join(', ')}`,
    zh: `映射 ${place} 指定的 ${file} 不在 ${basename(folder)} 中；现有文件：${names.join('、')}`,
  });
}

function matchesName(wanted: string, name: string): boolean {
  const pattern = wanted.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}(\\.gz)?$`, 'i').test(name);
}

function refuseMissingTable(folder: string, names: readonly string[]): never {
  const place = folder === '' ? '' : `${folder}: `;
  const example = names[0] ?? 'waybills.csv';
  throw new HoldfastError('missing-table', {
    en: `${place}no table of shipments${names.length > 0 ? `; found: ${names.join(', ')}` : ''}; name the file shipments.csv, or say in a mapping file which it is: { "shipments": { "$file": "${example}" } }`,
    zh: `${place.replace(': ', '：')}没有运单表${names.length > 0 ? `；现有文件：${names.join('、')}` : ''}；请将文件命名为 shipments.csv（或 运单.csv），或在映射文件中指明：{ "shipments": { "$file": "${example}" } }`,
  });
}
