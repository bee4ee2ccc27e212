import {
  MIGRATION_STATES,
  MIGRATION_TITLES,
  type MigrationResult,
  type MigrationState,
  REVENUE_NODES,
  type RevenueTreeTable,
  type Text,
  TIER_TITLES,
  type Tier,
  type UpgradeTable,
} from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { bar, count, money, percent } from './number.js';
import { wrap } from './width.js';

type Voice = Pick<Terminal, 'say' | 'strong' | 'width'>;

function stateTitle(state: string, { say }: Pick<Terminal, 'say'>): string {
  return say(MIGRATION_TITLES[state as MigrationState] ?? { en: state, zh: state });
}

/** An amount with its sign. */
function signedMoney(amount: number): string {
  return `${amount < 0 ? '−' : '+'}${money(Math.abs(amount))}`;
}

/** Movements between two dates: the matrix, the balance, the test, and those who moved most. */
export function migrationLines(result: MigrationResult, previousDate: string, voice: Voice): string[] {
  const { say, strong, width } = voice;
  return [
    strong(
      say({
        en: `Since ${previousDate}: where customers went (by the limits of that date)`,
        zh: `自 ${previousDate} 以来的迁移（按当时的分层标准）`,
      }),
    ),
    ...matrixLines(result, voice).map((line) => `  ${line}`),
    '',
    ...sentences(result).flatMap((text) => wrap(say(text), width - 2).map((line) => `  ${line}`)),
    '',
    ...moverLines(result, voice),
  ];
}

function matrixLines({ table }: MigrationResult, voice: Voice): string[] {
  const { columns } = table;
  const present = MIGRATION_STATES.filter((state) => columns.to_state.some((to, row) => to === state && columns.customers[row]! > 0));
  const rows = [...MIGRATION_STATES, 'absent'].flatMap((from) => {
    const of = (to: string): number => columns.from_state.findIndex((name, row) => name === from && columns.to_state[row] === to);
    const all = columns.customers.reduce((sum, customers, row) => (columns.from_state[row] === from ? sum + customers : sum), 0);
    if (all === 0) return [];
    const cell = (to: MigrationState): string => {
      const row = of(to);
      return columns.customers[row] === 0 ? '·' : percent(columns.share[row]!);
    };
    return [[stateTitle(from, voice), count(all), ...present.map(cell)]];
  });
  const titles = [
    { title: voice.say({ en: 'then ↓  now →', zh: '当时 ↓  现在 →' }) },
    { title: voice.say({ en: 'customers', zh: '客户数' }), align: 'right' as const },
    ...present.map((state) => ({ title: stateTitle(state, voice), align: 'right' as const })),
  ];
  return grid(titles, rows);
}

function sentences({ index, test }: MigrationResult): Text[] {
  const said: Text[] = [];
  if (index.customers > 0)
    said.push({
      en: `Of ${count(index.customers)} customers in a tier then, ${percent(index.up, 1)} rose, ${percent(index.down, 1)} fell and ${percent(index.lapsed, 1)} lapsed: balance ${percent(index.index, 1).replace('%', '')} points.`,
      zh: `当时已分层的 ${count(index.customers)} 个客户中，${percent(index.up, 1)} 上升，${percent(index.down, 1)} 下降，${percent(index.lapsed, 1)} 流失：净变动 ${percent(index.index, 1).replace('%', '')} 个百分点。`,
    });
  if (test !== undefined && !Number.isNaN(test.pValue))
    said.push(
      test.pValue < 0.05
        ? {
            en: `Customers moved differently than in the period before (χ² ${test.chiSquare.toFixed(1)} on ${test.degreesOfFreedom}, ${pText(test.pValue)}).`,
            zh: `迁移情况与前一时段明显不同（χ² = ${test.chiSquare.toFixed(1)}，自由度 ${test.degreesOfFreedom}，${pText(test.pValue)}）。`,
          }
        : {
            en: `No sign that customers moved differently than in the period before (χ² ${test.chiSquare.toFixed(1)} on ${test.degreesOfFreedom}, ${pText(test.pValue)}).`,
            zh: `没有迹象表明迁移情况与前一时段不同（χ² = ${test.chiSquare.toFixed(1)}，自由度 ${test.degreesOfFreedom}，${pText(test.pValue)}）。`,
          },
    );
  said.push({
    en: 'Some of this is chance: who stood high by luck falls back without any cause.',
    zh: '其中一部分只是偶然：碰巧偏高的客户会自然回落。',
  });
  return said;
}

function pText(pValue: number): string {
  return pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
}

const SHOWN = 5;

