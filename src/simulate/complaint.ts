import { philox } from '../core/random.js';
import { normalQuantile } from '../math/normalQuantile.js';
import { draw, toUniform } from './draws.js';
import type { Entity } from './entity.js';
import { PURPOSE } from './purposes.js';
import { replicateAt, type World } from './world.js';

/** What customers complain about here, in the order of the arrays below. */
export const PROBLEMS = ['delay', 'damage', 'loss', 'attitude', 'price'] as const;
export const PROBLEM = { delay: 0, damage: 1, loss: 2, attitude: 3, price: 4 } as const;

/** Chance of a complaint: per failed parcel, per parcel (attitude), per steep price rise. */
export const COMPLAINT_CHANCE: readonly number[] = [0.12, 0.65, 0.8, 0.0006, 0.15];
const MEDIAN_DAYS: readonly number[] = [2, 5, 7, 2, 3];
const SEVERITY: readonly number[] = [1.3, 4, 6, 1, 1];
const REFUSED_SHARE = 0.15;
const FAST_DAYS = 3;

/** One complaint as it truly went. */
export interface Complaint {
  readonly problem: number;
  readonly week: number;
  /** Parcel of that week, or -1. */
  readonly parcelIndex: number;
  /** Day on which the customer complains. */
  readonly day: number;
  readonly daysToResolve: number;
  readonly isSatisfactory: boolean;
  /** Claimed money in cents, 0 without a claim. */
  readonly claimedCents: number;
  readonly paidCents: number;
  readonly isRefused: boolean;
}

const words = new Uint32Array(4);

/** Whether the customer complains of a problem, and how that goes; undefined when it says nothing. `day` is the day it would. */
export function complaintOf(
  world: World,
  entity: Entity,
  problem: number,
  week: number,
  parcelIndex: number,
  day: number,
  rush: number,
  chance: number = COMPLAINT_CHANCE[problem]!,
): Complaint | undefined {
  const index = (parcelIndex + 1) * 8 + problem;
  philox(world.seed, PURPOSE.complaint, entity.customer, week, index, replicateAt(world, week), words);
  if (toUniform(words[0]!) >= chance * entity.voice) return undefined;
  const daysToResolve = MEDIAN_DAYS[problem]! * Math.exp(0.8 * normalQuantile(toUniform(words[1]!))) * (1 + 0.5 * rush);
  const isSatisfactory = toUniform(words[2]!) < 1 / (1 + Math.exp(0.16 * daysToResolve - 1.7));
  const hasClaim = problem === PROBLEM.damage || problem === PROBLEM.loss;
  const isRefused = hasClaim && toUniform(words[3]!) < REFUSED_SHARE;
  const claim = hasClaim
    ? Math.exp(4 + normalQuantile(draw(world.seed, PURPOSE.complaintDetail, entity.customer, week, index, replicateAt(world, week))))
    : 0;
  return {
    problem,
    week,
    parcelIndex,
    day,
    daysToResolve,
    isSatisfactory,
    isRefused,
    claimedCents: Math.round(100 * claim),
    paidCents: isRefused ? 0 : Math.round(80 * claim),
  };
}

/** What the handling gives back of the perceived failure; a bad one adds to it. */
export function recoveryOf({ problem, isSatisfactory, daysToResolve }: Complaint): number {
  if (!isSatisfactory) return -0.5 * SEVERITY[problem]!;
  return (daysToResolve <= FAST_DAYS ? 0.7 : 0.3) * SEVERITY[problem]!;
}
