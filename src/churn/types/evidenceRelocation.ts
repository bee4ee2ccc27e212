import { choiceCode } from '../../history/choiceCode.js';
import type { CustomerView } from '../../history/types.js';
import { daysBefore, type Evidence, type Found, voteFor } from './evidence.js';
import type { EvidenceContext } from './evidenceContext.js';
import { saidEvidence } from './evidenceText.js';
import { latestChange } from './recentRows.js';

const CHANGE_DAYS = 91;
const PICKUP_DAYS = 42;
const PICKUP_BEFORE_DAYS = 182;
const MOST = 0.8;
const ADDRESS = choiceCode('changes', 'field', 'address');

function addressChanged(view: CustomerView): Found | null {
  const { changes, cutoff } = view;
  const row = latestChange(view, ADDRESS, CHANGE_DAYS);
  return row < 0 ? null : daysBefore(cutoff - changes.changedOn(row), changes.newValue(row));
}

/** The place most parcels are picked up at in a window, and its share of them. */
function mainOrigin(
  view: CustomerView,
  { snapshot }: EvidenceContext,
  days: number,
  endDaysAgo: number,
): { origin: number; share: number } {
  const counts = new Map<number, number>();
  let all = 0;
  view.eachMix(days, endDaysAgo, (cell, shipments) => {
    const origin = snapshot.cells.origin[cell]!;
    if (origin === 0 || !(shipments > 0)) return;
    all += shipments;
    counts.set(origin, (counts.get(origin) ?? 0) + shipments);
  });
  let best = { origin: 0, share: 0 };
  for (const [origin, count] of [...counts].sort(([a], [b]) => a - b)) if (count / all > best.share) best = { origin, share: count / all };
  return best;
}

function pickupMoved(view: CustomerView, context: EvidenceContext): Found | null {
  const now = mainOrigin(view, context, PICKUP_DAYS, 0);
  const before = mainOrigin(view, context, PICKUP_BEFORE_DAYS, PICKUP_DAYS);
  const hasMoved = now.origin !== before.origin && now.share >= MOST && before.share >= MOST;
  return hasMoved ? { value: now.share, text: context.snapshot.cells.levels.origin[now.origin - 1] ?? '' } : null;
}

/** The customer moved away. */
export const RELOCATION_EVIDENCE: readonly Evidence[] = [
  {
    id: 'address_changed',
    title: { en: 'address changed', zh: '地址变更' },
    family: 'relocation',
    votes: [voteFor('relocation', 0.9)],
    windowDays: CHANGE_DAYS,
    needs: ['changes'],
    field: 'changes.field',
    unit: 'days',
    sentence: {
      en: 'Its address changed {ago}[, to {text}].',
      zh: '{ago}变更了地址[，迁至{text}]。',
    },
    find: addressChanged,
  },
  {
    id: 'pickup_moved',
    title: { en: 'picked up elsewhere', zh: '揽收地变更' },
    family: 'relocation',
    votes: [voteFor('relocation', 0.9)],
    windowDays: PICKUP_DAYS + PICKUP_BEFORE_DAYS,
    needs: ['shipments.origin'],
    field: 'shipments.origin',
    unit: 'share',
    sentence: {
      en: 'Its parcels of {in 6 weeks} came from another place ({text}, {value} of them).',
      zh: '{in 6 weeks}的快件改从{text}寄出（占 {value}）。',
    },
    find: pickupMoved,
  },
  saidEvidence('relocation_said', 'relocation', 'relocation', 0.9),
];
