import {
  companyTrend,
  formatDay,
  type History,
  type Issues,
  neededDays,
  type Snapshot,
  type Table,
  type Text,
  tableSchema,
} from '../../index.js';
import type { ReadHistory, ReadReport, TableReport } from '../../node/index.js';
import type { CommandContext, CommandSpec } from '../command.js';
import { dataArguments, inputName, readData } from '../data.js';
import { grid } from '../layout/grid.js';
import { count, countOf, percent, sparkline } from '../layout/number.js';
import { wrap } from '../layout/width.js';
import { writeResult, writeText } from '../output.js';

export const check: CommandSpec = {
  name: 'check',
  summary: {
    en: 'read and validate your tables: how each column was understood, what was rejected, what each missing column costs',
    zh: '读取并校验数据表：每一列如何理解、哪些行被拒收、缺少每一列的代价',
  },
  example: 'holdfast check ./export --out ./checked',
  readsData: true,
  run: async (context) => {
    const read = await readData(context);
    const { terminal, common } = context;
    const snapshot = read.history.at(common.asOf ?? read.history.endDay);
    const written = await writeReport(context, read, snapshot);
    if (written !== undefined) terminal.note({ en: `The report: ${written}`, zh: `校验报告：${written}` });
    terminal.note(nextStep(read.history, snapshot, context));
  },
};

async function writeReport(context: CommandContext, read: ReadHistory, snapshot: Snapshot): Promise<string | undefined> {
  const format = reportFormat(context.common);
  if (format === 'csv' || format === 'ndjson') return writeResult(context, 'check', columnsRead(read.report));
  if (format === 'json') return writeText(context, 'check.json', `${JSON.stringify(await checkJson(read, snapshot), null, 2)}\n`);
  return writeText(context, 'check.txt', `${(await checkLines(read, snapshot, context)).join('\n')}\n`);
}

/** As `--format` or the ending of `--out` says; a text to be read where neither names one. */
function reportFormat({ format, out }: CommandContext['common']): string | undefined {
  return format ?? /\.(csv|json|ndjson)$/i.exec(out ?? '')?.[1]?.toLowerCase();
}

/** How each column was understood, one row a column of a file. */
function columnsRead({ tables }: ReadReport): Table {
  const read = tables.flatMap(({ table, files }) =>
    files.flatMap(({ file, columns }) => columns.map((column) => ({ table, file, ...column }))),
  );
  return {
    length: read.length,
    columns: {
      table: read.map(({ table }) => table),
      file: read.map(({ file }) => file),
      column: read.map(({ column }) => column),
      header: read.map(({ header }) => header),
      filled: Float64Array.from(read, ({ filled }) => filled),
      lowest: read.map(({ min }) => min),
      highest: read.map(({ max }) => max),
      examples: read.map(({ examples }) => examples.join(' | ')),
    },
  };
}

/** The report as data. */
async function checkJson({ history, issues, report }: ReadHistory, snapshot: Snapshot): Promise<object> {
  return {
    tables: report.tables,
    unused_files: report.unusedFiles,
    time_zone: report.timeZone,
    first_day: formatDay(history.firstDay),
    as_of: formatDay(snapshot.cutoff),
    customers: snapshot.indices.length,
    counts: issues.tables,
    warnings: issues.warningCounts,
    guessed: issues.guessed ?? {},
    rejected: issues.rejected.length,
    trend: await companyTrend(snapshot).then((trend) => ({
      ...trend,
      shipments: [...trend.shipments],
      margin: [...trend.margin],
    })),
  };
}

async function checkLines({ history, issues, report }: ReadHistory, snapshot: Snapshot, context: CommandContext): Promise<string[]> {
  const { terminal } = context;
  const { say, strong } = terminal;
  const present = report.tables.filter(({ files }) => files.length > 0);
  const lines = [
    strong(say({ en: `What holdfast read in ${inputName(context)}`, zh: `holdfast 在 ${inputName(context)} 中读到的内容` })),
    '',
    ...overview(present, terminal),
    '',
    ...present.flatMap((table) => tableLines(table, terminal)),
    ...absentLines(report, terminal),
    ...issueLines(issues, terminal),
    ...(await companyLines(history, snapshot, terminal)),
  ];
  return lines;
}

