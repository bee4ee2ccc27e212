import {
  CREDIT_GRADES,
  CREDIT_TITLES,
  type KeyAccountTable,
  LIFECYCLE_STAGES,
  LIFECYCLE_TITLES,
  LOYALTY_TITLES,
  LOYALTY_TYPES,
  type ParetoResult,
  type RuleReport,
  type SegmentRule,
  type SegmentTable,
  type Text,
  TIER_TITLES,
  TIERS,
} from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { bar, count, money, percent } from './number.js';
import { wrap } from './width.js';

type Voice = Pick<Terminal, 'say' | 'strong' | 'width'>;

const BASIS_NAMES: Readonly<Record<SegmentTable['abcBy'], Text>> = {
  profit: { en: 'profit', zh: '利润' },
  spend: { en: 'spend', zh: '运费收入' },
  shipments: { en: 'shipments', zh: '票数' },
};

/** Name of what a ranking rests on: revenue where it stands in for profit. */
export function basisName(by: SegmentTable['abcBy'], basis: SegmentTable['basis'], { say }: Pick<Terminal, 'say'>): string {
  return say(by === 'profit' && basis === 'revenue' ? { en: 'revenue', zh: '收入' } : BASIS_NAMES[by]);
}

/** Customers and profit of one group, and what they are of the whole. */
interface Part {
  readonly title: string;
  customers: number;
  value: number;
}

/** Sums customers and value by the codes of a column, in the order of its levels; groups without customers are left out. */
function partsOf(codes: Int32Array, titles: readonly string[], value: Float64Array): Part[] {
  const parts: Part[] = titles.map((title) => ({ title, customers: 0, value: 0 }));
  for (let row = 0; row < codes.length; row++) {
    const part = parts[codes[row]! - 1];
    if (part === undefined) continue;
    part.customers++;
    part.value += Number.isNaN(value[row]!) ? 0 : value[row]!;
  }
  return parts.filter(({ customers }) => customers > 0);
}

function partLines(title: string, parts: readonly Part[], valueName: string, { say, strong }: Voice): string[] {
  const customers = parts.reduce((sum, part) => sum + part.customers, 0);
  const value = parts.reduce((sum, part) => sum + part.value, 0);
  const share = (of: number, whole: number): number => (whole > 0 ? of / whole : Number.NaN);
  const columns = [
    { title: '' },
    { title: say({ en: 'customers', zh: '客户数' }), align: 'right' as const },
    { title: say({ en: 'share of them', zh: '占客户' }) },
    { title: valueName, align: 'right' as const },
    { title: say({ en: 'share of it', zh: '占比' }) },
  ];
  const shareCell = (of: number): string => (Number.isNaN(of) ? '–' : `${bar(of, 12)} ${percent(of, of < 0.1 ? 1 : 0).padStart(5)}`);
  const rows = parts.map((part) => [
    part.title,
    count(part.customers),
    shareCell(share(part.customers, customers)),
    money(part.value),
    shareCell(share(part.value, value)),
  ]);
  const [head = '', rule = '', ...lines] = grid(columns, rows);
  return [strong(title), ...[head, rule, ...lines].map((line) => `  ${line}`), ''];
}

