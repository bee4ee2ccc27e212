import { Option } from 'commander';
import {
  CHURN_DEFINITIONS,
  CHURN_GROUPINGS,
  type ChurnDefinition,
  type ChurnGrouping,
  churnRate,
  classifyChurn,
  dayOf,
  formatDay,
  HoldfastError,
  lossReview,
  moments,
  renewalsDue,
  silentCustomers,
  type Text,
} from '../../index.js';
import type { CommandContext, CommandSpec } from '../command.js';
import { type NextStep, readData, tellResult } from '../data.js';
import { lossLines, momentLines, rateLines, silentLines } from '../layout/churnReport.js';
import { outFolder, writeResult, writeRun } from '../output.js';

const NEXT: NextStep = {
  command: 'classify',
  options: ' --out ./why',
  why: { en: 'of what kind and cause each leaving was', zh: '每次流失属于哪一类、因何而起' },
};

export const churn: CommandSpec = {
  name: 'churn',
  summary: {
    en: 'how many leave, month by month, with intervals and the half life; who was lost, why and to whom; who keeps silent',
    zh: '逐月流失率、区间与半衰期；流失了谁、为何、去了哪里；谁在沉默',
  },
  example: 'holdfast churn ./export --every quarter --by tier --out ./churn',
  readsData: true,
  addOptions: (command, lang) => {
    const zh = lang === 'zh';
    command
      .addOption(
        new Option('--every <period>', zh ? '时段长度' : 'length of a period').choices(['week', 'month', 'quarter']).default('month'),
      )
      .option(
        '--by <what>',
        zh
          ? `按客户或上级客户统计（customer、parent），并可按一项拆分（${CHURN_GROUPINGS.join('、')}）；多项用逗号分隔`
          : `customer or parent, and one split (${CHURN_GROUPINGS.join(', ')}); separated by a comma`,
        'customer',
      )
      .option(
        '--definition <what>',
        zh
          ? `流失的含义，可多选，用逗号分隔：${CHURN_DEFINITIONS.join('、')}`
          : `what counts, separated by commas: ${CHURN_DEFINITIONS.join(', ')}`,
        'inactive,removed',
      )
      .addOption(
        new Option('--measure <what>', zh ? '按客户数或其利润衡量' : 'share of customers, or of their profit')
          .choices(['customers', 'profit'])
          .default('customers'),
      )
      .option('--level <p>', zh ? '区间水平，0 到 1' : 'level of the intervals, 0 to 1', Number, 0.9)
      .option('--window <days>', zh ? '回顾最近多少天的流失' : 'days of losses reviewed', Number, 364);
  },
  run: async (context) => {
    const { common, own, terminal } = context;
    const settings = settingsOf(own);
    const read = await readData(context);
    const { history } = read;
    const dataEnd = dayOf(common.asOf ?? formatDay(history.endDay));
    const rates = churnRate(history, { ...settings, dataEnd });
    const { types } = classifyChurn(history, { at: dataEnd, by: settings.unit, lang: common.lang });
    const losses = lossReview(history, { unit: settings.unit, windowDays: settings.windowDays, dataEnd, types });
    const silent = history.has('complaints') ? silentCustomers(history.at(dataEnd)) : undefined;
    const written = [await writeResult(context, 'churn', rates)];
    const folder = outFolder(context);
    if (folder !== undefined && common.out === folder) {
      written.push(await writeResult(context, 'losses', losses));
      if (silent) written.push(await writeResult(context, 'silent', silent));
    }
    if (folder !== undefined) await writeRun(context, folder, 'churn', read);
    tellResult(
      context,
      [
        ...headLines(settings, dataEnd, context),
        ...rateLines(rates, terminal),
        ...lossLines(losses, dataEnd - settings.windowDays, terminal),
        ...momentLines(
          moments(history, { unit: settings.unit, level: settings.level, dataEnd }),
          renewalsDue(history.at(dataEnd)),
          terminal,
        ),
        ...(silent ? silentLines(silent, terminal) : []),
      ],
      written,
      NEXT,
    );
  },
};

