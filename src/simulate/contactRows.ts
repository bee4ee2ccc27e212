import { DAY_MINUTES } from '../core/day.js';
import { MONEY_SCALE } from '../core/money.js';
import { FIRST_DAY } from './calendar.js';
import { armOf } from './campaign.js';
import { customerId } from './customerId.js';
import { choose, draw, pick } from './draws.js';
import type { Entity } from './entity.js';
import type { Path } from './path.js';
import { PURPOSE } from './purposes.js';
import type { SmallRow } from './smallRow.js';
import type { World } from './world.js';

const KINDS: readonly string[] = ['visit', 'call', 'message', 'greeting', 'gift', 'event'];
const KIND_COSTS: readonly number[] = [110, 10, 1, 5, 140, 230];
/** Whom one visits: shares of the kinds for customers of up to 3, up to 40 and more shipments a week; a contact costs 5, 44, 117 in the mean. */
const KIND_SHARES: readonly (readonly number[])[] = [
  [0, 0.35, 0.4, 0.25, 0, 0],
  [0.25, 0.45, 0.15, 0.08, 0.05, 0.02],
  [0.5, 0.15, 0, 0.05, 0.1, 0.2],
];

/** What the contact of a customer's week was, and what it cost. */
export function contactKind({ seed }: World, { customer, weekly }: Entity, week: number): { readonly kind: string; readonly cost: number } {
  const size = weekly > 40 ? 2 : weekly > 3 ? 1 : 0;
  const kind = choose(draw(seed, PURPOSE.contactDetail, customer, week, 0), KIND_SHARES[size]!);
  return { kind: KINDS[kind]!, cost: KIND_COSTS[kind]! };
}

/** Contacts that the company made of its own accord, and the campaign. */
export function contactRows(world: World, path: Path): SmallRow[] {
  const { customer } = path.entity;
  const rows = path.contactWeeks.filter((week) => week < world.observedWeeks).map((week) => contactRow(world, path.entity, week));
  const arm = armOf(world, path);
  if (arm === undefined || world.campaignWeek === undefined) return rows;
  const at = instantIn(world, customer, world.campaignWeek, 7);
  return [
    ...rows,
    {
      customer_id: customerId(customer),
      at,
      kind: arm === 'treated' ? 'retention_offer' : '',
      cost: arm === 'treated' ? 60 * MONEY_SCALE : Number.NaN,
      campaign: 'stay',
      arm,
    },
  ];
}

function contactRow(world: World, entity: Entity, week: number): SmallRow {
  const { kind, cost } = contactKind(world, entity, week);
  return {
    customer_id: customerId(entity.customer),
    at: instantIn(world, entity.customer, week, 1),
    kind,
    cost: cost * MONEY_SCALE,
    campaign: '',
    arm: '',
  };
}

/** A working minute of a week. */
function instantIn({ seed }: World, customer: number, week: number, item: number): number {
  const day = FIRST_DAY + week * 7 + pick(draw(seed, PURPOSE.contactDetail, customer, week, item), 5);
  return day * DAY_MINUTES + 9 * 60 + pick(draw(seed, PURPOSE.contactDetail, customer, week, item + 1), 480);
}