/** What the pyramid, ABC, RFM and the lifecycle say, as lines with small bars. */
export function groupLines(table: SegmentTable, rules: readonly SegmentRule[], voice: Voice): string[] {
  const { say } = voice;
  const { columns } = table;
  const value = table.basis === 'none' ? columns.shipment_count : columns.profit;
  const valueName = basisName(table.basis === 'none' ? 'shipments' : 'profit', table.basis, voice);
  const className = basisName(table.abcBy, table.basis, voice);
  const classValue = table.abcBy === 'shipments' ? columns.shipment_count : columns[table.abcBy];
  const ruleTitles = [...rules.map(({ id, title }) => (title === undefined ? id : say(title))), say({ en: 'others', zh: '其他' })];
  const abcTitles = [
    say({ en: `A  first ${percent(table.abcLimits.a)}`, zh: `A 类 前 ${percent(table.abcLimits.a)}` }),
    say({ en: `B  up to ${percent(table.abcLimits.b)}`, zh: `B 类 至 ${percent(table.abcLimits.b)}` }),
    say({ en: 'C  the rest', zh: 'C 类 其余' }),
    say({ en: 'D  cost money', zh: 'D 类 亏损' }),
  ];
  const tierTitles = TIERS.map((tier) => {
    const [metal, rank] = [TIER_TITLES.metal[tier], TIER_TITLES.rank[tier]];
    return say({ en: `${metal.en} (${rank.en})`, zh: `${metal.zh}（${rank.zh}）` });
  });
  const stageTitles = LIFECYCLE_STAGES.map((stage) => `${say(LIFECYCLE_TITLES[stage])} · ${say(LIFECYCLE_TITLES[stage].phase)}`);
  return [
    ...partLines(say({ en: 'The pyramid', zh: '客户金字塔' }), partsOf(columns.tier.codes, tierTitles, value), valueName, voice),
    ...partLines(
      say({ en: `ABC by ${className}`, zh: `ABC 分类（按${className}）` }),
      partsOf(columns.abc_class.codes, abcTitles, classValue),
      className,
      voice,
    ),
    ...partLines(say({ en: 'RFM segments', zh: 'RFM 分群' }), partsOf(columns.rfm_segment.codes, ruleTitles, value), valueName, voice),
    ...partLines(
      say({ en: 'Where customers stand', zh: '客户生命周期' }),
      partsOf(columns.lifecycle_stage.codes, stageTitles, value),
      valueName,
      voice,
    ),
  ];
}

/** How few carry how much, and how sure that is. */
export function paretoLines(found: ParetoResult, moneyBasis: SegmentTable['basis'], voice: Voice): string[] {
  const { say, strong, width } = voice;
  const basis = basisName(found.by, moneyBasis, voice);
  const top = found.top.find(({ share }) => share === 0.2);
  const most = found.brought.find(({ share }) => share === 0.8);
  const range = ({ low, high }: { readonly low: number; readonly high: number }): string => `${percent(low, 1)}–${percent(high, 1)}`;
  const sentences: Text[] = [];
  if (most !== undefined)
    sentences.push({
      en: `${count(most.customers)} of ${count(found.customers)} customers (${percent(most.estimate, 1)}, 90% interval ${range(most)}) bring 80% of the ${basis}.`,
      zh: `${count(found.customers)} 个客户中的 ${count(most.customers)} 个（${percent(most.estimate, 1)}，90% 区间 ${range(most)}）带来 80% 的${basis}。`,
    });
  if (top !== undefined)
    sentences.push({
      en: `The best 20% bring ${percent(top.estimate, 1)} (${range(top)}); Gini coefficient ${found.gini.estimate.toFixed(2)}. 80/20 is a saying: these are your figures.`,
      zh: `最好的 20% 客户带来 ${percent(top.estimate, 1)}（${range(top)}）；基尼系数 ${found.gini.estimate.toFixed(2)}。“二八”只是说法，以上才是贵司的数字。`,
    });
  return [
    strong(say({ en: 'Who carries us', zh: '谁在支撑公司' })),
    ...sentences.flatMap((text) => wrap(say(text), width - 2).map((line) => `  ${line}`)),
    '',
  ];
}