interface Settings {
  readonly every: 'week' | 'month' | 'quarter';
  readonly unit: 'customer' | 'parent';
  readonly by?: ChurnGrouping;
  readonly definition: readonly ChurnDefinition[];
  readonly measure: 'customers' | 'profit';
  readonly level: number;
  readonly windowDays: number;
}

function settingsOf(own: CommandContext['own']): Settings {
  const level = own['level'] as number;
  const windowDays = own['window'] as number;
  if (!(level > 0 && level < 1)) throw usage('--level must lie between 0 and 1, for example 0.9.', '--level 应在 0 与 1 之间，例如 0.9。');
  if (!(Number.isInteger(windowDays) && windowDays >= 1))
    throw usage('--window must be a whole number of days from 1.', '--window 应为不小于 1 的整数天数。');
  return {
    every: own['every'] as Settings['every'],
    ...groupingOf(listOf(own['by'])),
    definition: definitionsOf(listOf(own['definition'])),
    measure: own['measure'] as Settings['measure'],
    level,
    windowDays,
  };
}

function listOf(value: unknown): string[] {
  return String(value)
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function groupingOf(parts: readonly string[]): Pick<Settings, 'unit' | 'by'> {
  const splits = parts.filter((part) => part !== 'customer' && part !== 'parent');
  const by = CHURN_GROUPINGS.find((grouping) => grouping === splits[0]);
  if (splits.length > 1 || (splits.length === 1 && by === undefined))
    throw usage(
      `--by ${parts.join(',')}: name customer or parent, and at most one of ${CHURN_GROUPINGS.join(', ')}.`,
      `--by ${parts.join(',')}：请给出 customer 或 parent，并至多再给出 ${CHURN_GROUPINGS.join('、')} 之一。`,
    );
  return { unit: parts.includes('parent') ? 'parent' : 'customer', ...(by === undefined ? {} : { by }) };
}

function definitionsOf(parts: readonly string[]): readonly ChurnDefinition[] {
  const known = CHURN_DEFINITIONS.filter((definition) => parts.includes(definition));
  if (known.length === 0 || known.length < new Set(parts).size)
    throw usage(
      `--definition ${parts.join(',')}: use one or several of ${CHURN_DEFINITIONS.join(', ')}.`,
      `--definition ${parts.join(',')}：请使用 ${CHURN_DEFINITIONS.join('、')} 中的一个或几个。`,
    );
  return known;
}

function usage(en: string, zh: string): HoldfastError {
  return new HoldfastError('usage', { en, zh });
}

const DEFINITIONS: Readonly<Record<ChurnDefinition, Text>> = {
  inactive: { en: 'gone silent', zh: '不再发货' },
  removed: { en: 'removed by us', zh: '企业剔除' },
  switched: { en: 'switched to a competitor', zh: '转向竞争对手' },
  downgraded: { en: 'downgraded', zh: '降级' },
};
const EVERY = { week: { en: 'week', zh: '周' }, month: { en: 'month', zh: '月' }, quarter: { en: 'quarter', zh: '季度' } } as const;

function headLines({ every, unit, definition, measure }: Settings, dataEnd: number, { terminal }: CommandContext): string[] {
  const { say, strong } = terminal;
  const who = unit === 'parent' ? { en: ', parents counted once', zh: '，按上级客户合并' } : { en: '', zh: '' };
  const what = measure === 'profit' ? { en: ', as a share of profit', zh: '，按利润占比' } : { en: '', zh: '' };
  return [
    strong(
      say({
        en: `Churn by ${EVERY[every].en} as of ${formatDay(dataEnd)} (${definition.map((code) => DEFINITIONS[code].en).join(' + ')})${who.en}${what.en}`,
        zh: `截至 ${formatDay(dataEnd)} 的流失率，按${EVERY[every].zh}统计（${definition.map((code) => DEFINITIONS[code].zh).join(' + ')}）${who.zh}${what.zh}`,
      }),
    ),
    '',
  ];
}
