import { ensure } from '../../core/errors.js';
import type { Text } from '../../core/text.js';
import { bootstrapByGroup, contactGains, empbContactAlways, profitCut } from '../../evaluate/index.js';
import { numberOrNull } from '../evaluation.js';
import type { Measured } from '../report.js';
import { STANDARD_OFFER } from '../riskBand.js';
import type { JudgedRows } from './cohorts.js';

/** What a campaign is assumed to cost and to bring. */
export interface CampaignOptions {
  /** Share of would-be leavers whom the offer keeps, in (0, 1]; default 0.3. */
  readonly acceptance?: number | undefined;
  /** The offer as a share of the customer's annual profit, in (0, 1); default 0.05. */
  readonly offerShare?: number | undefined;
  /** One contact, money, >= 0; default 0.005 of the median annual profit. */
  readonly contactCost?: number | undefined;
}

/** The assumptions in force. */
export interface CampaignTerms {
  readonly acceptance: number;
  readonly offerShare: number;
  readonly contactCost: number;
}

/** Customers with what they are worth. */
export interface ValuedCustomers {
  readonly probability: Float64Array;
  /** Profit a year, money; NaN where unknown. */
  readonly annualProfit: Float64Array;
}

/** How far down the list contacting pays. */
export interface CampaignProfit {
  readonly terms: CampaignTerms;
  /** Of the customers of today, sorted by expected gain; money. With the standard terms those contacted are the risk band `high`. */
  readonly today: {
    readonly customers: number;
    /** Contact so many from the top: all whose contact is expected to earn more than it costs, p > p*. */
    readonly contacted: number;
    readonly expectedGain: number;
    /** From here on the whole list costs more than it saves. */
    readonly breakEven: number;
    /** Expected gain of contacting everybody. */
    readonly everybody: number;
  };
  /** What the same rule would have gained at the later cutoffs, a cutoff; null where no outcome is known yet. */
  readonly past: {
    readonly cutoffs: number;
    /** Mean number contacted. */
    readonly contacted: number;
    /** With the 90 % interval over customers. */
    readonly gain: Measured;
    readonly everybody: number;
    /** The most that any cut of the list could have gained, known afterwards (EMPB, every contact charged), and its share. */
    readonly best: number;
    readonly bestShare: number;
  } | null;
  readonly text: Text;
}

/** Whom contacting pays today, and what the same rule would have gained before; null where no profit of customers is known. */
export function campaignProfit(
  today: ValuedCustomers & { readonly medianProfit: number },
  past: (JudgedRows & ValuedCustomers) | undefined,
  options: CampaignOptions,
): CampaignProfit | null {
  const known = valued(today);
  if (known.annualProfit.length === 0) return null;
  const terms = termsOf(options, today.medianProfit);
  const gains = gainsOf(known.probability, known.annualProfit, terms);
  const cut = profitCut(gains, gains);
  const now = {
    customers: gains.length,
    contacted: cut.contacted,
    expectedGain: cut.profit,
    breakEven: cut.breakEven,
    everybody: gains.reduce((sum, gain) => sum + gain, 0),
  };
  const before = past === undefined ? null : pastGain(past, terms);
  return { terms, today: now, past: before, text: textOf(terms, now, before) };
}

/** `bad-parameter` for a share that is none or a cost below 0. */
export function checkCampaign({
  acceptance = STANDARD_OFFER.acceptance,
  offerShare = STANDARD_OFFER.offerShare,
  contactCost = 0,
}: CampaignOptions): void {
  const isFine = acceptance > 0 && acceptance <= 1 && offerShare > 0 && offerShare < 1 && contactCost >= 0 && contactCost < Infinity;
  ensure(isFine, 'bad-parameter', () => ({
    en: `acceptance is ${acceptance}, offerShare ${offerShare}, contactCost ${contactCost}; the first two are shares such as 0.3 and 0.05, the third is money, 0 or more`,
    zh: `acceptance 为 ${acceptance}，offerShare 为 ${offerShare}，contactCost 为 ${contactCost}；前两项应为比例（如 0.3 与 0.05），第三项应为不小于 0 的金额`,
  }));
}

function termsOf(options: CampaignOptions, median: number): CampaignTerms {
  const { acceptance = STANDARD_OFFER.acceptance, offerShare = STANDARD_OFFER.offerShare } = options;
  return { acceptance, offerShare, contactCost: options.contactCost ?? STANDARD_OFFER.contactShare * (median > 0 ? median : 0) };
}

/** Those whose profit is known. */
function valued<T extends ValuedCustomers>({ probability, annualProfit }: T): ValuedCustomers {
  const known = (_: number, row: number): boolean => !Number.isNaN(annualProfit[row]!);
  return { probability: probability.filter(known), annualProfit: annualProfit.filter(known) };
}

