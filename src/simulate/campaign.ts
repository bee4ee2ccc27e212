import { draw } from './draws.js';
import type { Path } from './path.js';
import { PURPOSE } from './purposes.js';
import type { World } from './world.js';

export const CAMPAIGN_WEEKS = 13;

/** Arm of a customer in the campaign, decided by a fair draw; undefined for those who are not customers in its week. */
export function armOf(world: World, path: Path): 'treated' | 'control' | undefined {
  const { campaignWeek } = world;
  if (campaignWeek === undefined || path.entity.startWeek > campaignWeek || path.stopWeek < campaignWeek) return undefined;
  return draw(world.seed, PURPOSE.campaign, path.entity.customer) < 0.5 ? 'treated' : 'control';
}

/** Whether the customer is under treatment in that week. */
export function isTreatedIn(world: World, path: Path, week: number): boolean {
  const since = week - (world.campaignWeek ?? Number.POSITIVE_INFINITY);
  return since >= 0 && since < CAMPAIGN_WEEKS && armOf(world, path) === 'treated';
}
