import type { CategoryColumn, Table } from '../core/table.js';
import type { Lang, Text } from '../core/text.js';
import type { Snapshot } from '../history/types.js';
import { type LoyaltySigns, loyaltySigns } from './loyaltySigns.js';
import { idsOf } from './masterText.js';
import { PRICE_SENSITIVITIES, type PriceSensitivity, priceSensitivity } from './priceSensitivity.js';

/** Why a customer stays. */
export const LOYALTY_TYPES = ['monopoly', 'benefit', 'trust', 'latent', 'inertia', 'unknown'] as const;
export type LoyaltyType = (typeof LOYALTY_TYPES)[number];

export const LOYALTY_TITLES: Readonly<Record<LoyaltyType, Text>> = {
  monopoly: { en: 'monopoly: stays because it must', zh: '垄断忠诚：别无选择' },
  benefit: { en: 'benefit: stays for the price', zh: '利益忠诚：看重优惠' },
  trust: { en: 'trust: stays because it is content', zh: '信赖忠诚：认可服务' },
  latent: { en: 'latent: content, but ships little', zh: '潜在忠诚：认可但用得少' },
  inertia: { en: 'inertia: stays out of habit', zh: '惰性忠诚：出于习惯' },
  unknown: { en: 'unknown', zh: '未知' },
};

/** One row a customer of the snapshot, in its order. */
export type LoyaltyTable = Table<{
  readonly customer_id: readonly string[];
  readonly loyalty_type: CategoryColumn;
  /** In [0, 1], see `switchingCost`. */
  readonly switching_cost: Float64Array;
  readonly price_sensitivity: CategoryColumn;
  readonly evidence_1: readonly string[];
  readonly evidence_2: readonly string[];
}>;

const LOYAL_TENURE_DAYS = 364;
const HOLDING_CONTRACT_DAYS = 91;
const CONTENT = 4;
const DISCONTENT = 2.5;
const CHEAP = 0.92;

/**
 * Type of loyalty by rules over what is on record, with the evidence in words: contract, satisfaction, referrals, price, rhythm. Only for
 * customers with a year behind them that still ship; `unknown` where the data cannot tell, and that is most of a sparse base.
 *
 * @param options - language of the evidence, default en
 * @remarks Rules in this order: monopoly (a contract of 91 days or more to run, and discontent), benefit (prices 8 % or more below the usual, or
 *   high price sensitivity), trust (content or refers others, and ships often), latent (content, ships little), inertia (ships often by an even
 *   habit, with no word from it). Staying is behaviour, loyalty a disposition: this reads the one for the other. O(mix rows).
 * @example
 * ```ts
 * const { columns } = loyalty((await historyFrom({ shipments: [{ customer_id: 'a', shipped_at: '2026-03-01' }] })).history.at('2026-03-02'));
 * [LOYALTY_TYPES[columns.loyalty_type.codes[0] - 1], columns.evidence_1[0]]; // => ['unknown', 'With us for 1 days only.']
 * ```
 */
export function loyalty(snapshot: Snapshot, options: { readonly lang?: Lang } = {}): LoyaltyTable {
  const { lang = 'en' } = options;
  const { indices } = snapshot;
  const sensitivity = priceSensitivity(snapshot).columns.price_sensitivity;
  const signs = loyaltySigns(snapshot);
  const found = signs.map((sign, row) => typeOf(sign, PRICE_SENSITIVITIES[sensitivity.codes[row]! - 1]!));
  const evidence = (place: number): string[] => found.map(({ because }) => because[place]?.[lang] ?? '');
  return {
    length: indices.length,
    columns: {
      customer_id: idsOf(snapshot),
      loyalty_type: { codes: Int32Array.from(found, ({ type }) => LOYALTY_TYPES.indexOf(type) + 1), levels: LOYALTY_TYPES },
      switching_cost: Float64Array.from(signs, (sign) => sign.switchingCost),
      price_sensitivity: sensitivity,
      evidence_1: evidence(0),
      evidence_2: evidence(1),
    },
  };
}

