import {
  CAUSE_TITLES,
  type ChurnRateTable,
  formatDay,
  type LossReviewTable,
  type Moment,
  type MomentTable,
  type RenewalTable,
  type SilentTable,
  TAUGHT_HALF_LIFE_YEARS,
  TAUGHT_SILENT_SHARE,
  type Text,
  TIER_TITLES,
  TIERS,
  TYPE_TITLES,
} from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { bar, count, countOf, money, percent, sparkline } from './number.js';
import { wrap } from './width.js';

type Voice = Pick<Terminal, 'say' | 'strong' | 'width'>;

const SHOWN_PERIODS = 12;
/** Of the periods not known yet, the first few: the table is for what is known. */
const SHOWN_UNKNOWN = 3;

/** The rate of the last periods as small bars, and what it comes to in a year and a half life. */
export function rateLines(table: ChurnRateTable, voice: Voice): string[] {
  const { say, strong, width } = voice;
  const { columns } = table;
  const all = columns.group.flatMap((_, row) => (columns.group_by[row] === 'all' ? [row] : []));
  const rates = all.map((row) => columns.churn_rate[row]!);
  const known = rates.findLastIndex((rate) => !Number.isNaN(rate)) + 1;
  const shown = all.slice(0, known + SHOWN_UNKNOWN).slice(-SHOWN_PERIODS);
  const top = Math.max(...shown.map((row) => columns.churn_rate[row]! || 0), 1e-9);
  const number = { align: 'right' as const };
  const titles = [
    { title: say({ en: 'from', zh: '起始日' }) },
    { title: say({ en: 'customers', zh: '期初客户' }), ...number },
    { title: say({ en: 'lost', zh: '流失' }), ...number },
    { title: say({ en: 'came back', zh: '已回流' }), ...number },
    { title: say({ en: 'rate', zh: '流失率' }) },
    { title: say({ en: `${percent(table.level)} interval`, zh: `${percent(table.level)} 区间` }) },
    { title: say({ en: 'profit lost', zh: '流失利润' }), ...number },
  ];
  const unknown = say({ en: 'not known yet', zh: '尚无法确定' });
  const cells = shown.map((row) => {
    const rate = columns.churn_rate[row]!;
    const isKnown = !Number.isNaN(rate);
    return [
      columns.period_start[row]!,
      count(columns.customers_at_start[row]!),
      count(columns.lost[row]!),
      count(columns.returned[row]!),
      isKnown ? `${bar(rate / top, 12)} ${percent(rate, 1).padStart(5)}` : Number.isNaN(columns.lost[row]!) ? unknown : '–',
      isKnown ? `${percent(columns.churn_rate_low[row]!, 1)}–${percent(columns.churn_rate_high[row]!, 1)}` : '',
      money(columns.profit_lost[row]!),
    ];
  });
  const resolved = rates.filter((rate) => !Number.isNaN(rate));
  const drawn = Math.min(resolved.length, width - 32);
  const history =
    resolved.length > SHOWN_PERIODS
      ? [`  ${sparkline(resolved.slice(-drawn))}  ${say({ en: `the last ${drawn} known periods`, zh: `最近 ${drawn} 个已确定的时段` })}`]
      : [];
  return [
    ...(cells.length === 0 ? [] : [...grid(titles, cells).map((line) => `  ${line}`), ...history, '']),
    ...wrap(say(halfLife(table)), width - 2).map((line) => `  ${line}`),
    ...(resolved.length === 0 ? [] : wrap(say(WHAT_THE_RATE_IS), width - 2).map((line) => `  ${line}`)),
    '',
    ...groupLines(table, { say, strong, width }),
  ];
}

const WHAT_THE_RATE_IS: Text = {
  en: 'The rate counts those who stay away: the lost, less those who came back and those who by experience still will.',
  zh: '流失率只计不再回来的客户：从流失数中扣除已回流的，以及按经验仍会回流的。',
};

function halfLife({ overall, level }: ChurnRateTable): Text {
  const { periods, customerYears, annualChurnRate: yearly, halfLifeYears: half } = overall;
  if (periods === 0)
    return {
      en: 'No period is known yet: the data must run half a year beyond its end.',
      zh: '尚无可确定的时段：数据须延续到时段结束后约半年。',
    };
  if (Number.isNaN(half.estimate)) return { en: 'Nobody was lost in the periods that are known.', zh: '在已确定的时段内没有客户流失。' };
  const range = (low: number, high: number, write: (value: number) => string): string =>
    `${write(low)}–${Number.isNaN(high) ? '∞' : write(high)}`;
  const years = (value: number): string => value.toFixed(1);
  const rate = (value: number): string => percent(value, 1);
  return {
    en: `${rate(yearly.estimate)} a year (${percent(level)} interval ${range(yearly.low, yearly.high, rate)}), over ${count(customerYears)} customer-years: at this rate half of the customers are gone in ${years(half.estimate)} years (${range(half.low, half.high, years)}); the textbook says ${TAUGHT_HALF_LIFE_YEARS}.`,
    zh: `年流失率 ${rate(yearly.estimate)}（${percent(level)} 区间 ${range(yearly.low, yearly.high, rate)}，共 ${count(customerYears)} 客户年）：照此 ${years(half.estimate)} 年（${range(half.low, half.high, years)}）流失一半客户；教材的说法是 ${TAUGHT_HALF_LIFE_YEARS} 年。`,
  };
}

