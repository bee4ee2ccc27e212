import { Option } from 'commander';
import {
  byParent,
  checkSegmentRules,
  customerFigures,
  dayOf,
  formatDay,
  type History,
  HoldfastError,
  keyAccounts,
  migration,
  pareto,
  revenueTree,
  type ScoreMethod,
  type SegmentRule,
  type SegmentTable,
  type Snapshot,
  segmentRules,
  segments,
  upgradeCandidates,
  type ValueBasis,
} from '../../index.js';
import { loadJson } from '../../node/index.js';
import type { CommandContext, CommandSpec } from '../command.js';
import { type NextStep, readData, tellResult } from '../data.js';
import { migrationLines, revenueLines, upgradeLines } from '../layout/migrationReport.js';
import { count, countOf } from '../layout/number.js';
import { basisName, groupLines, keyAccountLines, paretoLines, ruleLines, traitLines } from '../layout/segmentReport.js';
import { outFolder, writeResult, writeRun } from '../output.js';
import { parseRules } from '../segmentRulesFile.js';

const NEXT: NextStep = { command: 'value', why: { en: 'what each of them is worth', zh: '每个客户值多少' } };

export const segment: CommandSpec = {
  name: 'segment',
  summary: {
    en: 'who carries you, who is rising, who slipped: RFM, ABC, 80/20, pyramid, lifecycle, loyalty, credit, and what moved since a date',
    zh: '谁在支撑公司、谁在上升、谁在下滑：RFM、ABC、二八、金字塔、生命周期、忠诚、信用，以及自某日以来的迁移',
  },
  example: 'holdfast segment ./export --previous 2026-03-31 --out ./segments',
  readsData: true,
  addOptions: (command, lang) => {
    const zh = lang === 'zh';
    const bases = ['profit', 'spend', 'shipments'];
    command
      .option('--previous <date>', zh ? '与这一天相比的迁移（YYYY-MM-DD）' : 'movements since this day (YYYY-MM-DD)')
      .addOption(
        new Option('--by <level>', zh ? '按客户，或汇总到上级客户' : 'by customer, or rolled up to the parent')
          .choices(['customer', 'parent'])
          .default('customer'),
      )
      .addOption(new Option('--abc-by <basis>', zh ? 'ABC 的口径：利润、收入或票数' : 'basis of ABC').choices(bases).default('profit'))
      .addOption(new Option('--monetary <basis>', zh ? 'RFM 中 M 的口径' : 'what M of RFM is').choices(bases).default('profit'))
      .option('--window <days>', zh ? '统计最近多少天；all 为全部' : 'days counted, or all', '364')
      .option('--bins <n>', zh ? 'RFM 分档数，2 到 10' : 'bins of RFM, 2 to 10', Number, 5)
      .addOption(
        new Option(
          '--score <method>',
          zh ? 'RFM 计分：中位秩，或与 R 的 rfm 包一致' : 'RFM scores by midrank, or as the R package rfm does',
        )
          .choices(['midrank', 'rfm-r'])
          .default('midrank'),
      )
      .option('--rules <file>', zh ? '自定分群规则（JSON）' : 'segment rules of your own (JSON)');
  },
  run: async (context) => {
    const { common, own } = context;
    const rules = own['rules'] === undefined ? undefined : parseRules(await loadJson(own['rules'] as string), own['rules'] as string);
    const settings = settingsOf(own, rules);
    checkSegmentRules(settings.rules, settings.bins);
    const previousDay = own['previous'] === undefined ? undefined : dayOf(own['previous'] as string);
    const read = await readData(context);
    const cutoff = dayOf(common.asOf ?? formatDay(read.history.endDay));
    const at = (day: number): Snapshot => (settings.parent ? byParent(read.history.at(day)) : read.history.at(day));
    const snapshot = at(cutoff);
    const previous = previousDay === undefined ? undefined : at(checkedPrevious(previousDay, cutoff, read.history));
    const table = segments(snapshot, { ...settings, ...(previous ? { previous } : {}) });
    const moved =
      previous && migration(previous, snapshot, { windowDays: settings.windowDays, ...beforeOf(previous, cutoff, read.history, at) });
    const written = [await writeResult(context, 'segments', table)];
    const folder = outFolder(context);
    if (moved && folder !== undefined && common.out === folder) written.push(await writeResult(context, 'migration', moved.table));
    if (folder !== undefined) await writeRun(context, folder, 'segment', read);
    const lines = [
      ...headLines(table, snapshot, settings, context),
      ...carryLines(snapshot, table, settings, context),
      ...groupLines(table, settings.rules, context.terminal),
      ...keyAccountLines(keyAccounts(snapshot, { windowDays: settings.windowDays }), context.terminal),
      ...traitLines(table, context.terminal),
      ...(moved && previous ? migrationLines(moved, formatDay(previous.cutoff), context.terminal) : []),
      ...upgradeLines(upgradeCandidates(snapshot, { windowDays: settings.windowDays }), context.terminal),
      ...treeLines(snapshot, previous, context),
      ...(rules ? ruleLines(table.report, context.terminal) : []),
    ];
    tellResult(context, lines, written, NEXT);
  },
};

