import { normalQuantile } from '../math/normalQuantile.js';
import { FIRST_DAY } from './calendar.js';
import { managerLeaves } from './company.js';
import { COMPLAINT_CHANCE, type Complaint, complaintOf, PROBLEM, recoveryOf } from './complaint.js';
import { binomial, draw, pick, poisson } from './draws.js';
import { drawParcel, newParcel, newWeekService, type Parcel, PROMISE_DAYS, rushOf, setWeekService } from './parcel.js';
import type { Path } from './path.js';
import { PURPOSE } from './purposes.js';
import { contactChance, LEVEL_SD, type Traveller } from './traveller.js';
import { replicateAt, type World } from './world.js';

const LEVEL_MEMORY = 0.8;
const TRUST_WEEKS = 8;
const STEEP_RISE = 0.05;
const service = newWeekService();
const parcel = newParcel();

/** One week of one customer: volume, price talk, parcels, complaints, contact, and what it feels after it. */
export function liveWeek(world: World, traveller: Traveller, week: number): void {
  const { path } = traveller;
  talkPrice(world, traveller, week);
  path.priceIndex[week] = traveller.priceIndex;
  path.overdueDays[week] = overdueAt(path, week);
  path.lateLogit[week] = lateLogitAt(world, path, week);
  path.shipments[week] = volumeOf(world, traveller, week);
  const severity = serveParcels(world, traveller, week);
  complainOfAttitude(world, traveller, week);
  beContacted(world, traveller, week);
  feel(traveller, week, severity);
}

function lateLogitAt({ behaviour, calendars, company }: World, { entity }: Path, week: number): number {
  const rush = Math.max(0, Math.log(calendars[entity.segment]!.season[week]!));
  return behaviour.lateLogit + 1.1 * rush + company.branchLogit[entity.branch * company.weeks + week]! + entity.serviceLogit;
}

function overdueAt({ entity, road, decisionWeek }: Path, week: number): number {
  return entity.overdueDays + (road === 0 ? 4 * (week - decisionWeek) : 0);
}

function volumeOf(world: World, traveller: Traveller, week: number): number {
  const { path } = traveller;
  const { entity } = path;
  const replicate = replicateAt(world, week);
  const shock = normalQuantile(draw(world.seed, PURPOSE.volumeLevel, entity.customer, week, 0, replicate));
  traveller.level = LEVEL_MEMORY * traveller.level + LEVEL_SD * Math.sqrt(1 - LEVEL_MEMORY * LEVEL_MEMORY) * shock;
  const swing = Math.exp(traveller.level - (LEVEL_SD * LEVEL_SD) / 2);
  return poisson(draw(world.seed, PURPOSE.volume, entity.customer, week, 0, replicate), expectedVolume(world, path, week) * swing);
}

/** Mean shipments of a week, its slow swing apart. */
export function expectedVolume(world: World, path: Path, week: number): number {
  const { entity } = path;
  return entity.weekly * path.share * rampOf(world, path, week) * world.calendars[entity.segment]!.season[week]!;
}

/** Falling volume between the decision and the last week, where the road to it has one. */
function rampOf({ behaviour }: World, path: Path, week: number): number {
  const { road, leadWeeks, decisionWeek } = path;
  if (road < 0 || road === 1 || road === 7 || leadWeeks === 0) return 1;
  return 1 - behaviour.depth * Math.min(1, (week - decisionWeek) / leadWeeks);
}

/** Draws the week's parcels, books them, hears the complaints; returns the severity of what failed. */
function serveParcels(world: World, traveller: Traveller, week: number): number {
  const { path } = traveller;
  const { entity } = path;
  setWeekService(service, world, entity, week, path.lateLogit[week]!, traveller.priceIndex);
  let severity = 0;
  for (let index = 0; index < path.shipments[week]!; index++) {
    drawParcel(parcel, world, entity, week, index, service);
    book(world, path, parcel);
    severity += severityOf(parcel);
    if (parcel.daysLate > 0 || parcel.isDamaged || parcel.isLost) complainOfParcel(world, traveller, parcel);
  }
  traveller.successes += path.shipments[week]! - path.late[week]! - path.damaged[week]! - path.lost[week]!;
  return severity;
}

