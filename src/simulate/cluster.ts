import { decide } from './decide.js';
import { CLUSTER_SIZE, entityOf } from './entity.js';
import { liveWeek } from './liveWeek.js';
import type { Path } from './path.js';
import { newTraveller, type Traveller } from './traveller.js';
import type { World } from './world.js';

/** A peer's leaving is talked about for weeks. */
const HEAT_LEFT_AFTER_A_WEEK = Math.exp(-1 / 4);

/** Looks at a customer at the start of a week, before anything happens in it. */
export type Probe = (traveller: Traveller, week: number, peerHeat: number) => void;

/** Paths of the customers of one cluster (nine consecutive numbers), which know of each other's leaving. O(weeks × customers + parcels). */
export function simulateCluster(world: World, cluster: number, probe?: Probe): Path[] {
  const first = cluster * CLUSTER_SIZE;
  const travellers = Array.from({ length: CLUSTER_SIZE }, (_, k) =>
    newTraveller(world, entityOf(world.seed, world.behaviour, world.observedWeeks, first + k)),
  );
  let peerHeat = 0;
  for (let week = 0; week < world.weeks; week++) {
    peerHeat *= HEAT_LEFT_AFTER_A_WEEK;
    let stopped = 0;
    for (const traveller of travellers) {
      if (traveller.path.entity.startWeek > week || traveller.path.stopWeek < week) continue;
      probe?.(traveller, week, peerHeat);
      liveWeek(world, traveller, week);
      decide(world, traveller, week, peerHeat);
      if (traveller.path.stopWeek === week) stopped++;
    }
    peerHeat += stopped;
  }
  return travellers.map(({ path }) => path);
}
