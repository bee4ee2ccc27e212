import { dayOf } from '../core/day.js';
import { FIRST_DAY } from './calendar.js';
import { simulateCluster } from './cluster.js';
import { WEEKS_A_YEAR } from './company.js';
import { PROBLEMS } from './complaint.js';
import { CLUSTER_SIZE } from './entity.js';
import { ROAD } from './hazards.js';
import type { Path } from './path.js';
import { profit } from './truth.js';
import type { World } from './world.js';

/** What a simulated company looks like over its observed weeks: rates per customer-year, per parcel, and shares. */
export interface CompanyFigures {
  readonly customerYears: number;
  readonly shipmentsPerCustomerYear: number;
  readonly lateRate: number;
  readonly damageRate: number;
  readonly lossRate: number;
  readonly complaintsPer10000: number;
  /** Share of the complaints by problem, in the order delay, damage, loss, attitude, price. */
  readonly complaintMix: readonly number[];
  readonly badlyResolvedShare: number;
  readonly exitsPerYear: number;
  readonly unintentionalPerYear: number;
  readonly deliberatePerYear: number;
  readonly carrierInitiatedPerYear: number;
  readonly downgradesPerYear: number;
  /** Of revenue over the customers that brought any. */
  readonly gini: number;
  readonly topFifthShare: number;
  /** Profit after claims, complaint handling (15 each) and contacts, as a share of revenue. */
  readonly margin: number;
  /** Parcels of a week against the median of the year around it: of the festivals that fill a calendar week, and of 11 November in the years when it ends a week. */
  readonly springFestivalWeek: number;
  readonly elevenElevenWeek: number;
}

interface Sums {
  weeks: number;
  late: number;
  damaged: number;
  lost: number;
  shipments: number;
  revenue: number;
  profit: number;
  complaints: number[];
  bad: number;
  exits: number[];
  downgrades: number;
  byWeek: Float64Array;
  customerRevenue: number[];
}

/**
 * Figures of a whole company: what its service, complaints, departures and revenue look like over the observed weeks.
 *
 * @param world - `company.world` of a {@link simulate} result
 * @returns rates a customer-year, rates a parcel and shares, as named; each share in [0, 1]
 * @remarks Simulates the company once more: O(customers × weeks + parcels). They are what the presets are accepted by.
 * @example
 * ```ts
 * const company = await simulate({ customers: 200, months: 24 });
 * const { topFifthShare, springFestivalWeek, complaintMix } = companyFigures(company.world);
 * topFifthShare > 0.5; // => true
 * springFestivalWeek < 0.5; // => true
 * complaintMix.reduce((sum, share) => sum + share); // => 1 (9 dp)
 * ```
 */
export function companyFigures(world: World): CompanyFigures {
  const sums: Sums = {
    weeks: 0,
    late: 0,
    damaged: 0,
    lost: 0,
    shipments: 0,
    revenue: 0,
    profit: 0,
    complaints: PROBLEMS.map(() => 0),
    bad: 0,
    exits: [0, 0, 0],
    downgrades: 0,
    byWeek: new Float64Array(world.observedWeeks),
    customerRevenue: [],
  };
  for (let cluster = 0; cluster * CLUSTER_SIZE < world.customers; cluster++)
    for (const path of simulateCluster(world, cluster)) if (path.entity.customer < world.customers) add(sums, world, path);
  return ratesOf(sums);
}

function add(sums: Sums, world: World, path: Path): void {
  const { observedWeeks } = world;
  const from = Math.max(0, path.entity.startWeek);
  const to = Math.min(observedWeeks - 1, path.stopWeek);
  let revenue = 0;
  for (let week = from; week <= to; week++) {
    sums.shipments += path.shipments[week]!;
    sums.byWeek[week]! += path.shipments[week]!;
    sums.late += path.late[week]!;
    sums.damaged += path.damaged[week]!;
    sums.lost += path.lost[week]!;
    revenue += path.revenueCents[week]!;
  }
  sums.weeks += to - from + 1;
  sums.revenue += revenue / 100;
  sums.profit += profit(world, path, 0, observedWeeks, 0);
  if (revenue > 0) sums.customerRevenue.push(revenue);
  if (path.road >= 0 && path.decisionWeek < observedWeeks) sums.exits[groupOf(path.road)]!++;
  if (path.downgradeWeek >= 0 && path.downgradeWeek < observedWeeks) sums.downgrades++;
  for (const { week, problem, isSatisfactory } of path.complaints) {
    if (week >= observedWeeks) continue;
    sums.complaints[problem]!++;
    if (!isSatisfactory) sums.bad++;
  }
}

/** Unintentional, deliberate, by the carrier. */
function groupOf(road: number): number {
  return road === ROAD.removal ? 2 : road <= ROAD.needEnded ? 0 : 1;
}

function ratesOf(sums: Sums): CompanyFigures {
  const years = sums.weeks / WEEKS_A_YEAR;
  const complaints = sums.complaints.reduce((a, b) => a + b, 0);
  const [unintentional = 0, deliberate = 0, carrier = 0] = sums.exits;
  return {
    customerYears: years,
    shipmentsPerCustomerYear: sums.shipments / years,
    lateRate: sums.late / sums.shipments,
    damageRate: sums.damaged / sums.shipments,
    lossRate: sums.lost / sums.shipments,
    complaintsPer10000: (10_000 * complaints) / sums.shipments,
    complaintMix: sums.complaints.map((count) => count / complaints),
    badlyResolvedShare: sums.bad / complaints,
    exitsPerYear: (unintentional + deliberate + carrier) / years,
    unintentionalPerYear: unintentional / years,
    deliberatePerYear: deliberate / years,
    carrierInitiatedPerYear: carrier / years,
    downgradesPerYear: sums.downgrades / years,
    ...concentration(sums.customerRevenue),
    margin: sums.profit / sums.revenue,
    ...specialWeeks(sums.byWeek),
  };
}

function concentration(amounts: number[]): { gini: number; topFifthShare: number } {
  const sorted = amounts.toSorted((a, b) => a - b);
  const n = sorted.length;
  const total = sorted.reduce((a, b) => a + b, 0);
  const ranked = sorted.reduce((sum, amount, i) => sum + (i + 1) * amount, 0);
  const top = sorted.slice(Math.ceil(0.8 * n)).reduce((a, b) => a + b, 0);
  return { gini: (2 * ranked) / (n * total) - (n + 1) / n, topFifthShare: top / total };
}

const FESTIVALS = ['2022-01-31', '2025-01-27'].map(dayOf);
const ELEVENTHS = ['2022-11-11', '2023-11-11'].map(dayOf);

function specialWeeks(byWeek: Float64Array): { springFestivalWeek: number; elevenElevenWeek: number } {
  return { springFestivalWeek: meanLevel(byWeek, FESTIVALS), elevenElevenWeek: meanLevel(byWeek, ELEVENTHS) };
}

function meanLevel(byWeek: Float64Array, days: readonly number[]): number {
  const weeks = days.map((day) => Math.floor((day - FIRST_DAY) / 7)).filter((week) => week < byWeek.length);
  const levels = weeks.map((week) => {
    const around = byWeek.slice(Math.max(0, week - 26), week + 27).toSorted();
    return byWeek[week]! / around[around.length >> 1]!;
  });
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}
