import type { CustomerView } from '../../history/types.js';
import { type Evidence, type Found, voteFor } from './evidence.js';
import type { EvidenceContext } from './evidenceContext.js';
import { saidEvidence } from './evidenceText.js';

const RECENT_DAYS = 56;
const BEFORE_DAYS = 182;
const FEWEST_OF_PRODUCT = 8;
const PRODUCT_SHARE = 0.2;
const SEASON_DAYS = 91;
const YEAR_DAYS = 364;
const QUIET = 0.25;
const FEWEST_IN_SEASON = 8;

/** A product that was a good part of its parcels and is not among the latest at all, while others still are. */
function productEnded(view: CustomerView, { snapshot }: EvidenceContext): Found | null {
  const recent = new Map<number, number>();
  const before = new Map<number, number>();
  let [allRecent, allBefore] = [0, 0];
  const { product } = snapshot.cells;
  view.eachMix(RECENT_DAYS, 0, (cell, shipments) => {
    recent.set(product[cell]!, (recent.get(product[cell]!) ?? 0) + shipments);
    allRecent += shipments;
  });
  view.eachMix(BEFORE_DAYS, RECENT_DAYS, (cell, shipments) => {
    before.set(product[cell]!, (before.get(product[cell]!) ?? 0) + shipments);
    allBefore += shipments;
  });
  const ended = [...before]
    .filter(([code, count]) => code > 0 && count >= FEWEST_OF_PRODUCT && count / allBefore >= PRODUCT_SHARE && !(recent.get(code)! > 0))
    .sort(([a, x], [b, y]) => y - x || a - b)[0];
  // Of so few parcels the product could be missing by chance.
  if (ended === undefined || allRecent * (ended[1] / allBefore) < 3) return null;
  return { value: ended[1] / allBefore, count: ended[1], text: snapshot.cells.levels.product[ended[0] - 1] ?? '' };
}

/** A year ago it also fell nearly silent at this time, after a season of shipping. */
function seasonEnded(view: CustomerView): Found | null {
  if (!(view.cutoff - (view.shipmentDays[0] ?? view.cutoff) >= YEAR_DAYS + SEASON_DAYS)) return null;
  const inSeason = view.sum('shipments', SEASON_DAYS, YEAR_DAYS);
  const after = view.sum('shipments', SEASON_DAYS, YEAR_DAYS - SEASON_DAYS);
  return inSeason >= FEWEST_IN_SEASON && after / inSeason <= QUIET ? { value: after / inSeason, count: after, of: inSeason } : null;
}

/** What it shipped is no longer made, sold or in season. */
export const NEED_ENDED_EVIDENCE: readonly Evidence[] = [
  {
    id: 'product_ended',
    title: { en: 'a product stopped', zh: '某产品停发' },
    family: 'need_ended',
    votes: [voteFor('need_ended', 0.6)],
    windowDays: RECENT_DAYS + BEFORE_DAYS,
    needs: ['shipments.product'],
    field: 'shipments.product',
    unit: 'share',
    sentence: {
      en: '{text}, {value} of its parcels in the half year before, stopped altogether in {in 8 weeks}.',
      zh: '此前半年占 {value} 的“{text}”，{in 8 weeks}完全停发。',
    },
    find: productEnded,
  },
  {
    id: 'season_ended',
    title: { en: 'end of its season', zh: '季节结束' },
    family: 'need_ended',
    votes: [voteFor('need_ended', 0.6)],
    windowDays: YEAR_DAYS + SEASON_DAYS,
    needs: ['shipments'],
    field: 'shipments.shipped_at',
    unit: 'share',
    sentence: {
      en: 'It ended at the same time a year ago too: {count} shipments in 91 days after {of} in the 91 before.',
      zh: '去年同期也曾停发：此后 91 天仅 {count} 票，之前 91 天为 {of} 票。',
    },
    find: seasonEnded,
  },
  saidEvidence('need_ended_said', 'need_ended', 'need_ended', 0.6),
];
