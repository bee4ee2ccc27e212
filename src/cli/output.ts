import { dirname, join, resolve } from 'node:path';
import { HoldfastError, type Issues, type Table } from '../index.js';
import {
  hashInputs,
  type ReadHistory,
  type TableFormat,
  tableText,
  writeFileWhole,
  writeRejects,
  writeRunRecord,
  writeTable,
} from '../node/index.js';
import type { CommandContext } from './command.js';

const FILE = /\.(csv|json|ndjson|txt)$/i;

/** Endings of files that are not written here: a folder of that name would surprise. */
const OTHER_FILE = /\.(xlsx?|parquet|html?|pdf|tsv|docx?|gz|zip)$/i;

/** Refuses `--out` with the ending of a file that no command writes. */
export function refuseOtherFile(out: string | undefined): void {
  const ending = out === undefined ? undefined : OTHER_FILE.exec(out)?.[1];
  if (ending === undefined) return;
  throw new HoldfastError('usage', {
    en: `--out ${out}: results are not written as .${ending}; end it in .csv, .json or .ndjson, or name a folder. Excel opens the CSV as it is.`,
    zh: `--out ${out}：结果不能写成 .${ending}；请以 .csv、.json 或 .ndjson 结尾，或给出文件夹。CSV 可直接用 Excel 打开。`,
  });
}

/** The folder in which results lie, or undefined when they go to stdout. */
export function outFolder({ common: { out } }: CommandContext): string | undefined {
  if (out === undefined) return undefined;
  return FILE.test(out) ? dirname(out) : out;
}

/** The path of one result; undefined when it goes to stdout. */
function outPath({ common: { out } }: CommandContext, name: string): string | undefined {
  if (out === undefined) return undefined;
  return FILE.test(out) ? out : join(out, name);
}

/** Refuses a result file that is one of the files read: it would take their place. */
export function refuseOverwriting(context: CommandContext, read: ReadHistory): void {
  const { own } = context;
  const inputs = new Set(inputPaths(context, read).map((path) => resolve(path)));
  const results = { '--out': outPath(context, ''), '--model': own['model'], '--recalibrated': own['recalibrated'] };
  const [option, clash] =
    Object.entries(results).find(([, path]) => typeof path === 'string' && path !== '' && inputs.has(resolve(path))) ?? [];
  if (clash === undefined) return;
  throw new HoldfastError('usage', {
    en: `${clash} is one of the files read here (${option}), and the result would take its place; name another file.`,
    zh: `${clash} 是本次读取的文件（${option}），写入结果会将其覆盖；请换一个文件名。`,
  });
}

function formatOf({ common: { format, out } }: CommandContext): TableFormat {
  const named = out === undefined ? undefined : (FILE.exec(out)?.[1]?.toLowerCase() as TableFormat | undefined);
  if (named !== undefined && format !== undefined && named !== format)
    throw new HoldfastError('usage', {
      en: `--out ends in .${named} and --format says ${format}; make them agree, or leave --format out.`,
      zh: `--out 以 .${named} 结尾，而 --format 为 ${format}；请使两者一致，或不写 --format。`,
    });
  return named ?? format ?? 'csv';
}

/**
 * Writes a table of results: into the folder or file of `--out`, else to stdout (CSV without a byte order mark).
 *
 * @returns the path written, or undefined
 */
export async function writeResult(context: CommandContext, name: string, table: Table): Promise<string | undefined> {
  const format = formatOf(context);
  const path = outPath(context, `${name}.${format}`);
  if (path === undefined) for (const piece of tableText(table, format)) process.stdout.write(piece);
  else await writeTable(table, path, format, context.signal);
  return path;
}

/** Writes a text of results like {@link writeResult}. */
export async function writeText(context: CommandContext, name: string, text: string): Promise<string | undefined> {
  const path = outPath(context, name);
  if (path === undefined) process.stdout.write(text);
  else await writeFileWhole(path, [text], context.signal);
  return path;
}

/** Writes the rejected rows beside `--out`, and nothing without it. */
export async function writeRejected(context: CommandContext, issues: Issues): Promise<readonly string[]> {
  const folder = outFolder(context);
  return folder === undefined ? [] : writeRejects(issues, folder, context.common.lang);
}

/** Writes `run.json` into a folder: what the result beside it was made of. */
export async function writeRun(context: CommandContext, folder: string, command: string, read: ReadHistory, model?: string): Promise<void> {
  const { asOf, seed, lang, timeZone, maxRejected } = context.common;
  await writeRunRecord(join(folder, 'run.json'), {
    command,
    seed,
    options: { as_of: asOf ?? null, lang, time_zone: timeZone, max_rejected: maxRejected, ...ownOptions(context) },
    inputs: await hashInputs([...inputPaths(context, read), ...modelRead(context, command)]),
    rows: read.issues.tables,
    ...(model === undefined ? {} : { model }),
  });
}

/** The command's own options that can change the result; paths are not among them. */
function ownOptions({ own }: CommandContext): Record<string, unknown> {
  const names = [
    'horizon',
    'event',
    'explain',
    'customers',
    'months',
    'preset',
    'previous',
    'by',
    'every',
    'definition',
    'measure',
    'exitReasons',
    'level',
    'abcBy',
    'monetary',
    'window',
    'bins',
    'score',
    'acceptance',
    'offerShare',
    'contactCost',
    'discount',
    'relationship',
    'process',
    'referrals',
  ];
  return Object.fromEntries(names.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])));
}

function inputPaths({ dataDir, tables, common, own }: CommandContext, { report }: ReadHistory): string[] {
  const read = report.tables.flatMap(({ files }) => files.map(({ file }) => file));
  const data =
    dataDir === undefined
      ? Object.values(tables).flat()
      : [...new Set(read)].map((file) => (dataDir.endsWith(file) ? dataDir : join(dataDir, file)));
  return [
    ...data,
    ...(common.map === undefined ? [] : [common.map]),
    ...[own['rules'], own['reasons']].filter((path) => typeof path === 'string'),
  ];
}

/** The model file that a command reads; training writes it. */
function modelRead({ own }: CommandContext, command: string): string[] {
  return typeof own['model'] === 'string' && command !== 'train' ? [own['model']] : [];
}