function overview(tables: readonly TableReport[], { say }: CommandContext['terminal']): string[] {
  const columns = [
    { title: say({ en: 'table', zh: '表' }) },
    { title: say({ en: 'rows read', zh: '读入行数' }), align: 'right' as const },
    { title: say({ en: 'kept', zh: '保留' }), align: 'right' as const },
    { title: say({ en: 'rejected', zh: '拒收' }), align: 'right' as const },
    { title: say({ en: 'from', zh: '起' }) },
    { title: say({ en: 'to', zh: '止' }) },
    { title: say({ en: 'file', zh: '文件' }), maxWidth: 48 },
  ];
  const row = ({ title, read, kept, rejected, firstDate, lastDate, files }: TableReport): string[] => [
    say(title),
    count(read),
    count(kept),
    count(rejected),
    firstDate,
    lastDate,
    files.map(({ file }) => file).join(', '),
  ];
  return grid(columns, tables.map(row));
}

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030 (GBK)',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
};
const DELIMITERS: Readonly<Record<string, Text>> = {
  ',': { en: 'commas', zh: '逗号分隔' },
  ';': { en: 'semicolons', zh: '分号分隔' },
  '\t': { en: 'tabs', zh: '制表符分隔' },
  '|': { en: 'bars', zh: '竖线分隔' },
  blanks: { en: 'blanks', zh: '空格分隔' },
};

function tableLines({ table, title, files, missing }: TableReport, { say, strong, width }: CommandContext['terminal']): string[] {
  const lines: string[] = [];
  for (const file of files) {
    const encoding = ENCODINGS[file.encoding] ?? file.encoding;
    const delimiter = DELIMITERS[file.delimiter] ?? { en: file.delimiter, zh: file.delimiter };
    const layout = say({ en: `${encoding}, ${delimiter.en}`, zh: `${encoding}，${delimiter.zh}` });
    lines.push(strong(`${say(title)} · ${file.file} · ${layout}`));
    const columns = [
      { title: say({ en: 'column', zh: '列' }) },
      { title: say({ en: 'your header', zh: '您的表头' }), maxWidth: 28 },
      { title: say({ en: 'filled', zh: '填充率' }), align: 'right' as const },
      { title: say({ en: 'values', zh: '取值' }), maxWidth: 52 },
    ];
    lines.push(
      ...grid(
        columns,
        file.columns.map((column) => [column.column, column.header, percent(column.filled), valuesOf(column, say)]),
      ).map((line) => `  ${line}`),
    );
    if (file.unknownHeaders.length > 0)
      lines.push(
        ...wrap(
          say({
            en: `Not used: ${file.unknownHeaders.join(', ')}. If one of them is a column above or below, name it in a mapping file (--map).`,
            zh: `未使用：${file.unknownHeaders.join('、')}。若其中有上下所列的列，请在映射文件（--map）中注明。`,
          }),
          width - 2,
        ).map((line) => `  ${line}`),
      );
    if (file.unreadableCharacters > 0)
      lines.push(
        `  ${say({ en: `${count(file.unreadableCharacters)} characters could not be read in this encoding: names may be garbled. Save the file as UTF-8 and read it again.`, zh: `有 ${count(file.unreadableCharacters)} 个字符无法按此编码读取，名称可能是乱码；请将文件另存为 UTF-8 后重新读取。` })}`,
      );
  }
  const costs = missing.filter(({ without }) => without !== undefined);
  if (costs.length > 0) {
    lines.push(`  ${say({ en: 'Columns that are missing, and what that costs:', zh: '缺少的列及其代价：' })}`);
    for (const { column, without } of costs) lines.push(`    ${column} (${zhName(table, column)}): ${say(without!)}`);
  }
  return [...lines, ''];
}

function zhName(table: TableReport['table'], column: string): string {
  return tableSchema(table).columns.find(({ name }) => name === column)?.headers[0] ?? column;
}

type ColumnReport = TableReport['files'][number]['columns'][number];

function valuesOf({ kind, min, max, examples, dateOrder }: ColumnReport, say: (text: Text) => string): string {
  const order = dateOrder === undefined ? '' : say({ en: ` (read as ${dateOrder})`, zh: `（按 ${dateOrder} 读取）` });
  if (min !== '' && kind !== 'choice') return `${min} … ${max}${order}`;
  return examples.join(', ');
}

function absentLines({ tables, unusedFiles }: ReadReport, { say, strong }: CommandContext['terminal']): string[] {
  const absent = tables.filter(({ without }) => without !== undefined);
  const lines =
    absent.length === 0
      ? []
      : [
          strong(say({ en: 'Tables that are absent, and what that costs', zh: '缺少的表及其代价' })),
          ...absent.map(({ title, table, without }) => `  ${say(title)}${say({ en: '', zh: ` (${table})` })}: ${say(without!)}`),
          '',
        ];
  if (unusedFiles.length > 0)
    lines.push(
      say({
        en: `Files that no table uses: ${unusedFiles.join(', ')} (a mapping file can name them with "$file")`,
        zh: `未被任何表使用的文件：${unusedFiles.join('、')}（可在映射文件中用 "$file" 指定）`,
      }),
      '',
    );
  return lines;
}

