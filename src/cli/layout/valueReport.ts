import { type CustomerEquity, explainCustomerValue, type Text, type ValueTable, type WhatIfRetention } from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { bar, count, countOf, money, percent } from './number.js';
import { wrap } from './width.js';

type Voice = Pick<Terminal, 'say' | 'strong' | 'width'>;

function paragraph(text: Text, { say, width }: Voice): string[] {
  return wrap(say(text), width - 2).map((line) => `  ${line}`);
}

/** What all customers are worth together, and who carries it. */
export function equityLines(equity: CustomerEquity, { lifetime }: ValueTable, voice: Voice): string[] {
  const { say, strong } = voice;
  const { horizonDays, annualDiscountRate, level } = lifetime.report;
  const { estimate, low, high, topTierShare, losses, tiers } = equity;
  const silver = tiers.columns;
  return [
    strong(say({ en: 'What the customers are worth together', zh: '全体客户的价值' })),
    ...paragraph(
      {
        en: `${money(estimate)} of profit over the next ${horizonDays} days at ${percent(annualDiscountRate)} a year (${percent(level)} interval ${money(low)} to ${money(high)}).`,
        zh: `未来 ${horizonDays} 天的利润合计 ${money(estimate)}，按年折现率 ${percent(annualDiscountRate)}（${percent(level)} 区间 ${money(low)} 至 ${money(high)}）。`,
      },
      voice,
    ),
    ...paragraph(
      {
        en: `${countOf(silver.customers[0]!, 'platinum customer')} ${silver.customers[0] === 1 ? 'brings' : 'bring'} ${percent(topTierShare)} of it; those expected to lose money cost ${money(Math.abs(losses))}.`,
        zh: `其中 ${count(silver.customers[0]!)} 个铂金客户带来 ${percent(topTierShare)}；预计亏损的客户合计亏 ${money(Math.abs(losses))}。`,
      },
      voice,
    ),
    '',
  ];
}

/** The ten most valuable, with their six steps and what is to be expected. */
export function mostValuableLines({ columns, length, lifetime }: ValueTable, voice: Voice, most = 10): string[] {
  const { say, strong } = voice;
  const order = Array.from({ length }, (_, row) => row).sort((a, b) => columns.expected_profit[b]! - columns.expected_profit[a]! || a - b);
  const withName = order.slice(0, most).some((row) => columns.name[row] !== '');
  const right = (text: Text): { title: string; align: 'right' } => ({ title: say(text), align: 'right' });
  const titles = [
    { title: say({ en: 'customer', zh: '客户' }) },
    ...(withName ? [{ title: say({ en: 'name', zh: '名称' }), maxWidth: 18 }] : []),
    right({ en: '1 sales/yr', zh: '1 年销售额' }),
    right({ en: '2 revenue', zh: '2 总收入' }),
    right({ en: '3 cost/yr', zh: '3 年成本' }),
    right({ en: '4 net/yr', zh: '4 年净利' }),
    right({ en: '5 years', zh: '5 年限' }),
    right({ en: '6 profit', zh: '6 利润' }),
    { title: say({ en: 'still there', zh: '仍活跃' }) },
    right({ en: `next ${lifetime.report.horizonDays} d`, zh: `未来 ${lifetime.report.horizonDays} 天` }),
    right({ en: 'interval', zh: '区间' }),
  ];
  const cells = order
    .slice(0, most)
    .map((row) => [
      columns.customer_id[row]!,
      ...(withName ? [columns.name[row]!] : []),
      money(columns.annual_sales[row]!),
      money(columns.lifetime_revenue[row]!),
      money(columns.contact_cost[row]! + columns.service_cost[row]!),
      money(columns.annual_net_profit[row]!),
      Number.isNaN(columns.annual_sales[row]) ? '–' : columns.relationship_years[row]!.toFixed(1),
      money(columns.six_step_profit[row]!),
      `${bar(columns.probability_active[row]!, 5)} ${percent(columns.probability_active[row]!).padStart(4)}`,
      money(columns.expected_profit[row]!),
      `${money(columns.expected_profit_low[row]!)} … ${money(columns.expected_profit_high[row]!)}`,
    ]);
  return [
    strong(say({ en: 'The most valuable, by the six steps and by what is to be expected', zh: '最有价值的客户：六步法与预期' })),
    ...grid(titles, cells).map((line) => `  ${line}`),
    '',
  ];
}

