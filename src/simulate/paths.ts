import { simulateCluster } from './cluster.js';
import { CLUSTER_SIZE } from './entity.js';
import type { Path } from './path.js';
import type { World } from './world.js';

/** Paths of all customers in order, made cluster by cluster and not kept. */
export function* allPaths(world: World): Generator<Path> {
  for (let cluster = 0; cluster * CLUSTER_SIZE < world.customers; cluster++) yield* pathsOf(world, cluster);
}

/** Paths of the cluster's customers that belong to the company. */
export function pathsOf(world: World, cluster: number): Path[] {
  return simulateCluster(world, cluster).filter(({ entity }) => entity.customer < world.customers);
}

/** Path of one customer, the same as within the crowd. */
export function pathOf(world: World, customer: number): Path {
  return simulateCluster(world, Math.floor(customer / CLUSTER_SIZE))[customer % CLUSTER_SIZE]!;
}

/** First and last observed week of a path; `last < first` when it has none. */
export function observedSpan({ observedWeeks }: World, { entity, stopWeek }: Path): { first: number; last: number } {
  return { first: Math.max(0, entity.startWeek), last: Math.min(stopWeek, observedWeeks - 1) };
}