function book(world: World, path: Path, { week, day, freightCents, costCents, daysLate, isDamaged, isLost }: Parcel): void {
  path.revenueCents[week]! += freightCents;
  path.costCents[week]! += costCents;
  path.monthCents[world.months.ofDay[day - FIRST_DAY]!]! += freightCents;
  if (daysLate > 0) path.late[week]!++;
  if (isDamaged) path.damaged[week]!++;
  if (isLost) path.lost[week]!++;
  if (!(day <= path.lastDay)) path.lastDay = day;
}

function severityOf({ daysLate, isDamaged, isLost }: Parcel): number {
  return (daysLate > 0 ? 1 + 0.3 * (daysLate - 1) : 0) + (isDamaged ? 4 : 0) + (isLost ? 6 : 0);
}

function complainOfParcel(world: World, traveller: Traveller, { week, index, day, zone, daysLate, isDamaged, isLost }: Parcel): void {
  const problem = isLost ? PROBLEM.loss : isDamaged ? PROBLEM.damage : PROBLEM.delay;
  const noticed = day + PROMISE_DAYS[zone]! + (isLost ? 7 : daysLate > 0 ? 1 : 0);
  hear(
    traveller,
    complaintOf(world, traveller.path.entity, problem, week, index, noticed, rushOf(world, traveller.path.entity.segment, week)),
  );
}

function complainOfAttitude(world: World, traveller: Traveller, week: number): void {
  const { entity, shipments } = traveller.path;
  const n = shipments[week]!;
  const keyed = (item: number): number => draw(world.seed, PURPOSE.attitude, entity.customer, week, item, replicateAt(world, week));
  const count = binomial(keyed(0), n, COMPLAINT_CHANCE[PROBLEM.attitude]! * entity.voice);
  for (let k = 0; k < count; k++) {
    const index = pick(keyed(1 + k), n);
    const day = FIRST_DAY + week * 7 + pick(keyed(1001 + k), 7);
    hear(
      traveller,
      complaintOf(world, entity, PROBLEM.attitude, week, index, day, rushOf(world, entity.segment, week), Number.POSITIVE_INFINITY),
    );
  }
}

/** The yearly price talk, and the complaint that a steep rise may bring. */
function talkPrice(world: World, traveller: Traveller, week: number): void {
  const { path } = traveller;
  const { entity } = path;
  if (week <= entity.startWeek || (week - entity.priceWeek) % 52 !== 0) return;
  const keyed = (item: number): number => draw(world.seed, PURPOSE.priceStep, entity.customer, week, item, replicateAt(world, week));
  const step = keyed(0) < 0.88 ? 0.015 + 0.035 * normalQuantile(keyed(1)) : 0.06 + 0.08 * keyed(1);
  path.priceSteps.push({ week, before: traveller.priceIndex, after: traveller.priceIndex + step });
  traveller.priceIndex += step;
  if (step <= STEEP_RISE) return;
  path.lastRiseWeek = week;
  const day = FIRST_DAY + week * 7 + pick(keyed(2), 7);
  hear(traveller, complaintOf(world, entity, PROBLEM.price, week, -1, day, rushOf(world, entity.segment, week)));
}

function hear({ path, recovery, refused }: Traveller, complaint: Complaint | undefined): void {
  if (!complaint) return;
  path.complaints.push(complaint);
  const handled = Math.floor((complaint.day + complaint.daysToResolve - FIRST_DAY) / 7);
  if (handled < recovery.length) recovery[handled]! += recoveryOf(complaint);
  if (complaint.isRefused) refused.fill(1, handled, handled + TRUST_WEEKS);
}

function beContacted(world: World, traveller: Traveller, week: number): void {
  const { path } = traveller;
  const replicate = replicateAt(world, week);
  if (managerLeaves(world.seed, path.entity.managerPost, week, replicate)) traveller.managerLeftWeek = week;
  if (draw(world.seed, PURPOSE.contact, path.entity.customer, week, 0, replicate) >= contactChance(path.entity)) return;
  path.contactWeeks.push(week);
  traveller.lastContactWeek = week;
}

function feel(traveller: Traveller, week: number, severity: number): void {
  traveller.failures = Math.max(0, 0.85 * traveller.failures + severity - traveller.recovery[week]!);
  traveller.parcels = 0.85 * traveller.parcels + traveller.path.shipments[week]!;
  traveller.perceived = Math.min(traveller.failures / (traveller.parcels + 3) / 0.05, 6);
  traveller.path.failure[week] = traveller.perceived;
}
