import type { Text } from '../../core/text.js';
import type { Issue } from '../batch.js';
import type { TableName } from '../schema.js';
import type { Issues } from '../types.js';

const WARNINGS_LISTED = 1000;

/** Gathers issues while reading; every row read is counted once, as kept or as rejected. */
export interface IssueLog {
  readonly add: (issue: Issue) => void;
  /** Counts rows that a reader handed over. */
  countRows(table: TableName, rows: number): void;
  /** Turns a row that was handed over into a rejected one. */
  reject(issue: Omit<Issue, 'severity'>): void;
  warn(issue: Omit<Issue, 'severity'>): void;
  /** Counts a warning whose place is listed only while the list has room; `make` is not called otherwise. */
  warnLazily(table: TableName, column: string, code: string, make: () => Omit<Issue, 'severity'>): void;
  /** Counts cells that were filled from the text of their row. */
  countGuessed(table: TableName, column: string, cells: number): void;
  /** Where a cell of a column that may be guessed had a value that was not understood, as {@link placeOf} keys. */
  notUnderstood(table: TableName, column: string): ReadonlySet<string>;
  /** Takes back warnings of whole rows that turned out to be something else. */
  withdraw(code: string, table: TableName, places: ReadonlySet<string>): void;
  rejectedOf(table: TableName): number;
  keptOf(table: TableName): number;
  finish(): Issues;
}

/** Columns that are guessed where a cell is empty. */
const GUESSED_COLUMNS: readonly string[] = ['complaints.category'];

/** Where a row stands, as a key. */
export const placeOf = (source: number, line: number): string => `${source}:${line}`;

export function createIssueLog(sources: readonly string[], tables: readonly TableName[]): IssueLog {
  const rejected: Issue[] = [];
  const warnings: Issue[] = [];
  const warningCounts = new Map<string, number>();
  const handed = new Map<TableName, number>(tables.map((table) => [table, 0]));
  const rejectedByReader = new Map<TableName, number>();
  const rejectedLater = new Map<TableName, number>();
  const guessed = new Map<string, number>();
  const misread = new Map(GUESSED_COLUMNS.map((name) => [name, new Set<string>()]));
  const raise = <K>(counts: Map<K, number>, key: K, by: number): void => void counts.set(key, (counts.get(key) ?? 0) + by);
  const countOf = (counts: Map<TableName, number>, table: TableName): number => counts.get(table) ?? 0;

  const log: IssueLog = {
    add(issue) {
      if (issue.severity === 'warning') return log.warn(issue);
      rejected.push(issue);
      raise(rejectedByReader, issue.table, 1);
    },
    countRows: (table, rows) => raise(handed, table, rows),
    reject(issue) {
      rejected.push({ severity: 'rejected', ...issue });
      raise(rejectedLater, issue.table, 1);
    },
    warn(issue) {
      if (issue.code === 'bad-cell') misread.get(`${issue.table}.${issue.column}`)?.add(placeOf(issue.source, issue.line));
      log.warnLazily(issue.table, issue.column, issue.code, () => issue);
    },
    warnLazily(table, column, code, make) {
      raise(warningCounts, `${table}.${column}.${code}`, 1);
      if (warnings.length < WARNINGS_LISTED) warnings.push({ ...make(), severity: 'warning' });
    },
    countGuessed(table, column, cells) {
      if (cells > 0) guessed.set(`${table}.${column}`, cells);
    },
    notUnderstood: (table, column) => misread.get(`${table}.${column}`) ?? new Set(),
    withdraw(code, table, places) {
      raise(warningCounts, `${table}..${code}`, -places.size);
      if (warningCounts.get(`${table}..${code}`) === 0) warningCounts.delete(`${table}..${code}`);
      const stays = (issue: Issue): boolean =>
        issue.code !== code || issue.table !== table || !places.has(placeOf(issue.source, issue.line));
      warnings.splice(0, warnings.length, ...warnings.filter(stays));
    },
    rejectedOf: (table) => countOf(rejectedByReader, table) + countOf(rejectedLater, table),
    keptOf: (table) => countOf(handed, table) - countOf(rejectedLater, table),
    finish() {
      const counts = [...handed.keys()].map((table) => {
        const kept = log.keptOf(table);
        const rejectedRows = log.rejectedOf(table);
        return [table, { read: kept + rejectedRows, kept, rejected: rejectedRows }] as const;
      });
      return {
        tables: Object.fromEntries(counts),
        rejected,
        warnings,
        warningCounts: Object.fromEntries(warningCounts),
        ...(guessed.size === 0 ? {} : { guessed: Object.fromEntries(guessed) }),
        sources,
      };
    },
  };
  return log;
}

/** Sentences of the issues that only the reducer can find. */
export const REASONS: Readonly<Record<'duplicateRow' | 'duplicateKey' | 'unknownCustomer' | 'impossibleTime' | 'missingFreight', Text>> = {
  duplicateRow: { en: 'the same row was there before; it counts once', zh: '与之前的一行完全相同，只计一次' },
  duplicateKey: {
    en: 'another row has the same key and different cells; the smaller one in order of time and cells was kept; correct the export',
    zh: '另有一行主键相同但内容不同；已保留按时间和内容排序较小的一行，请更正导出数据',
  },
  unknownCustomer: { en: 'this customer is not in the customers table; it was added', zh: '客户表中没有该客户，已自动添加' },
  impossibleTime: {
    en: 'delivered before it was shipped; the delivery is taken as missing',
    zh: '签收时间早于寄件时间，签收时间按缺失处理',
  },
  missingFreight: { en: 'no freight; counted as 0', zh: '缺少运费，按 0 计' },
};
