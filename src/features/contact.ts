import { profit } from '../account/profit.js';
import { DAY_MINUTES } from '../core/day.js';
import { tableSchema } from '../history/schema.js';
import type { CustomerView } from '../history/types.js';
import type { Feature } from './feature.js';

const LONGEST_DAYS = 364;
const values = (table: 'contacts' | 'changes', column: string): readonly string[] =>
  (tableSchema(table).columns.find(({ name }) => name === column)?.values ?? []).map(({ value }) => value);
/** Offers are made because someone was thought to be leaving, so they are no sign of ordinary care. */
const OFFER = values('contacts', 'kind').indexOf('retention_offer') + 1;
const FIELDS = values('changes', 'field');

function daysSinceContact({ contacts, cutoff }: CustomerView): number {
  for (let row = contacts.count - 1; row >= 0; row--) {
    if (contacts.kind(row) !== OFFER) return Math.min(cutoff - contacts.at(row) / DAY_MINUTES, LONGEST_DAYS);
  }
  return LONGEST_DAYS;
}

function contactsIn({ contacts, cutoff }: CustomerView, windowDays: number): number {
  const from = (cutoff - windowDays) * DAY_MINUTES;
  let count = 0;
  for (let row = contacts.count - 1; row >= 0 && contacts.at(row) >= from; row--) count++;
  return count;
}

/** 1 when a field of the customer's master data changed in the window, else 0. */
function changed({ changes, cutoff }: CustomerView, field: number, windowDays: number): number {
  for (let row = changes.count - 1; row >= 0 && changes.changedOn(row) >= cutoff - windowDays; row--) {
    if (changes.field(row) === field) return 1;
  }
  return 0;
}

function changeFeature(id: string, field: string, days: number, said: { en: string; zh: string }, rest: Pick<Feature, 'cause'>): Feature {
  const code = FIELDS.indexOf(field) + 1;
  return {
    id,
    family: 'contact',
    unit: 'flag',
    windowDays: days,
    needs: ['changes'],
    sentence: { en: `Its ${said.en} changed in the last ${days} days.`, zh: `近 ${days} 天${said.zh}有变更。` },
    none: { en: `Its ${said.en} did not change in the last ${days} days.`, zh: `近 ${days} 天${said.zh}没有变更。` },
    sign: 1,
    ...rest,
    compute: (view) => changed(view, code, days),
  };
}

const MANAGER = { en: 'account manager', zh: '客户经理' };

/** How a customer is looked after. */
export const CONTACT_FEATURES: readonly Feature[] = [
  {
    id: 'days_since_contact',
    family: 'contact',
    unit: 'days',
    windowDays: LONGEST_DAYS,
    needs: ['contacts'],
    sentence: {
      en: 'We last got in touch with it {value} ago (364: not since)[; half of the customers more than {company} ago].',
      zh: '我方上一次主动联系距今 {value}（364 表示其间没有）[，客户中位数 {company}]。',
    },
    none: { en: 'No contact on record.', zh: '没有联系记录。' },
    cause: 'relationship',
    compute: daysSinceContact,
  },
  {
    id: 'contacts_per_profit_364d',
    family: 'contact',
    unit: 'number',
    windowDays: LONGEST_DAYS,
    needs: ['contacts', 'shipments.freight'],
    sentence: {
      en: '{value} contacts for every 1,000 of profit in the last 364 days[ (half of the customers more than {company})].',
      zh: '近 364 天每 1,000 利润对应 {value} 次联系[（客户中位数 {company} 次）]。',
    },
    none: { en: 'No profit in the last 364 days to set contacts against.', zh: '近 364 天没有利润，无法与联系次数相比。' },
    cause: 'relationship',
    compute: (view, context) => {
      const earned = profit(view, context.basis, LONGEST_DAYS).profit;
      return earned > 0 ? (1000 * contactsIn(view, LONGEST_DAYS)) / earned : Number.NaN;
    },
  },
  changeFeature('manager_left_56d', 'account_manager', 56, MANAGER, { cause: 'relationship' }),
  changeFeature('manager_left_182d', 'account_manager', 182, MANAGER, { cause: 'relationship' }),
  changeFeature('address_changed_182d', 'address', 182, { en: 'address', zh: '地址' }, { cause: 'relocation' }),
  changeFeature('contact_person_changed_182d', 'contact_person', 182, { en: 'contact person', zh: '联系人' }, { cause: 'relationship' }),
];
