import type { CustomerView } from '../../history/types.js';
import { daysBefore, type Evidence, type EvidenceFamily, type Found, voteFor, voteForType } from './evidence.js';
import type { EvidenceContext } from './evidenceContext.js';
import { FALLING } from './evidenceFinances.js';
import { daysSinceContact } from './evidenceRelationship.js';
import { lateLately } from './evidenceService.js';

const LANE_DAYS = 56;
const LANE_BEFORE_DAYS = 182;
const LANE_SHARE = 0.15;
const FEWEST_A_LANE = 8;
const LANE_GONE = 0.3;
const LANE_KEPT = 0.8;
const LANE_GROWN = 1.25;
const ABRUPT_USUAL = 4;
const NO_CONTACT_DAYS = 315;
const WITH_US: readonly EvidenceFamily[] = ['price', 'service', 'relationship', 'trust'];
/** Families that explain a sudden end without us. */
const ELSEWHERE: readonly EvidenceFamily[] = ['finances', 'relocation', 'need_ended'];

function namedCompetitor(view: CustomerView, context: EvidenceContext): { name: string; daysAgo: number } | undefined {
  const { closing } = context;
  if (closing.exitTo !== '') return { name: closing.exitTo, daysAgo: 0 };
  const cue = context.said(view).find(({ kind }) => kind === 'competitor');
  return cue && { name: cue.text, daysAgo: cue.daysAgo };
}

/** Some of its destinations went, with a good part of its volume, while others stayed as they were: another carrier serves those lanes. */
function lanesLost(view: CustomerView, { snapshot }: EvidenceContext): Found | null {
  const now = new Map<number, number>();
  const before = new Map<number, number>();
  const { destination } = snapshot.cells;
  const add = (to: Map<number, number>) => (cell: number, shipments: number) =>
    to.set(destination[cell]!, (to.get(destination[cell]!) ?? 0) + shipments);
  view.eachMix(LANE_DAYS, 0, add(now));
  view.eachMix(LANE_BEFORE_DAYS, LANE_DAYS, add(before));
  const all = [...before.values()].reduce((sum, count) => sum + count, 0);
  let [lost, kept, keptNow] = [0, 0, 0];
  for (const [code, count] of before) {
    const expected = (count * LANE_DAYS) / LANE_BEFORE_DAYS;
    const left = now.get(code) ?? 0;
    if (code > 0 && count >= FEWEST_A_LANE && left <= LANE_GONE * expected) lost += count;
    else {
      kept += expected;
      keptNow += left;
    }
  }
  // Where the others grew in their place, its parcels only went elsewhere.
  const areKept = kept >= FEWEST_A_LANE && keptNow / kept >= LANE_KEPT && keptNow / kept <= LANE_GROWN;
  const isPart = lost / all >= LANE_SHARE && areKept;
  return isPart ? { value: lost / all, baseline: keptNow / kept } : null;
}

function abruptStop(view: CustomerView, context: EvidenceContext): Found | null {
  if (context.standing === 'here') return null;
  const { ratio, recent, usual } = context.volume(view);
  if (!(usual >= ABRUPT_USUAL && ratio >= FALLING) || ELSEWHERE.some((family) => context.spoken.has(family))) return null;
  if (lateLately(view, context) !== null || daysSinceContact(view) > NO_CONTACT_DAYS) return null;
  return { value: ratio, count: recent, of: Math.round(usual) };
}

/** Signs of another carrier. */
export const COMPETITOR_EVIDENCE: readonly Evidence[] = [
  {
    id: 'exit_to_recorded',
    title: { en: 'competitor on record', zh: '记录的去向' },
    family: 'competitor',
    votes: [voteForType('deliberate', 0.95)],
    windowDays: null,
    needs: ['customers.exit_to'],
    field: 'customers.exit_to',
    unit: 'text',
    sentence: { en: 'It went to {text}, as recorded at its end.', zh: '销户记录显示转投{text}。' },
    find: (_view, { closing }) => (closing.exitTo === '' ? null : { value: Number.NaN, text: closing.exitTo }),
  },
  {
    id: 'competitor_said',
    title: { en: 'wrote of another carrier', zh: '提到其他快递' },
    family: 'competitor',
    votes: [voteForType('deliberate', 0.8)],
    windowDays: 91,
    needs: ['complaints.text'],
    field: 'complaints.text',
    unit: 'days',
    sentence: {
      en: 'It wrote of another carrier or of changing {ago}: “{text}”.',
      zh: '{ago}的留言提到其他快递或更换：“{text}”。',
    },
    find: (view, context) => {
      const cue = context.said(view).find(({ kind }) => kind === 'competitor' || kind === 'leave_intent');
      return cue === undefined ? null : daysBefore(cue.daysAgo, cue.text);
    },
  },
  {
    id: 'lanes_lost',
    title: { en: 'some lanes lost', zh: '部分线路流失' },
    family: 'competitor',
    votes: [voteForType('deliberate', 0.8)],
    windowDays: LANE_DAYS + LANE_BEFORE_DAYS,
    needs: ['shipments.destination'],
    field: 'shipments.destination',
    unit: 'share',
    sentence: {
      en: 'Destinations that had been {value} of its parcels went in {in 8 weeks}, the others stayed at {baseline} of their level.',
      zh: '原占 {value} 的目的地在{in 8 weeks}流失，其余目的地仍保持 {baseline}。',
    },
    find: lanesLost,
  },
  {
    id: 'abrupt_stop',
    title: { en: 'stopped at full volume', zh: '满量骤停' },
    family: 'competitor',
    votes: [voteForType('deliberate', 0.85)],
    windowDays: 28,
    needs: ['shipments'],
    field: 'shipments.shipped_at',
    unit: 'share',
    sentence: {
      en: 'It went on as usual to the last: {count} shipments in {in 28 days}, {of} are usual.',
      zh: '直到最后仍照常发货：{in 28 days} {count} 票，通常为 {of} 票。',
    },
    isLast: true,
    find: abruptStop,
  },
  {
    id: 'competitor_only',
    title: { en: 'competitor, nothing amiss here', zh: '有竞争对手而我方无异常' },
    family: 'competitor',
    votes: [voteFor('competitor_offer', 0.6)],
    windowDays: 91,
    needs: [],
    field: 'customers.exit_to',
    unit: 'text',
    sentence: {
      en: 'It named {text}, and nothing of ours was amiss: no price, service, claim or contact speaks against us.',
      zh: '提到{text}，而我方价格、服务、理赔和联系均无异常。',
    },
    isLast: true,
    find: (view, context) => {
      const named = namedCompetitor(view, context);
      if (named === undefined || WITH_US.some((family) => context.spoken.has(family))) return null;
      return { value: named.daysAgo, text: named.name };
    },
  },
];
