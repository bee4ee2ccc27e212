import {
  classifyChurn,
  dayOf,
  formatDay,
  type History,
  HoldfastError,
  type RiskModel,
  type Snapshot,
  type Text,
  type TypeModel,
} from '../index.js';
import { loadJson, type ReadHistory, readHistory } from '../node/index.js';
import type { CommandContext } from './command.js';
import { count, countOf } from './layout/number.js';
import { refuseOverwriting, writeRejected } from './output.js';

/**
 * Reads the data that the command line names, with progress; says what was rejected and where it is written,
 * and whether the data end long before the cutoff.
 *
 * @throws HoldfastError `usage` when no data is named; whatever `readHistory` throws
 */
export async function readData(context: CommandContext): Promise<ReadHistory> {
  const { common, terminal, signal, tables, dataDir } = context;
  const input = inputOf(dataDir, tables);
  const mapping = common.map === undefined ? {} : { mapping: await loadJson(common.map), mappingName: common.map };
  const options = { ...mapping, timeZone: common.timeZone, maxRejected: common.maxRejected, onProgress: terminal.onProgress, signal };
  try {
    const read = await readHistory(input, options);
    terminal.endProgress();
    refuseOverwriting(context, read);
    await tellRejected(context, read);
    refuseEmpty(context, read);
    tellSilentEnd(context, read);
    return read;
  } catch (error) {
    terminal.endProgress();
    if (error instanceof HoldfastError && error.code === 'too-many-rejected')
      await writeRejected(context, (error as HoldfastError & Pick<ReadHistory, 'issues'>).issues);
    throw error;
  }
}

function refuseEmpty(context: CommandContext, { history }: ReadHistory): void {
  if (!Number.isNaN(history.endDay)) return;
  throw new HoldfastError('no-rows', {
    en: `${inputName(context)} holds no shipment; export the shipments again, with rows below the header.`,
    zh: `${inputName(context)} 中没有任何运单；请重新导出运单，表头下应有数据行。`,
  });
}

/** Days between the last shipment and a cutoff that holidays explain; beyond them the export is likely older than the cutoff. */
const QUIET_DAYS = 14;

function tellSilentEnd({ common, terminal }: CommandContext, { history }: ReadHistory): void {
  if (common.asOf === undefined) return;
  const lastDay = history.endDay - 1;
  const days = dayOf(common.asOf) - lastDay;
  if (days <= QUIET_DAYS) return;
  const last = formatDay(lastDay);
  terminal.note({
    en: `The last shipment is of ${last}, and --as-of ${common.asOf} is ${count(days)} days later: every customer looks silent for that long; export the shipments up to that day, or choose an earlier one.`,
    zh: `最后一票在 ${last}，而 --as-of ${common.asOf} 又晚了 ${count(days)} 天：所有客户都会显得沉默了这么久；请导出截至该日的运单，或选择更早的日期。`,
  });
}

/** What to run next on the same data, and why. */
export interface NextStep {
  readonly command: string;
  readonly options?: string;
  readonly why: Text;
}

/** Says what was found, where it was written, and what to run next. */
export function tellResult(
  context: CommandContext,
  lines: readonly string[],
  written: readonly (string | undefined)[],
  { command, options = '', why }: NextStep,
): void {
  const files = written.filter((path) => path !== undefined);
  const end: Text = files.length === 0 ? { en: '', zh: '' } : { en: `Written: ${files.join(', ')}\n`, zh: `已写入：${files.join('、')}\n` };
  const text = lines.join('\n');
  const line = `holdfast ${command} ${dataArguments(context)}${options}`;
  context.terminal.note({ en: `${text}${end.en}Next: ${line} (${why.en})`, zh: `${text}${end.zh}下一步：${line}（${why.zh}）` });
}

/** Says that a model has seen what came after the cutoff: what it says of that day could not have been said then. */
export function tellHindsight({ terminal }: CommandContext, cutoff: number, { card }: RiskModel): void {
  const day = formatDay(cutoff);
  if (cutoff >= dayOf(card.asOf)) return;
  terminal.warn({
    en: `The model was trained on data up to ${card.asOf}, later than the cutoff ${day}: it has seen what was to come, so nothing here shows how well it would have done. Train with --as-of ${day} to know.`,
    zh: `该模型使用了截至 ${card.asOf} 的数据训练，晚于截止日 ${day}：它已经看到了之后发生的事，因此这里的结果不能说明它当时的表现。如需检验，请用 --as-of ${day} 重新训练。`,
  });
}

function inputOf(dataDir: string | undefined, tables: CommandContext['tables']): Parameters<typeof readHistory>[0] {
  const files = Object.keys(tables).length > 0;
  if (dataDir !== undefined && files)
    throw usage({ en: 'Name a folder or single tables, not both.', zh: '请只给出一个文件夹，或只给出各表的文件，不要两者都给。' });
  if (files) return tables;
  if (dataDir !== undefined) return dataDir;
  throw usage({
    en: 'Name the folder that holds your tables (for example: holdfast check ./export), or one flag a table (--shipments FILE).',
    zh: '请给出存放数据表的文件夹（例如：holdfast check ./export），或逐表给出文件（--shipments 文件）。',
  });
}

function usage(text: Text): HoldfastError {
  return new HoldfastError('usage', text);
}

async function tellRejected(context: CommandContext, { issues }: ReadHistory): Promise<void> {
  const rejected = issues.rejected.length;
  if (rejected === 0) return;
  const written = await writeRejected(context, issues);
  const where =
    written.length > 0
      ? { en: `; written to ${written.join(', ')}`, zh: `，已写入 ${written.join('、')}` }
      : { en: '; --out FOLDER writes what was rejected to files', zh: '；用 --out 文件夹 可将其写入文件' };
  context.terminal.note({
    en: `${countOf(rejected, 'row')} ${rejected === 1 ? 'was' : 'were'} rejected${where.en}.`,
    zh: `有 ${count(rejected)} 行被拒收${where.zh}。`,
  });
}

/** What those who left said of why teaches which signs to believe; where nobody was asked the start values hold. */
export function typesTaught(history: History, snapshot: Snapshot): { readonly typeModel?: TypeModel } {
  return snapshot.has('customers', 'exit_reason') ? { typeModel: classifyChurn(history, { at: snapshot.cutoff }).model } : {};
}

/** The folder or files that were read, as a person wrote them. */
export function inputName({ dataDir, tables }: CommandContext): string {
  return dataDir ?? Object.values(tables).flat().join(', ');
}

/** The data as they are named on a command line, for a suggestion of what to run next. */
export function dataArguments({ dataDir, tables, common }: CommandContext): string {
  const files = Object.entries(tables).map(([table, paths]) => `--${table} ${paths.join(' ')}`);
  const words = [dataDir ?? '', ...files, common.map === undefined ? '' : `--map ${common.map}`, common.lang === 'zh' ? '--lang zh' : ''];
  return words.filter((word) => word !== '').join(' ');
}