/** What is odd about the rules of the named segments. */
export function ruleLines({ overlaps, gaps, unreachable }: RuleReport, { say, strong, width }: Voice): string[] {
  const sentences: Text[] = [
    ...unreachable.map((id) => ({
      en: `"${id}" can never win: earlier rules take all its scores.`,
      zh: `“${id}”永远不会命中：其得分均被前面的规则取走。`,
    })),
    ...(gaps.cells > 0
      ? [
          {
            en: `${count(gaps.cells)} score triples fall to no rule and become "others", for example ${gaps.examples.join(', ')}.`,
            zh: `有 ${count(gaps.cells)} 种得分组合不属于任何规则，归入“其他”，例如 ${gaps.examples.join('、')}。`,
          },
        ]
      : []),
    ...overlaps.slice(0, 5).map(({ first, second, cells, example }) => ({
      en: `"${first}" and "${second}" share ${count(cells)} score triples (such as ${example}); "${first}" gets them.`,
      zh: `“${first}”与“${second}”有 ${count(cells)} 种得分组合重叠（如 ${example}），归“${first}”。`,
    })),
  ];
  if (sentences.length === 0) return [];
  return [
    strong(say({ en: 'About your segment rules', zh: '关于您的分群规则' })),
    ...sentences.flatMap((text) => wrap(say(text), width - 2).map((line) => `  ${line}`)),
    '',
  ];
}

/** How evenly customers ship, why they stay, how they pay, in a line each. */
export function traitLines({ columns }: SegmentTable, { say, strong, width }: Voice): string[] {
  const tally = (codes: Int32Array, titles: readonly string[]): string =>
    titles
      .map((title, at) => `${title} ${count(codes.reduce((sum, code) => (code === at + 1 ? sum + 1 : sum), 0))}`)
      .filter((text) => !text.endsWith(' 0'))
      .join(' · ');
  const unknown = say({ en: 'unknown', zh: '未知' });
  const short = (text: Text): string => say({ en: text.en.split(':')[0] ?? '', zh: text.zh.split('：')[0] ?? '' });
  const traits: readonly (readonly [Text, string])[] = [
    [{ en: 'Evenness (XYZ)', zh: '发货平稳度（XYZ）' }, tally(columns.xyz_class.codes, ['X', 'Y', 'Z', unknown])],
    [
      { en: 'Loyalty', zh: '忠诚类型' },
      tally(
        columns.loyalty_type.codes,
        LOYALTY_TYPES.map((type) => short(LOYALTY_TITLES[type])),
      ),
    ],
    [
      { en: 'Payment', zh: '信用等级' },
      tally(
        columns.credit_grade.codes,
        CREDIT_GRADES.map((grade) =>
          grade === 'unknown'
            ? unknown
            : say({ en: `${grade} (${CREDIT_TITLES[grade].en})`, zh: `${grade}（${CREDIT_TITLES[grade].zh}）` }),
        ),
      ),
    ],
  ];
  const lines = traits.flatMap(([title, text]) => wrap(say({ en: `${title.en}: ${text}`, zh: `${title.zh}：${text}` }), width - 2));
  return [strong(say({ en: 'Also', zh: '其他特征' })), ...lines.map((line) => `  ${line}`), ''];
}

/** Key accounts as named against what the figures say; nothing where the data name none. */
export function keyAccountLines({ columns }: KeyAccountTable, { say, width }: Voice): string[] {
  const named = columns.key_account.filter((text) => text === 'yes').length;
  if (named === 0) return [];
  const ids = (finding: string): string[] => columns.customer_id.filter((_, row) => columns.finding[row] === finding);
  const list = (found: readonly string[]): string => {
    if (found.length === 0) return '';
    const [first, more] = [found.slice(0, 5), found.length > 5];
    return say({ en: ` (${first.join(', ')}${more ? ' …' : ''})`, zh: `（${first.join('、')}${more ? ' 等' : ''}）` });
  };
  const [little, missing] = [ids('named, brings little'), ids('carries, not named')];
  const text = say({
    en: `${count(named)} key accounts are named; ${count(little.length)} of them stand below gold${list(little)}, and ${count(missing.length)} platinum or gold customers are not named${list(missing)}.`,
    zh: `指定大客户 ${count(named)} 个；其中 ${count(little.length)} 个低于黄金层${list(little)}，另有 ${count(missing.length)} 个铂金或黄金客户未被指定${list(missing)}。`,
  });
  return [...wrap(text, width - 2).map((line) => `  ${line}`), ''];
}