const GROUPING_TITLES: Readonly<Record<string, Text>> = {
  tier: { en: 'tier', zh: '层级' },
  kind: { en: 'kind', zh: '客户类型' },
  industry: { en: 'industry', zh: '行业' },
  city: { en: 'city', zh: '城市' },
  account_manager: { en: 'account manager', zh: '客户经理' },
  key_account: { en: 'key account', zh: '大客户' },
};

/** The groups over all known periods, those that lose most first. */
function groupLines({ columns, length }: ChurnRateTable, { say, strong }: Voice): string[] {
  const groups = new Map<string, { customers: number; lost: number; profit: number }>();
  let by = '';
  for (let row = 0; row < length; row++) {
    if (columns.group_by[row] === 'all' || Number.isNaN(columns.churn_rate[row]!)) continue;
    by = columns.group_by[row]!;
    const sums = groups.get(columns.group[row]!) ?? { customers: 0, lost: 0, profit: 0 };
    sums.customers += columns.customers_at_start[row]!;
    sums.lost += columns.churn_rate[row]! * columns.customers_at_start[row]!;
    sums.profit += columns.profit_lost[row]!;
    groups.set(columns.group[row]!, sums);
  }
  if (groups.size === 0) return [];
  const titles = [
    { title: say(GROUPING_TITLES[by] ?? { en: by, zh: by }) },
    { title: say({ en: 'mean rate', zh: '平均流失率' }), align: 'right' as const },
    { title: say({ en: 'lost', zh: '流失' }), align: 'right' as const },
    { title: say({ en: 'profit lost', zh: '流失利润' }), align: 'right' as const },
  ];
  const cells = [...groups]
    .sort(([, a], [, b]) => b.lost / b.customers - a.lost / a.customers)
    .slice(0, SHOWN_PERIODS)
    .map(([group, { customers, lost, profit }]) => [groupTitle(by, group, say), percent(lost / customers, 1), count(lost), money(profit)]);
  return [strong(say({ en: 'By group', zh: '按组' })), ...grid(titles, cells).map((line) => `  ${line}`), ''];
}

function groupTitle(by: string, group: string, say: Terminal['say']): string {
  const tier = by === 'tier' ? TIERS.find((name) => name === group) : undefined;
  return tier === undefined ? group : say(TIER_TITLES.metal[tier]);
}

/** A type or cause as a person says it. */
function titleOf(code: string, say: Terminal['say']): string {
  const titles: Readonly<Record<string, Text>> = { ...TYPE_TITLES, ...CAUSE_TITLES };
  const title = titles[code];
  return title === undefined ? code : say(title);
}

/** Type and cause together; what cannot be told is said once. */
function kindOf(type: string, cause: string, say: Terminal['say']): string {
  if (type === 'unknown') return titleOf(type, say);
  return `${titleOf(type, say)} · ${cause === 'unknown' ? say({ en: 'cause unknown', zh: '原因未定' }) : titleOf(cause, say)}`;
}

/** Who was lost, why and to whom; said beside inferred. */
export function lossLines(review: LossReviewTable, since: number, voice: Voice): string[] {
  const { say, strong, width } = voice;
  const { columns } = review;
  const title = strong(
    say({ en: `Lost since ${formatDay(since)}, for good as far as known`, zh: `${formatDay(since)} 以来流失且未回流的客户` }),
  );
  if (review.lost === 0) return [title, `  ${say({ en: 'Nobody.', zh: '没有。' })}`, ''];
  const sums = new Map<string, { customers: number; profit: number }>();
  for (let row = 0; row < review.length; row++) {
    const key = kindOf(columns.type[row]!, columns.cause[row]!, say);
    const sum = sums.get(key) ?? { customers: 0, profit: 0 };
    sum.customers += columns.customers[row]!;
    sum.profit += columns.profit_lost[row]!;
    sums.set(key, sum);
  }
  const titles = [
    { title: say({ en: 'type · cause', zh: '类型 · 原因' }), maxWidth: 56 },
    { title: say({ en: 'customers', zh: '客户数' }), align: 'right' as const },
    { title: say({ en: 'profit lost a year', zh: '年流失利润' }), align: 'right' as const },
  ];
  const cells = [...sums]
    .sort(([, a], [, b]) => b.customers - a.customers || b.profit - a.profit)
    .map(([key, { customers, profit }]) => [key, count(customers), money(profit)]);
  const said = review.stated.columns.stated_cause
    .slice(0, 4)
    .map((stated, row) => {
      const inferred = review.stated.columns.inferred_cause[row]!;
      return `${titleOf(stated, say)} / ${titleOf(inferred, say)} ${count(review.stated.columns.customers[row]!)}`;
    })
    .join(' · ');
  const sentences: Text[] = [
    {
      en: `${countOf(review.lost, 'customer')} with a yearly profit of ${money(review.profitLost)}; ${count(review.asked)} of them gave a reason.`,
      zh: `共 ${count(review.lost)} 个客户，年利润合计 ${money(review.profitLost)}；其中 ${count(review.asked)} 个说明了原因。`,
    },
    ...(said === '' ? [] : [{ en: `Said / inferred: ${said}.`, zh: `客户所述 / 推断：${said}。` }]),
  ];
  return [
    title,
    ...grid(titles, cells).map((line) => `  ${line}`),
    ...sentences.flatMap((text) => wrap(say(text), width - 2).map((line) => `  ${line}`)),
    '',
  ];
}