interface Settings {
  readonly parent: boolean;
  readonly windowDays: number;
  readonly bins: number;
  readonly method: ScoreMethod;
  readonly monetary: ValueBasis;
  readonly abcBy: ValueBasis;
  readonly rules: readonly SegmentRule[];
}

function settingsOf(own: CommandContext['own'], rules: readonly SegmentRule[] | undefined): Settings {
  const bins = own['bins'] as number;
  const window = own['window'] === 'all' ? Number.POSITIVE_INFINITY : Number(own['window']);
  if (!(Number.isInteger(bins) && bins >= 2 && bins <= 10))
    throw usage('--bins must be a whole number from 2 to 10.', '--bins 应为 2 到 10 的整数。');
  if (!(window >= 1 && (window === Number.POSITIVE_INFINITY || Number.isInteger(window))))
    throw usage('--window must be a whole number of days from 1, or all.', '--window 应为不小于 1 的整数天数，或 all。');
  return {
    parent: own['by'] === 'parent',
    windowDays: window,
    bins,
    method: own['score'] as ScoreMethod,
    monetary: own['monetary'] as ValueBasis,
    abcBy: own['abcBy'] as ValueBasis,
    rules: rules ?? segmentRules(bins),
  };
}

function usage(en: string, zh: string): HoldfastError {
  return new HoldfastError('usage', { en, zh });
}

function checkedPrevious(day: number, cutoff: number, history: History): number {
  if (day > history.firstDay && day < cutoff) return day;
  throw usage(
    `--previous ${formatDay(day)} must lie after the first shipment (${formatDay(history.firstDay)}) and before the cutoff (${formatDay(cutoff)}).`,
    `--previous ${formatDay(day)} 必须晚于首票（${formatDay(history.firstDay)}）且早于截止日（${formatDay(cutoff)}）。`,
  );
}

/** The snapshot as long before `previous` as it lies before the cutoff, where the history goes back so far. */
function beforeOf(previous: Snapshot, cutoff: number, history: History, at: (day: number) => Snapshot): { readonly before?: Snapshot } {
  const day = 2 * previous.cutoff - cutoff;
  return day > history.firstDay ? { before: at(day) } : {};
}

function headLines(table: SegmentTable, snapshot: Snapshot, { parent, windowDays }: Settings, { terminal }: CommandContext): string[] {
  const { say, strong } = terminal;
  const who = parent ? { en: ' rolled up to their parents', zh: '（已汇总到上级）' } : { en: '', zh: '' };
  const span = Number.isFinite(windowDays)
    ? { en: `the last ${windowDays} days`, zh: `最近 ${windowDays} 天` }
    : { en: 'all days', zh: '全部时间' };
  const basis: Readonly<Record<SegmentTable['basis'], string>> = {
    margin: '',
    revenue: say({
      en: 'Profit is not known (no cost in the data): revenue stands in for it.',
      zh: '利润未知（数据中没有成本）：以收入代替。',
    }),
    none: say({ en: 'No freight in the data: customers are ranked by shipments.', zh: '数据中没有运费：按票数排序。' }),
  };
  return [
    strong(
      say({
        en: `Segments as of ${formatDay(snapshot.cutoff)}: ${countOf(snapshot.indices.length, 'customer')}${who.en}, over ${span.en}`,
        zh: `截至 ${formatDay(snapshot.cutoff)} 的客户细分：${count(snapshot.indices.length)} 个客户${who.zh}，统计${span.zh}`,
      }),
    ),
    ...(basis[table.basis] === '' ? [] : [basis[table.basis]]),
    '',
  ];
}

/** Concentration, or why there is none to speak of. */
function carryLines(snapshot: Snapshot, table: SegmentTable, { windowDays }: Settings, { terminal }: CommandContext): string[] {
  const figures = customerFigures(snapshot, { windowDays });
  const sharesOf = (by: ValueBasis): string[] | undefined => {
    try {
      return paretoLines(pareto(snapshot, { by, figures }), table.basis, terminal);
    } catch (error) {
      if (error instanceof HoldfastError && error.code === 'bad-parameter') return undefined;
      throw error;
    }
  };
  const basis = basisName(table.abcBy, table.basis, terminal);
  const nothing = terminal.say({
    en: `Together the customers bring no ${basis}; spend is shared out instead.`,
    zh: `全部客户合计没有${basis}；以下改按运费收入。`,
  });
  return sharesOf(table.abcBy) ?? [nothing, ...(sharesOf('spend') ?? sharesOf('shipments') ?? [''])];
}

function treeLines(snapshot: Snapshot, previous: Snapshot | undefined, { terminal }: CommandContext): string[] {
  if (!snapshot.has('shipments', 'freight')) return [];
  const days = Math.min(364, previous === undefined ? 91 : snapshot.cutoff - previous.cutoff);
  const hasYear = snapshot.company.blocks * 7 >= 364 + days;
  const earlier = hasYear ? 364 : days;
  const against = hasYear ? { en: 'the same days a year ago', zh: '去年同期' } : { en: 'the days before', zh: '上一时段' };
  const title = terminal.say({
    en: `Why revenue changed: the last ${days} days against ${against.en}`,
    zh: `收入为何变动：最近 ${days} 天与${against.zh}相比`,
  });
  return revenueLines(revenueTree(snapshot, { windowDays: days, earlierEndDaysAgo: Math.max(days, earlier) }), title, terminal);
}
