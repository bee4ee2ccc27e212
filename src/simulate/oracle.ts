import { dayOf } from '../core/day.js';
import { FIRST_DAY } from './calendar.js';
import { simulateCluster } from './cluster.js';
import { circumstances, leadLaw } from './decide.js';
import { CLUSTER_SIZE } from './entity.js';
import { ROADS, weeklyHazards } from './hazards.js';
import { expectedVolume } from './liveWeek.js';
import type { Path } from './path.js';
import type { Simulation } from './simulate.js';
import type { Traveller } from './traveller.js';
import type { World } from './world.js';

/**
 * What an oracle would say at each cutoff: the probability that a customer's last shipment lies in the next
 * `horizonWeeks` weeks, given everything true of it at the cutoff (a decision already taken included), its circumstances frozen there.
 *
 * @param cutoffs - ISO dates or day numbers; each is taken back to its Monday
 * @returns for each cutoff a column over the customers in their order (main numbers only); NaN for who was no customer then
 * @remarks Simulates the company once more.
 */
export function oracleProbabilities({ world }: Simulation, cutoffs: readonly (string | number)[], horizonWeeks = 13): Float64Array[] {
  const weeks = cutoffs.map((cutoff) => Math.floor(((typeof cutoff === 'string' ? dayOf(cutoff) : cutoff) - FIRST_DAY) / 7));
  const columns = weeks.map(() => new Float64Array(world.customers).fill(Number.NaN));
  for (let cluster = 0; cluster * CLUSTER_SIZE < world.customers; cluster++) {
    simulateCluster(world, cluster, (traveller, week, peerHeat) => {
      weeks.forEach((cutoff, k) => {
        const { customer, startWeek } = traveller.path.entity;
        if (cutoff !== week || customer >= world.customers || week <= Math.max(0, startWeek)) return;
        if (traveller.path.road < 0) columns[k]![customer] = chanceOfStop(world, traveller, week, peerHeat, horizonWeeks);
        else columns[k]![customer] = chanceOfSilence(world, traveller.path, week + horizonWeeks);
      });
    });
  }
  return columns;
}

/** Chance that one who has decided ships nothing more from week `from` on. */
function chanceOfSilence(world: World, path: Path, from: number): number {
  let volume = 0;
  for (let week = from; week <= Math.min(path.stopWeek, world.weeks - 1); week++) volume += expectedVolume(world, path, week);
  return Math.exp(-volume);
}

const hazards = new Float64Array(ROADS.length);

function chanceOfStop(world: World, traveller: Traveller, week: number, peerHeat: number, horizonWeeks: number): number {
  const total = weeklyHazards(hazards, world, traveller.path.entity, circumstances(world, traveller, week - 1, peerHeat));
  let chance = 0;
  for (let after = 0; after < horizonWeeks; after++) {
    const decides = Math.exp(-total * after) * -Math.expm1(-total);
    for (let road = 0; road < ROADS.length; road++)
      chance += decides * (hazards[road]! / total) * chanceOfLead(world, road, horizonWeeks - 1 - after);
  }
  return chance;
}

/** Chance that the lead of a road is at most `most` weeks. */
function chanceOfLead(world: World, road: number, most: number): number {
  const { abrupt, least, mean } = leadLaw(world, road);
  let term = Math.exp(-mean);
  let sum = 0;
  for (let k = 0; k <= most - least; k++) {
    sum += term;
    term *= mean / (k + 1);
  }
  return abrupt + (1 - abrupt) * sum;
}