const MOMENT_TITLES: Readonly<Record<Moment, Text>> = {
  first_failure: { en: 'the first failure', zh: '首次服务失误' },
  claim: { en: 'a claim', zh: '索赔' },
  price_rise: { en: 'a price rise above 5%', zh: '涨价超过 5%' },
  manager_left: { en: 'the account manager left', zh: '客户经理离职' },
  renewal: { en: 'contract renewal', zh: '合同续签' },
};
const FEWEST_EXPOSED = 30;

/** When customers leave, where enough of them can be compared; nothing otherwise. */
export function momentLines({ columns, note }: MomentTable, renewals: RenewalTable, { say, strong, width }: Voice): string[] {
  const due = say({
    en: `${countOf(renewals.length, 'contract')} ${renewals.length === 1 ? 'ends' : 'end'} within the next 91 days.`,
    zh: `未来 91 天内有 ${count(renewals.length)} 份合同到期。`,
  });
  const shown = columns.moment.flatMap((moment, row) => (columns.exposed[row]! >= FEWEST_EXPOSED ? [{ moment, row }] : []));
  const title = strong(say({ en: 'When customers leave: within 91 days after …', zh: '客户何时离开：以下事件后 91 天内' }));
  const end = renewals.length > 0 ? [`  ${due}`] : [];
  if (shown.length === 0) return end.length === 0 ? [] : [...end, ''];
  const titles = [
    { title: '' },
    { title: say({ en: 'times', zh: '次数' }), align: 'right' as const },
    { title: say({ en: 'left', zh: '流失率' }), align: 'right' as const },
    { title: say({ en: 'others alike', zh: '同类流失率' }), align: 'right' as const },
    { title: say({ en: 'difference (interval), points', zh: '差异（区间），百分点' }) },
  ];
  const points = (value: number): string => `${value > 0 ? '+' : ''}${percent(value, 1).replace('%', '')}`;
  const cells = shown.map(({ moment, row }) => [
    say(MOMENT_TITLES[moment]),
    count(columns.exposed[row]!),
    percent(columns.onset_rate[row]!, 1),
    percent(columns.matched_rate[row]!, 1),
    `${points(columns.difference[row]!)} (${points(columns.difference_low[row]!)} … ${points(columns.difference_high[row]!)})`,
  ]);
  return [title, ...grid(titles, cells).map((line) => `  ${line}`), ...wrap(say(note), width - 2).map((line) => `  ${line}`), ...end, ''];
}

/** How many keep silent though they were failed. */
export function silentLines(table: SilentTable, { say, strong, width }: Voice): string[] {
  const { silentShare: share, withFailures, silent, length } = table;
  const text = say({
    en: `Of ${count(withFailures)} customers with a failed parcel in the last 91 days ${count(silent)} said nothing (${percent(share.estimate)}; by the complaint rates ${percent(share.expected)}; the textbook says ${percent(TAUGHT_SILENT_SHARE)} of those with a problem). ${length === 0 ? 'None of them has peers of whom most would have complained.' : `Most peers of ${count(length)} of them would have complained: ask these.`}`,
    zh: `最近 91 天内遇到异常件的 ${count(withFailures)} 个客户中，${count(silent)} 个没有投诉（${percent(share.estimate)}；按投诉率应为 ${percent(share.expected)}；教材的说法是有问题的客户中 ${percent(TAUGHT_SILENT_SHARE)} 沉默）。${length === 0 ? '其中没有客户的多数同类本会投诉。' : `其中 ${count(length)} 个客户的多数同类本会投诉：请主动询问他们。`}`,
  });
  return [strong(say({ en: 'Silent customers', zh: '沉默客户' })), ...wrap(text, width - 2).map((line) => `  ${line}`), ''];
}
