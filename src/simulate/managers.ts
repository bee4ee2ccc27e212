import { managerLeaves } from './company.js';
import { draw } from './draws.js';
import { managerName } from './names.js';
import { NOISE } from './presets.js';
import { PURPOSE } from './purposes.js';
import type { World } from './world.js';

/** Observed weeks in which the holder of a post leaves, ascending. */
export function departures(world: World, post: number): number[] {
  const weeks: number[] = [];
  for (let week = 0; week < world.observedWeeks; week++) if (managerLeaves(world.seed, post, week, 0)) weeks.push(week);
  return weeks;
}

/** Whether the records hold a wrong manager for the customer and no change of it. */
export function hasWrongManager({ behaviour, seed }: World, customer: number): boolean {
  return behaviour.noise && draw(seed, PURPOSE.noise, customer, 1) < NOISE.wrongManagerShare;
}

/** Name of the manager that the records hold today. */
export function managerToday(world: World, customer: number, post: number): string {
  return hasWrongManager(world, customer) ? managerName(world, post + 1, 0) : managerName(world, post, departures(world, post).length);
}