const SHOWN = 5;

function issueLines(issues: Issues, { say, strong, width }: CommandContext['terminal']): string[] {
  const lines: string[] = [];
  if (issues.rejected.length > 0) {
    lines.push(
      strong(say({ en: `Rejected rows (${count(issues.rejected.length)})`, zh: `被拒收的行（${count(issues.rejected.length)}）` })),
    );
    for (const { source, line, reason } of issues.rejected.slice(0, SHOWN))
      lines.push(
        ...wrap(
          say({ en: `${issues.sources[source]}, line ${line}: ${reason.en}`, zh: `${issues.sources[source]} 第 ${line} 行：${reason.zh}` }),
          width - 2,
        ).map((text) => `  ${text}`),
      );
    if (issues.rejected.length > SHOWN)
      lines.push(
        `  ${say({ en: `… and ${count(issues.rejected.length - SHOWN)} more`, zh: `……另有 ${count(issues.rejected.length - SHOWN)} 行` })}`,
      );
    lines.push('');
  }
  for (const [column, cells] of Object.entries(issues.guessed ?? {}))
    lines.push(
      ...wrap(
        say({ en: `Guessed from text: ${column}, ${count(cells)} empty cells`, zh: `根据文本推测：${column}，${count(cells)} 个空单元格` }),
        width,
      ),
      '',
    );
  const warnings = Object.entries(issues.warningCounts);
  if (warnings.length > 0) {
    lines.push(strong(say({ en: 'Warnings (rows kept)', zh: '警告（行已保留）' })));
    for (const [key, number] of warnings) {
      const example = issues.warnings.find((issue) => `${issue.table}.${issue.column}.${issue.code}` === key);
      const where =
        example === undefined
          ? key
          : say({
              en: `${example.reason.en} (first at ${issues.sources[example.source]}, line ${example.line})`,
              zh: `${example.reason.zh}（首见于 ${issues.sources[example.source]} 第 ${example.line} 行）`,
            });
      lines.push(...wrap(`${count(number)} × ${where}`, width - 2).map((text) => `  ${text}`));
    }
    lines.push('');
  }
  return lines;
}

async function companyLines(history: History, snapshot: Snapshot, { say, strong }: CommandContext['terminal']): Promise<string[]> {
  const { shipments, shipmentsSlope, marginSlope } = await companyTrend(snapshot);
  const days = snapshot.cutoff - history.firstDay;
  const customers = snapshot.indices.length;
  const picture = `${count(shipments[0] ?? Number.NaN)} ${sparkline([...shipments])} ${count(shipments.at(-1) ?? Number.NaN)}`;
  const slopes = [trendText({ en: 'volume', zh: '票数' }, shipmentsSlope), trendText({ en: 'margin', zh: '毛利' }, marginSlope)];
  return [
    strong(say({ en: 'Shipments in periods of 28 days', zh: '每 28 天的票数' })),
    ...[picture, ...slopes.flatMap((text) => (text === undefined ? [] : [say(text)]))].map((line) => `  ${line}`),
    '',
    say({
      en: `${countOf(customers, 'customer')}, ${countOf(days, 'day')} of history to ${formatDay(snapshot.cutoff)} (training needs about ${neededDays(91, 28)}).`,
      zh: `截至 ${formatDay(snapshot.cutoff)} 共 ${count(customers)} 个客户，${count(days)} 天历史（训练约需 ${neededDays(91, 28)} 天）。`,
    }),
  ];
}

function trendText(name: Text, slope: number): Text | undefined {
  if (Number.isNaN(slope)) return undefined;
  return { en: `${name.en}: ${signed(slope)} a period (robust trend line)`, zh: `${name.zh}：每期 ${signed(slope)}（稳健趋势线）` };
}

function signed(share: number): string {
  return `${share >= 0 ? '+' : '−'}${percent(Math.abs(share), 1)}`;
}

function nextStep(history: History, snapshot: Snapshot, context: CommandContext): Text {
  const data = dataArguments(context);
  if (snapshot.cutoff - history.firstDay >= neededDays(91, 28))
    return { en: `Next: holdfast train ${data} --model model.json`, zh: `下一步：holdfast train ${data} --model model.json` };
  return {
    en: `Next: holdfast score ${data} (too little history for a model: customers are ranked by their own rhythm)`,
    zh: `下一步：holdfast score ${data}（历史不足以训练模型：按客户自身的发货节奏排序）`,
  };
}
