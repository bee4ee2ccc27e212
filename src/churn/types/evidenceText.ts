import type { ChurnCause } from '../../core/codes.js';
import type { Text } from '../../core/text.js';
import { daysBefore, type Evidence, type EvidenceFamily, voteFor } from './evidence.js';
import { lastSaid } from './said.js';

/** Where words of customers may stand. */
export const WORDS: readonly string[] = ['complaints.text'];

const ABOUT: Readonly<Partial<Record<ChurnCause, Text>>> = {
  finances: { en: 'money trouble or closing down', zh: '资金困难或停业' },
  relocation: { en: 'moving', zh: '搬迁' },
  need_ended: { en: 'having nothing more to ship', zh: '不再有货可发' },
  service_quality: { en: 'our service', zh: '服务质量' },
  price: { en: 'prices', zh: '价格' },
  relationship: { en: 'how it is looked after', zh: '对接与跟进' },
  trust: { en: 'claims and promises not kept', zh: '拒赔或失信' },
};

/** Evidence from the customer's own words about one cause. */
export function saidEvidence(id: string, family: EvidenceFamily, cause: ChurnCause, precision: number): Evidence {
  const about = ABOUT[cause] ?? { en: cause, zh: cause };
  return {
    id,
    title: { en: `wrote of ${about.en}`, zh: `留言提到${about.zh}` },
    family,
    votes: [voteFor(cause, precision)],
    windowDays: 91,
    needs: WORDS,
    field: 'complaints.text',
    unit: 'days',
    sentence: {
      en: `It wrote of ${about.en} {ago}: “{text}”.`,
      zh: `{ago}的留言提到${about.zh}：“{text}”。`,
    },
    find: (view, context) => {
      const cue = lastSaid(context.said(view), cause);
      return cue === undefined ? null : daysBefore(cue.daysAgo, cue.text);
    },
  };
}