interface Verdict {
  readonly type: LoyaltyType;
  readonly because: readonly Text[];
}

function typeOf(sign: LoyaltySigns, sensitivity: PriceSensitivity): Verdict {
  if (sign.tenureDays < LOYAL_TENURE_DAYS) return { type: 'unknown', because: [tooYoung(sign)] };
  if (!sign.isActive) return { type: 'unknown', because: [{ en: 'It has stopped shipping.', zh: '已停止发货。' }] };
  const rules: (readonly [LoyaltyType, readonly (Text | false)[]])[] = [
    ['monopoly', [sign.contractLeftDays >= HOLDING_CONTRACT_DAYS && contract(sign), discontent(sign)]],
    ['benefit', [cheap(sign) || (sensitivity === 'high' && SENSITIVE)]],
    ['trust', [content(sign), sign.isFrequent && frequent(sign)]],
    ['latent', [content(sign), !sign.isFrequent && frequent(sign)]],
    ['inertia', [sign.isFrequent && sign.isEven && frequent(sign), sign.words === 0 && SILENT]],
  ];
  for (const [type, signs] of rules) {
    const because = signs.filter((text) => text !== false);
    if (because.length === signs.length) return { type, because };
  }
  return { type: 'unknown', because: [{ en: 'What is on record points nowhere in particular.', zh: '现有记录没有明显指向。' }] };
}

const SENSITIVE: Text = { en: 'Its volume falls when its price rises.', zh: '价格上涨时发货量明显下降。' };
const SILENT: Text = { en: 'No survey, complaint or referral from it.', zh: '没有问卷、投诉或推荐记录。' };

function tooYoung({ tenureDays }: LoyaltySigns): Text {
  return { en: `With us for ${tenureDays} days only.`, zh: `合作仅 ${tenureDays} 天。` };
}

function contract({ contractLeftDays }: LoyaltySigns): Text {
  return { en: `Its contract runs for another ${contractLeftDays} days.`, zh: `合同还有 ${contractLeftDays} 天到期。` };
}

function discontent({ satisfaction, badComplaints }: LoyaltySigns): Text | false {
  if (satisfaction <= DISCONTENT)
    return { en: `Satisfaction ${satisfaction.toFixed(1)} of 5.`, zh: `满意度 ${satisfaction.toFixed(1)}（满分 5）。` };
  return (
    badComplaints > 0 && {
      en: `${badComplaints} complaints that ended badly in two years.`,
      zh: `两年内有 ${badComplaints} 次投诉未妥善解决。`,
    }
  );
}

function cheap({ priceIndex }: LoyaltySigns): Text | false {
  return (
    priceIndex <= CHEAP && {
      en: `It pays ${Math.round(100 * (1 - priceIndex))} % less than usual for such shipments.`,
      zh: `价格比同类运单低 ${Math.round(100 * (1 - priceIndex))}%。`,
    }
  );
}

function content({ satisfaction, referrals }: LoyaltySigns): Text | false {
  if (satisfaction >= CONTENT)
    return { en: `Satisfaction ${satisfaction.toFixed(1)} of 5.`, zh: `满意度 ${satisfaction.toFixed(1)}（满分 5）。` };
  return (
    referrals > 0 && !(satisfaction <= DISCONTENT) && { en: `It has referred ${referrals} customers.`, zh: `推荐过 ${referrals} 个客户。` }
  );
}

function frequent({ shipments, isFrequent }: LoyaltySigns): Text {
  return isFrequent
    ? { en: `${shipments} shipments in 364 days, more than half of the customers.`, zh: `364 天发货 ${shipments} 票，多于半数客户。` }
    : { en: `${shipments} shipments in 364 days, fewer than half of the customers.`, zh: `364 天发货 ${shipments} 票，少于半数客户。` };
}