/** What contacting each earns, expected or in hindsight. */
function gainsOf(
  likelihood: ArrayLike<number>,
  annualProfit: Float64Array,
  { acceptance, offerShare, contactCost }: CampaignTerms,
): Float64Array {
  const incentive = annualProfit.map((value) => offerShare * Math.max(0, value));
  return contactGains(likelihood, { customerValue: annualProfit, incentive, contactCost, acceptance });
}

function pastGain(rows: JudgedRows & ValuedCustomers, terms: CampaignTerms): CampaignProfit['past'] {
  const keep = Int32Array.from(rows.cutoff.keys()).filter((row) => !Number.isNaN(rows.annualProfit[row]!));
  const pick = (column: ArrayLike<number>): Float64Array => Float64Array.from(keep, (row) => column[row]!);
  const [cutoff, customer, outcome] = [pick(rows.cutoff), pick(rows.customer), pick(rows.outcome)];
  const known = { probability: pick(rows.probability), annualProfit: pick(rows.annualProfit) };
  const [expected, happened] = [gainsOf(known.probability, known.annualProfit, terms), gainsOf(outcome, known.annualProfit, terms)];
  const contacted = Uint8Array.from(expected, (gain) => (gain > 0 ? 1 : 0));
  const cutoffs = new Set(cutoff).size;
  const gainUnder = (weights: Float64Array): number =>
    weights.reduce((sum, weight, row) => sum + weight * contacted[row]! * happened[row]!, 0) / cutoffs;
  const { estimate, low, high } = bootstrapByGroup({ groups: customer, statistic: gainUnder });
  const { acceptance, offerShare: incentiveShare, contactCost } = terms;
  const best = empbContactAlways(expected, outcome, known.annualProfit, { acceptance, incentiveShare, contactCost });
  return {
    cutoffs,
    contacted: contacted.reduce((sum, one) => sum + one, 0) / cutoffs,
    gain: { estimate: numberOrNull(estimate), low: numberOrNull(low), high: numberOrNull(high) },
    everybody: happened.reduce((sum, gain) => sum + gain, 0) / cutoffs,
    best: best.profit / cutoffs,
    bestShare: best.share,
  };
}

/** Whole units with thousands separators, three digits below a hundred. */
function money(amount: number): string {
  return Math.abs(amount) >= 100 ? Math.round(amount).toLocaleString('en-US') : String(Number(amount.toPrecision(3)));
}

function textOf(
  { acceptance, offerShare, contactCost }: CampaignTerms,
  today: CampaignProfit['today'],
  past: CampaignProfit['past'],
): Text {
  const [first, all, end] = [today.contacted, today.customers, today.breakEven].map((count) => count.toLocaleString('en-US'));
  const percent = (share: number): string => `${Number((100 * share).toPrecision(3))}%`;
  const now =
    today.contacted === 0
      ? {
          en: 'On these terms no contact is expected to earn what it costs: contact nobody.',
          zh: '按这些条件，任何一次联系的预期收益都抵不上成本：不必联系任何客户。',
        }
      : {
          en: `Sorted by expected gain, contact the first ${first} of ${all} customers: expected gain ${money(today.expectedGain)}; each one further costs more than it saves${
            today.breakEven < today.customers ? `, and beyond the first ${end} the whole campaign does` : ''
          }.`,
          zh: `按预期收益排序，联系 ${all} 个客户中的前 ${first} 个：预期收益 ${money(today.expectedGain)}；再往后每多联系一个都得不偿失${
            today.breakEven < today.customers ? `，超过前 ${end} 个则整个活动亏本` : ''
          }。`,
        };
  const assumed = {
    en: `Assumed: ${percent(acceptance)} of would-be leavers accept an offer of ${percent(offerShare)} of a year's profit, one contact costs ${money(contactCost)}, and a customer kept is worth a year's profit.`,
    zh: `假设：${percent(acceptance)} 的将流失客户接受相当于年利润 ${percent(offerShare)} 的优惠，一次联系成本 ${money(contactCost)}，挽留一个客户值一年的利润。`,
  };
  const before =
    past === null
      ? { en: '', zh: '' }
      : {
          en: ` At the ${past.cutoffs} later cutoffs this rule would have gained ${range(past.gain)} each, contacting everybody ${money(past.everybody)}, the best cut known afterwards ${money(past.best)}.`,
          zh: `在之后的 ${past.cutoffs} 个截止日，该规则平均每次可获益 ${range(past.gain)}，联系全部客户为 ${money(past.everybody)}，事后看最好的截断为 ${money(past.best)}。`,
        };
  return { en: `${now.en}${before.en} ${assumed.en}`, zh: `${now.zh}${before.zh}${assumed.zh}` };
}

function range({ estimate, low, high }: Measured): string {
  return `${money(estimate ?? Number.NaN)} (90%: ${money(low ?? Number.NaN)} – ${money(high ?? Number.NaN)})`;
}