function moverLines({ movers }: MigrationResult, voice: Voice): string[] {
  const { say, strong } = voice;
  const titles = [say({ en: 'move', zh: '迁移' }), say({ en: 'then → now', zh: '当时 → 现在' }), say({ en: 'change', zh: '变动' })];
  const list = (title: Text, moves: readonly string[], sign: 1 | -1): string[] => {
    const isOne = (row: number): boolean => moves.includes(movers.columns.move[row] ?? '') && sign * movers.columns.change[row]! > 0;
    const rows = [...movers.columns.move.keys()].filter(isOne).slice(0, SHOWN);
    if (rows.length === 0) return [];
    const { columns } = movers;
    const cells = rows.map((row) => [
      columns.customer_id[row] ?? '',
      columns.name[row] ?? '',
      columns.account_manager[row] ?? '',
      `${stateTitle(columns.from_state[row] ?? '', voice)} → ${stateTitle(columns.to_state[row] ?? '', voice)}`,
      `${money(columns.value_before[row]!)} → ${money(columns.value_now[row]!)}`,
      signedMoney(columns.change[row]!),
    ]);
    return [strong(say(title)), ...customerGrid(cells, titles, voice), ''];
  };
  return [
    ...list({ en: 'Largest falls', zh: '下滑最大' }, ['down', 'lapsed'], -1),
    ...list({ en: 'Largest rises', zh: '上升最大' }, ['up', 'returned'], 1),
  ];
}

/** A grid whose first columns are id, name and manager; columns without any text are left out. */
function customerGrid(cells: readonly (readonly string[])[], titles: readonly string[], { say }: Pick<Terminal, 'say'>): string[] {
  const heads = [say({ en: 'customer', zh: '客户' }), say({ en: 'name', zh: '名称' }), say({ en: 'manager', zh: '客户经理' }), ...titles];
  const kept = heads.map((_, place) => cells.some((row) => (row[place] ?? '') !== ''));
  const columns = heads.map((title, place) => ({ title, maxWidth: 26, align: place > 3 ? ('right' as const) : ('left' as const) }));
  const lines = grid(
    columns.filter((_, place) => kept[place]),
    cells.map((row) => row.filter((_, place) => kept[place])),
  );
  return lines.map((line) => `  ${line}`);
}

/** Customers on the way to a higher tier. */
export function upgradeLines(table: UpgradeTable, voice: Voice): string[] {
  const { say, strong } = voice;
  if (table.length === 0) return [];
  const { columns } = table;
  const cells = Array.from({ length: Math.min(SHOWN, table.length) }, (_, row) => [
    columns.customer_id[row] ?? '',
    columns.name[row] ?? '',
    columns.account_manager[row] ?? '',
    `${say(TIER_TITLES.metal[columns.tier[row] as Tier])} → ${say(TIER_TITLES.metal[columns.next_tier[row] as Tier])}`,
    `×${columns.volume_ratio[row]!.toFixed(2)}`,
    money(columns.value[row]!),
    money(columns.projected_value[row]!),
  ]);
  const titles = [
    say({ en: 'tier', zh: '层级' }),
    say({ en: 'volume', zh: '发货量' }),
    say({ en: 'now', zh: '现值' }),
    say({ en: 'if it holds', zh: '若保持' }),
  ];
  return [
    strong(
      say({
        en: `Rising: ${count(table.length)} customers whose volume would lift them a tier`,
        zh: `上升势头：${count(table.length)} 个客户保持当前发货量即可升层`,
      }),
    ),
    ...customerGrid(cells, titles, voice),
    '',
  ];
}

/** Why revenue changed, as a tree that adds up. */
export function revenueLines({ columns }: RevenueTreeTable, title: string, voice: Voice): string[] {
  const { say, strong } = voice;
  const depth = (node: string): number => {
    const parent = REVENUE_NODES.find((one) => one.node === node)?.parent ?? '';
    return parent === '' ? 0 : 1 + depth(parent);
  };
  const largest = Math.max(...columns.change.map(Math.abs));
  const shown = [...columns.node.keys()].filter((row) => columns.node[row] !== 'adjustments' || columns.change[row] !== 0);
  const cells = shown.map((row) => {
    const node = REVENUE_NODES.find((one) => one.node === columns.node[row])!;
    const change = columns.change[row]!;
    return [
      `${'  '.repeat(depth(node.node))}${say(node.title)}`,
      signedMoney(change),
      largest > 0
        ? `${change < 0 ? '▼' : '▲'} ${bar(Math.abs(change) / largest, 16)
            .replaceAll('░', ' ')
            .trimEnd()}`
        : '',
    ];
  });
  const lines = grid([{ title: '' }, { title: say({ en: 'change', zh: '变动' }), align: 'right' }, { title: '' }], cells).slice(2);
  return [strong(title), ...lines.map((line) => `  ${line}`), ''];
}
