import { type Kind, kindOf, paymentTermDays } from './billing.js';
import { FIRST_DAY } from './calendar.js';
import { customerId, secondId } from './customerId.js';
import { draw, pick } from './draws.js';
import { CLUSTER_SIZE, entityOf } from './entity.js';
import { ROAD } from './hazards.js';
import { CAUSE_WORDS, statedCause } from './leaving.js';
import { managerToday } from './managers.js';
import { COMPETITORS, customerName, industryOf, wordOf } from './names.js';
import type { Path } from './path.js';
import { placeNames } from './places.js';
import { PURPOSE } from './purposes.js';
import { knownBefore, type SmallRow } from './smallRow.js';
import type { World } from './world.js';

const CONTRACT_DAYS = 365;
const WEEKS_A_MONTH = 365.25 / 84;

/** Master data of a customer as of the export; a second row where the records hold it twice. */
export function customerRows(world: World, path: Path): SmallRow[] {
  const { customer, segment, isKey, startWeek, region, managerPost } = path.entity;
  const kind = kindOf(world, path.entity);
  const city = placeNames(world.language)[region]!;
  const joinedOn = FIRST_DAY + startWeek * 7;
  const row = {
    customer_id: customerId(customer),
    name: customerName(world, customer, segment, city),
    kind,
    industry: industryOf(world, customer, segment),
    city,
    account_manager: managerToday(world, customer, managerPost),
    key_account: isKey ? 'yes' : 'no',
    joined_on: joinedOn,
    ...contractOf(world, path, kind, joinedOn),
    payment_term_days: paymentTermDays(kind),
    referred_by: referrerOf(world, path),
    ...closureOf(world, path),
  };
  return world.duplicated.has(customer) ? [row, { ...row, customer_id: secondId(customer), referred_by: '' }] : [row];
}

/** The yearly contract that ran last: at the export, or when the customer stopped. */
function contractOf(world: World, path: Path, kind: Kind, joinedOn: number): SmallRow {
  if (kind !== 'contract') return { contract_start: Number.NaN, contract_end: Number.NaN, committed_monthly_pieces: Number.NaN };
  const last = Math.min(world.endDay - 1, FIRST_DAY + path.stopWeek * 7);
  const start = joinedOn + Math.floor((last - joinedOn) / CONTRACT_DAYS) * CONTRACT_DAYS;
  return {
    contract_start: start,
    contract_end: start + CONTRACT_DAYS,
    committed_monthly_pieces: Math.max(1, Math.round(0.8 * path.entity.weekly * WEEKS_A_MONTH)),
  };
}

/** Half of the customers were brought by an older one of their cluster. */
function referrerOf({ seed, behaviour, observedWeeks }: World, { entity }: Path): string {
  const first = Math.floor(entity.customer / CLUSTER_SIZE) * CLUSTER_SIZE;
  const keyed = (item: number): number => draw(seed, PURPOSE.customerDetail, entity.customer, item);
  if (entity.customer === first || keyed(20) >= 0.5) return '';
  const referrer = first + pick(keyed(21), entity.customer - first);
  return entityOf(seed, behaviour, observedWeeks, referrer).startWeek <= entity.startWeek ? customerId(referrer) : '';
}

function closureOf(world: World, path: Path): SmallRow {
  const cause = path.road < 0 ? '' : statedCause(world, path);
  const keyed = (item: number): number => draw(world.seed, PURPOSE.closure, path.entity.customer, item);
  const isRemoved = path.road === ROAD.removal;
  const closedOn =
    cause === '' ? Number.NaN : knownBefore(FIRST_DAY + (path.stopWeek + 1) * 7 + pick(keyed(3), isRemoved ? 14 : 60), world.endDay);
  if (!(closedOn < world.endDay)) return { closed_on: Number.NaN, closed_by: '', exit_reason: '', exit_to: '' };
  const toCompetitor = (cause === 'price' || cause === 'competitor_offer') && keyed(4) < 0.6;
  return {
    closed_on: closedOn,
    closed_by: isRemoved ? 'carrier' : 'customer',
    exit_reason: world.language === 'zh' && cause !== '' ? CAUSE_WORDS[cause] : cause,
    exit_to: toCompetitor ? wordOf(COMPETITORS, keyed(5), world.language) : '',
  };
}
