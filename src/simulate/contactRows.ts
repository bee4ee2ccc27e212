import { DAY_MINUTES } from '../core/day.js';
import { MONEY_SCALE } from '../core/money.js';
import { FIRST_DAY } from './calendar.js';
import { armOf } from './campaign.js';
import { customerId } from './customerId.js';
import { choose, draw, pick } from './draws.js';
import type { Path } from './path.js';
import { PURPOSE } from './purposes.js';
import type { SmallRow } from './smallRow.js';
import type { World } from './world.js';

const KINDS: readonly string[] = ['visit', 'call', 'message', 'greeting', 'gift', 'event'];
const KIND_SHARES: readonly number[] = [0.25, 0.4, 0.15, 0.08, 0.07, 0.05];
/** Money a contact, 48 in the mean. */
const KIND_COSTS: readonly number[] = [100, 10, 1, 5, 120, 200];

/** What the contacts of a customer's week cost, by kind. */
export function contactKind({ seed }: World, customer: number, week: number): { readonly kind: string; readonly cost: number } {
  const kind = choose(draw(seed, PURPOSE.contactDetail, customer, week, 0), KIND_SHARES);
  return { kind: KINDS[kind]!, cost: KIND_COSTS[kind]! };
}

/** Contacts that the company made of its own accord, and the campaign. */
export function contactRows(world: World, path: Path): SmallRow[] {
  const { customer } = path.entity;
  const rows = path.contactWeeks.filter((week) => week < world.observedWeeks).map((week) => contactRow(world, customer, week));
  const arm = armOf(world, path);
  if (arm === undefined || world.campaignWeek === undefined) return rows;
  const at = instantIn(world, customer, world.campaignWeek, 7);
  return [...rows, { customer_id: customerId(customer), at, kind: 'retention_offer', cost: arm === 'treated' ? 60 * MONEY_SCALE : 0, campaign: 'stay', arm }];
}

function contactRow(world: World, customer: number, week: number): SmallRow {
  const { kind, cost } = contactKind(world, customer, week);
  return { customer_id: customerId(customer), at: instantIn(world, customer, week, 1), kind, cost: cost * MONEY_SCALE, campaign: '', arm: '' };
}

/** A working minute of a week. */
function instantIn({ seed }: World, customer: number, week: number, item: number): number {
  const day = FIRST_DAY + week * 7 + pick(draw(seed, PURPOSE.contactDetail, customer, week, item), 5);
  return day * DAY_MINUTES + 9 * 60 + pick(draw(seed, PURPOSE.contactDetail, customer, week, item + 1), 480);
}
