import { isTreatedIn } from './campaign.js';
import { MANAGER_GAP_WEEKS } from './company.js';
import { draw, poisson } from './draws.js';
import { type Circumstances, downgradeHazard, isRecentRise, priceGap, ROAD, ROADS, removalHazard, weeklyHazards } from './hazards.js';
import type { Path } from './path.js';
import { PURPOSE } from './purposes.js';
import type { Traveller } from './traveller.js';
import { replicateAt, type World } from './world.js';

const hazards = new Float64Array(ROADS.length);

/** After a week: whether the customer decides to leave or to downgrade, or is shown the door. */
export function decide(world: World, traveller: Traveller, week: number, peerHeat: number): void {
  const { path } = traveller;
  const keyed = (purpose: number, item: number): number =>
    draw(world.seed, purpose, path.entity.customer, week, item, replicateAt(world, week));
  if (path.road >= 0) {
    if (path.road === ROAD.finances && keyed(PURPOSE.exit, 2) < -Math.expm1(-removalHazard(world, path.overdueDays[week]!)))
      remove(traveller, week);
    return;
  }
  const now = circumstances(world, traveller, week, peerHeat);
  const total = weeklyHazards(hazards, world, path.entity, now);
  if (hasEnough(world, traveller, week, total)) leave(world, traveller, week, roadOf(hazards, roadUniform(world, path, week) * total));
  else if (path.downgradeWeek < 0 && keyed(PURPOSE.downgrade, 0) < -Math.expm1(-downgradeHazard(path.entity, now))) {
    path.downgradeWeek = week;
    path.share = 0.15 + 0.35 * keyed(PURPOSE.downgrade, 1);
  }
}

/** Whether the hazards of its weeks have come to what it bears: as likely in each week as by its hazard alone. In other futures than the first it bears anew. */
function hasEnough(world: World, traveller: Traveller, week: number, total: number): boolean {
  const { entity } = traveller.path;
  if (week === world.observedWeeks && world.replicate > 0)
    traveller.patience = -Math.log(draw(world.seed, PURPOSE.exit, entity.customer, week, 0, world.replicate));
  traveller.patience -= total;
  return traveller.patience < 0;
}

function roadUniform(world: World, { entity }: Path, week: number): number {
  const replicate = replicateAt(world, week);
  return replicate === 0 ? entity.roadUniform : draw(world.seed, PURPOSE.exit, entity.customer, week, 1, replicate);
}

/** What the hazards see after the week `week` has been lived. */
export function circumstances(world: World, traveller: Traveller, week: number, peerHeat: number): Circumstances {
  const { path, perceived, lastContactWeek, managerLeftWeek, refused, successes } = traveller;
  const isTreated = isTreatedIn(world, path, week);
  return {
    week,
    peerHeat,
    failure: isTreated && !path.entity.isSleepingDog ? perceived * 0.6 : perceived,
    gap: priceGap(world, path, week, isTreated),
    weeksSinceContact: isTreated ? 0 : week - lastContactWeek,
    managerLeft: week - managerLeftWeek < MANAGER_GAP_WEEKS,
    hasRefusedClaim: refused[week] === 1,
    hasRisen: isRecentRise(path, week),
    successes,
    overdueDays: path.overdueDays[week]!,
    isTreated,
  };
}

function roadOf(parts: Float64Array, at: number): number {
  let left = at;
  for (let road = 0; road < parts.length; road++) {
    left -= parts[road]!;
    if (left < 0) return road;
  }
  return parts.length - 1;
}

function leave(world: World, { path }: Traveller, week: number, road: number): void {
  path.road = road;
  path.decisionWeek = week;
  path.leadWeeks = leadWeeksOf(world, path.entity.customer, week, road);
  path.stopWeek = week + path.leadWeeks;
}

function remove({ path }: Traveller, week: number): void {
  path.road = ROAD.removal;
  path.decisionWeek = week;
  path.leadWeeks = 0;
  path.stopWeek = week;
}

/** Weeks from the decision to the last week with shipments. */
function leadWeeksOf(world: World, customer: number, week: number, road: number): number {
  const keyed = (item: number): number => draw(world.seed, PURPOSE.lead, customer, week, item, replicateAt(world, week));
  const law = leadLaw(world, road);
  return keyed(0) < law.abrupt ? 0 : law.least + poisson(keyed(1), law.mean);
}

/** Law of the lead: with chance `abrupt` none, else `least` weeks and a Poisson number of mean `mean`. */
export function leadLaw({ behaviour }: World, road: number): { readonly abrupt: number; readonly least: number; readonly mean: number } {
  if (road === ROAD.finances) return { abrupt: 0, least: 8, mean: 4 };
  if (road === ROAD.relocation) return { abrupt: 0, least: 2, mean: 2 };
  if (road === ROAD.needEnded) return { abrupt: 0, least: 6, mean: 4 };
  if (road === ROAD.removal) return { abrupt: 1, least: 0, mean: 0 };
  return { abrupt: behaviour.abruptShare, least: behaviour.leadWeeksLeast, mean: behaviour.leadWeeksMean };
}
