import { ensure } from '../core/errors.js';
import type { Text } from '../core/text.js';
import type { CoreValueTable } from './coreCustomerValue.js';

/** One line of the chain. */
export interface ValueStep {
  readonly step: 1 | 2 | 3 | 4 | 5 | 6;
  readonly text: Text;
}

/**
 * The six steps of one customer, line by line, each with the numbers it follows from; in English and Chinese.
 *
 * @param table - of {@link coreCustomerValue}
 * @param customerId - of a customer in it
 * @returns six steps in order; a customer known for less than 91 days has one line that says so
 * @throws HoldfastError `bad-parameter` when the table has no such customer
 * @example
 * ```ts
 * const shipments = Array.from({ length: 52 }, (_, week) => ({
 *   customer_id: 'lost', shipped_at: formatDay(dayOf('2025-01-06') + 7 * week), freight: 25, cost: 20,
 * }));
 * const { history } = await historyFrom({ shipments });
 * const [first] = explainCustomerValue(coreCustomerValue(history.at('2026-01-05')), 'lost');
 * first.text.en; // => '1 Annual sales: 52.0 shipments × 25.00 each = 1,300.00'
 * ```
 */
export function explainCustomerValue(table: CoreValueTable, customerId: string): ValueStep[] {
  const row = table.columns.customer_id.indexOf(customerId);
  ensure(row >= 0, 'bad-parameter', () => ({
    en: `There is no customer "${customerId}" with a shipment before the cutoff; look up its customer_id in the data.`,
    zh: `截止日之前没有客户“${customerId}”的运单；请在数据中核对 customer_id。`,
  }));
  if (Number.isNaN(table.columns.annual_sales[row])) return [{ step: 1, text: TOO_YOUNG }];
  return stepsOf(table, (name) => table.columns[name][row]!);
}

type NumberColumn = Exclude<keyof CoreValueTable['columns'], 'customer_id' | 'name'>;

const TOO_YOUNG: Text = {
  en: '1 Annual sales: known for less than 91 days, too short to speak of a year',
  zh: '1 年销售额：往来不足 91 天，尚不能折算为一年',
};

function stepsOf({ basis, relationship, retentionRate }: CoreValueTable, value: (name: NumberColumn) => number): ValueStep[] {
  const [sales, shipments, years] = [value('annual_sales'), value('shipments_per_year'), value('relationship_years')];
  const [contact, service, net] = [value('contact_cost'), value('service_cost'), value('annual_net_profit')];
  const each = shipments > 0 ? sales / shipments : Number.NaN;
  const margin = net + contact + service;
  const rate = `${(100 * value('margin_rate')).toFixed(1)}%`;
  const length = lengthText(relationship, retentionRate);
  const earned: Text =
    basis === 'margin'
      ? { en: `${money(sales)} × margin ${rate}`, zh: `${money(sales)} × 毛利率 ${rate}` }
      : { en: `${money(sales)} (no cost known)`, zh: `${money(sales)}（成本未知）` };
  const lines: readonly Text[] = [
    {
      en: `1 Annual sales: ${shipments.toFixed(1)} shipments × ${money(each)} each = ${money(sales)}`,
      zh: `1 年销售额：${shipments.toFixed(1)} 票 × 每票 ${money(each)} = ${money(sales)}`,
    },
    {
      en: `2 Lifetime revenue: ${money(sales)} × ${years.toFixed(2)} years = ${money(value('lifetime_revenue'))}`,
      zh: `2 总收入：${money(sales)} × ${years.toFixed(2)} 年 = ${money(value('lifetime_revenue'))}`,
    },
    {
      en: `3 Cost a year: contacts ${money(contact)} + complaints and claims ${money(service)} = ${money(contact + service)}`,
      zh: `3 年接触与服务成本：接触 ${money(contact)} + 投诉与理赔 ${money(service)} = ${money(contact + service)}`,
    },
    {
      en: `4 Annual net profit: ${earned.en} = ${money(margin)}; less ${money(contact + service)} = ${money(net)}`,
      zh: `4 年净利润：${earned.zh} = ${money(margin)}；减去 ${money(contact + service)} = ${money(net)}`,
    },
    { en: `5 Relationship: ${years.toFixed(2)} years, ${length.en}`, zh: `5 关系年限：${years.toFixed(2)} 年，${length.zh}` },
    {
      en: `6 Lifetime profit: ${money(net)} × ${years.toFixed(2)} years = ${money(value('six_step_profit'))}, not discounted`,
      zh: `6 生命周期利润：${money(net)} × ${years.toFixed(2)} 年 = ${money(value('six_step_profit'))}，未折现`,
    },
  ];
  return lines.map((text, at) => ({ step: (at + 1) as ValueStep['step'], text }));
}

function lengthText(relationship: CoreValueTable['relationship'], retentionRate: number): Text {
  const rate = `${(100 * retentionRate).toFixed(1)}%`;
  const texts: Readonly<Record<CoreValueTable['relationship'], Text>> = {
    tenure: { en: 'since its first shipment', zh: '自首票起' },
    retention: { en: `1 ÷ (1 − ${rate} kept a year)`, zh: `1 ÷（1 − 年留存率 ${rate}）` },
    hazard: { en: 'so far and expected (sBG over all anniversaries)', zh: '已有年限加预期剩余年限（以全体客户周年拟合 sBG）' },
  };
  return texts[relationship];
}

/** 1,234.50; – where it is not known. */
function money(value: number): string {
  if (Number.isNaN(value)) return '–';
  const [whole = '', cents = ''] = Math.abs(value).toFixed(2).split('.');
  return `${value < 0 ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}
