import { CAUSE_TITLES, type ChurnCause, type ChurnEvent, type ChurnType, type RiskTable, TYPE_TITLES } from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { bar, money, percent } from './number.js';
import { wrap } from './width.js';

/** The first `most` customers of the early-warning list, three reasons under each. */
export function warningList(
  { columns, length }: RiskTable,
  { say, strong, width }: Pick<Terminal, 'say' | 'strong' | 'width'>,
  most = 10,
  event: ChurnEvent = 'leave',
): string[] {
  const withLeaving = event !== 'downgrade';
  const withDowngrade = event !== 'leave';
  const shown = Math.min(most, length);
  const withManager = columns.account_manager.slice(0, shown).some((name) => name !== '');
  const withName = columns.name.slice(0, shown).some((name) => name !== '');
  const titles = [
    { title: '#', align: 'right' as const },
    { title: say({ en: 'customer', zh: '客户' }) },
    ...(withName ? [{ title: say({ en: 'name', zh: '名称' }), maxWidth: 24 }] : []),
    ...(withManager ? [{ title: say({ en: 'manager', zh: '客户经理' }), maxWidth: 14 }] : []),
    ...(withLeaving
      ? [{ title: say({ en: 'chance of leaving', zh: '流失概率' }) }, { title: say({ en: '90% interval', zh: '90% 区间' }) }]
      : []),
    ...(withDowngrade ? [{ title: say({ en: 'chance of half the value', zh: '价值减半概率' }) }] : []),
    { title: say({ en: 'profit at stake a year', zh: '涉及年利润' }), align: 'right' as const },
  ];
  const rows = Array.from({ length: shown }, (_, row) => [
    String(columns.rank[row]),
    columns.customer_id[row] ?? '',
    ...(withName ? [columns.name[row] ?? ''] : []),
    ...(withManager ? [columns.account_manager[row] ?? ''] : []),
    ...(withLeaving
      ? [
          chance(columns.churn_probability[row] ?? Number.NaN),
          interval(columns.churn_probability_low[row] ?? Number.NaN, columns.churn_probability_high[row] ?? Number.NaN),
        ]
      : []),
    ...(withDowngrade ? [chance(columns.downgrade_probability[row] ?? Number.NaN)] : []),
    money(columns.expected_profit_at_stake[row] ?? Number.NaN),
  ]);
  const [head = '', rule = '', ...lines] = grid(titles, rows);
  const body = lines.flatMap((line, row) => [strong(line), ...reasons(columns, row, width, say), '']);
  return [head, rule, ...body.slice(0, -1)];
}

function chance(probability: number): string {
  return Number.isNaN(probability) ? '–' : `${bar(probability, 10)} ${percent(probability).padStart(4)}`;
}

function interval(low: number, high: number): string {
  return Number.isNaN(low) ? '–' : `${percent(low)}–${percent(high)}`;
}

function reasons(columns: RiskTable['columns'], row: number, width: number, say: Terminal['say']): string[] {
  const told = [columns.reason_1, columns.reason_2, columns.reason_3].map((column) => column[row] ?? '').filter((text) => text !== '');
  const texts =
    told.length > 0 ? told : [say({ en: 'There is no single reason on which the models agree.', zh: '各模型没有一致认同的单项原因。' })];
  return [...texts, ...kindOfLeaving(columns, row, say)].flatMap((text) =>
    wrap(text, width - 8).map((line, part) => `${part === 0 ? '    · ' : '      '}${line}`),
  );
}

/** What kind of leaving it would be, where that is sure enough to be said. */
function kindOfLeaving({ likely_type, type_probability, likely_cause }: RiskTable['columns'], row: number, say: Terminal['say']): string[] {
  const type = likely_type.levels[likely_type.codes[row]! - 1] as ChurnType | 'unknown' | undefined;
  if (type === undefined || type === 'unknown') return [];
  const cause = likely_cause.levels[likely_cause.codes[row]! - 1] as ChurnCause | undefined;
  const why =
    cause === undefined ? { en: '', zh: '' } : { en: `; cause: ${CAUSE_TITLES[cause].en}`, zh: `，原因多为${CAUSE_TITLES[cause].zh}` };
  const sure = percent(type_probability[row] ?? Number.NaN);
  return [
    say({
      en: `If it leaves, the kind would most likely be ${type.replace('_', '-')} (${sure})${why.en}.`,
      zh: `若流失，多半属于${TYPE_TITLES[type].zh}（${sure}）${why.zh}。`,
    }),
  ];
}