/** What it would bring to keep more. */
export function retentionLines(whatIf: WhatIfRetention, voice: Voice): string[] {
  return [
    voice.strong(voice.say({ en: 'If more were kept', zh: '若多留住客户' })),
    ...paragraph(
      {
        en: `${whatIf.points} points more retention a year bring ${money(whatIf.horizonProfit)} within the horizon (${percent(whatIf.horizonGain, 1)}).`,
        zh: `年留存率提高 ${whatIf.points} 个百分点，期限内多得 ${money(whatIf.horizonProfit)}（${percent(whatIf.horizonGain, 1)}）。`,
      },
      voice,
    ),
    ...paragraph(whatIf.verdict, voice),
    '',
  ];
}

/** What was assumed, and what would change the answer most. */
export function assumedLines({ core, lifetime }: ValueTable, voice: Voice): string[] {
  const { say, strong } = voice;
  const { model, calibration, periodDays, yearDays, annualDiscountRate, assumptions, warnings } = lifetime.report;
  const signed = (share: number): string => `${share > 0 ? '+' : '−'}${percent(Math.abs(share))}`;
  const tested: Text =
    calibration.horizonDays === 0
      ? { en: 'Not tested on the past.', zh: '未经历史检验。' }
      : {
          en: `Tested on ${count(calibration.customers)} customers of ${calibration.horizonDays} days ago: what came was ${calibration.ratio.toFixed(2)} times the plain forecast, which is corrected by state and size.`,
          zh: `以 ${calibration.horizonDays} 天前的 ${count(calibration.customers)} 个客户检验：实际为原始预测的 ${calibration.ratio.toFixed(2)} 倍，已按状态与规模校正。`,
        };
  return [
    strong(say({ en: 'What was assumed', zh: '所用假设' })),
    ...paragraph({ en: `Model: ${model.reason.en}.`, zh: `模型：${model.reason.zh}。` }, voice),
    ...paragraph(
      {
        en: `Money is discounted at ${percent(annualDiscountRate)} per ${yearDays} days, from the middle of each ${periodDays}-day period. Relationship in the six steps: ${RELATIONSHIPS[core.relationship].en}.`,
        zh: `按每 ${yearDays} 天 ${percent(annualDiscountRate)} 折现，自每个 ${periodDays} 天周期的中点计。六步法的关系年限：${RELATIONSHIPS[core.relationship].zh}。`,
      },
      voice,
    ),
    ...paragraph(tested, voice),
    ...paragraph(
      {
        en: `What would change the total: ${assumptions.map(({ text, change }) => `${text.en} ${signed(change)}`).join('; ')}.`,
        zh: `合计对假设的敏感度：${assumptions.map(({ text, change }) => `${text.zh} ${signed(change)}`).join('；')}。`,
      },
      voice,
    ),
    // That revenue stands in for profit is said once.
    ...[...core.warnings.slice(core.basis === 'revenue' ? 1 : 0), ...warnings].flatMap((warning) => paragraph(warning, voice)),
    '',
  ];
}

const RELATIONSHIPS: Readonly<Record<ValueTable['core']['relationship'], Text>> = {
  tenure: { en: 'observed so far', zh: '已有年限' },
  retention: { en: '1 ÷ (1 − retention)', zh: '1 ÷（1 − 留存率）' },
  hazard: { en: 'observed and expected (sBG)', zh: '已有年限加预期剩余（sBG）' },
};

function cents(amount: number): number {
  return Math.round(100 * amount) / 100 + 0; // no −0
}

/** The six steps of one customer, then its lifetime profit. */
export function explainLines(table: ValueTable, customerId: string, voice: Voice): string[] {
  const { say, strong } = voice;
  const steps = explainCustomerValue(table.core, customerId);
  const row = table.columns.customer_id.indexOf(customerId);
  const { columns, lifetime } = table;
  const figure = (name: 'expected_profit' | 'expected_profit_low' | 'expected_profit_high'): string => money(cents(columns[name][row]!));
  const title = `${customerId} ${columns.name[row] ?? ''}`.trim();
  return [
    strong(say({ en: `How ${title} is valued`, zh: `${title} 的价值推导` })),
    ...steps.map(({ text }) => `  ${say(text)}`),
    ...paragraph(
      {
        en: `To come: still a customer with a probability of ${percent(columns.probability_active[row]!)}; ${columns.expected_shipments[row]!.toFixed(1)} shipments and ${figure('expected_profit')} of profit in ${lifetime.report.horizonDays} days (${figure('expected_profit_low')} to ${figure('expected_profit_high')}).`,
        zh: `今后：仍为客户的概率 ${percent(columns.probability_active[row]!)}；${lifetime.report.horizonDays} 天内预计 ${columns.expected_shipments[row]!.toFixed(1)} 票，利润 ${figure('expected_profit')}（${figure('expected_profit_low')} 至 ${figure('expected_profit_high')}）。`,
      },
      voice,
    ),
    '',
  ];
}
