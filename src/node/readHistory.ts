import { ensure, HoldfastError } from '../core/errors.js';
import type { RunOptions } from '../core/run.js';
import type { Issue } from '../history/batch.js';
import { wallClock } from '../history/cells.js';
import { reduce } from '../history/reduce/reduce.js';
import { SCHEMA } from '../history/schema.js';
import type { History, Issues } from '../history/types.js';
import type { CsvSource } from './csvSource.js';
import type { HistoryInput } from './findTables.js';
import type { Engine } from './layout.js';
import { parseMapping } from './mapping.js';
import { openSources } from './openSources.js';
import { type ReadReport, reportOf } from './report.js';

/** Options of {@link readHistory}. */
export interface ReadOptions extends RunOptions {
  /** What a mapping file holds: how headers, words and formats of the files become those of the schema. */
  readonly mapping?: unknown;
  /** What a person calls the mapping in messages. */
  readonly mappingName?: string;
  /** Wall clock of times without a zone, to which times with one are brought; IANA name. */
  readonly timeZone?: string;
  /** Share of the rows of any table, 0–1, above which rejected rows are an error. */
  readonly maxRejected?: number;
  /** @internal Reader of files; `csv-parse` is the slow twin. */
  readonly engine?: Engine;
}

/** What reading gave. */
export interface ReadHistory {
  readonly history: History;
  /** Every row that was not kept and cell that was not understood. */
  readonly issues: Issues;
  /** How each file and column was understood. */
  readonly report: ReadReport;
}

/** A `too-many-rejected` error carries what was found, so that it can be shown. */
export interface TooManyRejected extends HoldfastError {
  readonly issues: Issues;
  readonly report: ReadReport;
}

/**
 * Reads the history of a company from its exported tables: CSV (or tabs, semicolons, blanks), plain or gzipped, UTF-8 or GB18030,
 * headers in English or Chinese.
 *
 * @param input - a folder in which tables are found by name, a file of shipments, or paths by table
 * @param options - mapping, time zone (default Asia/Shanghai), the share of rejected rows to stop at (default 0.05), progress and abort
 * @returns the history; `issues`: every row and cell that was not taken as it stood; `report`: how each column was understood
 * @throws HoldfastError `no-file`, `unreadable-file`, `empty-file`, `binary-file`, `broken-gzip`, `line-too-long`, `missing-table`,
 *   `missing-column`, `duplicate-column`, `ambiguous-date`, `bad-mapping`, `bad-parameter`, `no-rows`, `aborted`; `too-many-rejected` (see {@link TooManyRejected})
 * @remarks One pass; a file whose dates leave the order of day and month open is read once more. Memory grows with the facts, not the rows.
 * @example
 * ```ts
 * const { issues, report } = await readHistory('datasets/demo-zh-gbk-dirty');
 * issues.tables.shipments; // => { read: 6638, kept: 6549, rejected: 89 }
 * const [customers] = report.tables;
 * customers?.files[0]?.encoding; // => 'gb18030'
 *
 * await writeFileWhole('export.csv', ['Kunde;Tag\nC1;02.03.2026\nC1;16.03.2026\n']);
 * const mapping = { shipments: { customer_id: 'Kunde', shipped_at: { column: 'Tag', format: 'd.M.yyyy' } } };
 * const { history } = await readHistory({ shipments: 'export.csv' }, { mapping });
 * Array.from(history.at('2026-04-01').view(0).shipmentDays, formatDay); // => ['2026-03-02', '2026-03-16']
 * ```
 */
export async function readHistory(input: HistoryInput, options: ReadOptions = {}): Promise<ReadHistory> {
  const { timeZone = 'Asia/Shanghai', maxRejected = 0.05 } = options;
  const { mapping, mappingName = 'mapping' } = options;
  ensure(maxRejected >= 0 && maxRejected <= 1, 'bad-parameter', () => ({
    en: `maxRejected is a share from 0 to 1, got ${maxRejected}`,
    zh: `maxRejected 应为 0 到 1 之间的比例，实际为 ${maxRejected}`,
  }));
  wallClock(0, timeZone); // refuses a name that is no time zone, whether or not a cell needs it
  const { sources, orders, unused, lookups } = await openSources(
    input,
    mapping === undefined ? {} : parseMapping(mapping, mappingName),
    timeZone,
    options,
  );
  const rejected: Issue[] = [];
  const reporting = (issues: Issues): ReadReport => reportOf(sources, issues, orders, { unusedFiles: unused, lookups, timeZone });
  const { onProgress, signal } = options;
  const recorded = sources.map((source) => ({ ...source, batches: recordingRejects(source, rejected) }));
  try {
    const { history, issues } = await reduce(recorded, { ...(onProgress && { onProgress }), ...(signal && { signal }) });
    refuseTooManyRejected(issues, reporting(issues), maxRejected);
    return { history, issues, report: reporting(issues) };
  } catch (error) {
    const issues = issuesSoFar(sources, rejected);
    if (error instanceof HoldfastError && ['no-rows', 'no-customers'].includes(error.code))
      refuseTooManyRejected(issues, reporting(issues), maxRejected);
    throw error;
  }
}

/** Rejects of the first reading of a source; it may be read again. */
function recordingRejects(source: CsvSource, rejected: Issue[]): CsvSource['batches'] {
  let first = true;
  return (onIssue) => {
    const recording = first;
    first = false;
    return source.batches((issue) => {
      if (recording && issue.severity === 'rejected') rejected.push(issue);
      onIssue(issue);
    });
  };
}

/** What the readers alone have found, where the history could not be made. */
function issuesSoFar(sources: readonly CsvSource[], rejected: readonly Issue[]): Issues {
  const tables = SCHEMA.flatMap(({ name }) => {
    const seen = sources.filter(({ table }) => table === name).map((source) => source.seen);
    const kept = seen.reduce((sum, file) => sum + file.kept, 0);
    const refused = seen.reduce((sum, file) => sum + file.rejected, 0);
    return seen.length === 0 ? [] : [[name, { read: kept + refused, kept, rejected: refused }] as const];
  });
  return { tables: Object.fromEntries(tables), rejected, warnings: [], warningCounts: {}, sources: sources.map(({ name }) => name) };
}

function refuseTooManyRejected(issues: Issues, report: ReadReport, maxRejected: number): void {
  for (const [table, { read, rejected }] of Object.entries(issues.tables)) {
    if (rejected <= maxRejected * read) continue;
    const first = issues.rejected.filter((issue) => issue.table === table).reduce((a, b) => (comesBefore(b, a) ? b : a));
    const place = { file: issues.sources[first.source] ?? '', line: first.line };
    const error = new HoldfastError('too-many-rejected', {
      en: `${table}: ${rejected} of ${read} rows ${rejected === 1 ? 'was' : 'were'} rejected, more than ${percent(maxRejected)} allows; the first is ${place.file}, line ${place.line}: ${first.reason.en}; correct the export, or allow more with --max-rejected`,
      zh: `${table}：${read} 行中有 ${rejected} 行被拒收，超过允许的 ${percent(maxRejected)}；第一处在 ${place.file} 第 ${place.line} 行：${first.reason.zh}；请更正导出数据，或用 --max-rejected 放宽`,
    });
    throw Object.assign(error, { issues, report });
  }
}

const comesBefore = (a: Issue, b: Issue): boolean => a.source < b.source || (a.source === b.source && a.line < b.line);

const percent = (share: number): string => `${Number((share * 100).toPrecision(6))}%`;
