import { DAY_MINUTES } from '../core/day.js';
import type { Complaint } from './complaint.js';
import { PROBLEMS } from './complaint.js';
import { complaintText } from './complaintText.js';
import { customerId } from './customerId.js';
import { choose, draw, pick } from './draws.js';
import type { Path } from './path.js';
import { NOISE } from './presets.js';
import { PURPOSE } from './purposes.js';
import { knownBefore, type SmallRow } from './smallRow.js';
import { waybillNo } from './waybill.js';
import type { World } from './world.js';

const UNITS_A_CENT = 100;
const CHANNELS: readonly string[] = ['phone', 'web', 'app', 'chat', 'email', 'regulator'];
const CHANNEL_SHARES: readonly number[] = [0.45, 0.1, 0.15, 0.2, 0.09, 0.01];
const OTHER_CATEGORIES: readonly string[] = ['tracking', 'pickup', 'delay', 'claim', 'other'];
const WRONG_CATEGORY_SHARE = 0.05;
const REOPENED_SHARE = 0.3;
const RATED_SHARE = 0.6;

/** Complaints of a customer as the records had them at the export; what happened later is missing. */
export function complaintRows(world: World, path: Path): SmallRow[] {
  return path.complaints
    .map((complaint, position) => complaintRow(world, path, complaint, position))
    .filter(({ opened_at }) => Number(opened_at) < world.endDay * DAY_MINUTES);
}

function complaintRow(world: World, path: Path, complaint: Complaint, position: number): SmallRow {
  const { customer } = path.entity;
  const keyed = (item: number): number => draw(world.seed, PURPOSE.complaintText, customer, position, item);
  const { week, parcelIndex, problem } = complaint;
  const waybill = parcelIndex < 0 ? '' : waybillNo(customer, week, parcelIndex);
  return {
    complaint_id: `T${customerId(customer).slice(1)}${String(position + 1).padStart(4, '0')}`,
    customer_id: customerId(customer),
    waybill_no: waybill,
    ...timesOf(world, complaint, keyed),
    channel: CHANNELS[choose(keyed(3), CHANNEL_SHARES)]!,
    category: keyed(4) < WRONG_CATEGORY_SHARE ? OTHER_CATEGORIES[pick(keyed(5), OTHER_CATEGORIES.length)]! : PROBLEMS[problem]!,
    text: complaintText(problem, waybill, world.language, keyed),
    claimed: complaint.claimedCents > 0 ? complaint.claimedCents * UNITS_A_CENT : Number.NaN,
    ...endOf(world, complaint, keyed),
  };
}

interface Times {
  readonly opened_at: number;
  readonly responded_at: number;
  readonly resolved_at: number;
  readonly reopened_at: number;
}

function timesOf(world: World, complaint: Complaint, keyed: (item: number) => number): Times {
  const end = world.endDay * DAY_MINUTES;
  const loggedLate = world.behaviour.noise ? pick(keyed(6), NOISE.complaintLogDays + 1) : 0;
  const opened = (complaint.day + loggedLate) * DAY_MINUTES + 9 * 60 + pick(keyed(0), 600);
  const resolved = resolvedAt(complaint, opened);
  const reopened =
    !complaint.isSatisfactory && keyed(2) < REOPENED_SHARE ? resolved + Math.round(DAY_MINUTES * (1 + 9 * keyed(7))) : Number.NaN;
  const responded = opened + Math.min(Math.round(-240 * Math.log(keyed(1))), resolved - opened);
  return {
    opened_at: opened,
    responded_at: knownBefore(responded, end),
    resolved_at: knownBefore(resolved, end),
    reopened_at: knownBefore(reopened, end),
  };
}

function resolvedAt({ day, daysToResolve }: Complaint, opened: number): number {
  return Math.max(opened + 30, Math.round((day + daysToResolve) * DAY_MINUTES + 9 * 60));
}

/** Money, outcome and rating: known from the handling. */
function endOf(world: World, complaint: Complaint, keyed: (item: number) => number): SmallRow {
  if (Number.isNaN(timesOf(world, complaint, keyed).resolved_at))
    return { compensation: Number.NaN, outcome: '', satisfaction: Number.NaN };
  const { claimedCents, paidCents, isRefused, isSatisfactory } = complaint;
  const settled = !isSatisfactory && keyed(8) < 0.15 ? 'withdrawn' : 'resolved';
  return {
    compensation: claimedCents > 0 ? paidCents * UNITS_A_CENT : Number.NaN,
    outcome: isRefused ? 'rejected' : paidCents > 0 ? 'compensated' : settled,
    satisfaction: keyed(9) < RATED_SHARE ? (isSatisfactory ? 4 : 1) + pick(keyed(10), 2) : Number.NaN,
  };
}
