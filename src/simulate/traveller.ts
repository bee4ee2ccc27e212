import { normalQuantile } from '../math/normalQuantile.js';
import { draw } from './draws.js';
import type { Entity } from './entity.js';
import { newPath, type Path } from './path.js';
import { PURPOSE } from './purposes.js';
import type { World } from './world.js';

export const LEVEL_SD = 0.25;

/** A customer on its way: its path so far, and what it carries from week to week. */
export interface Traveller {
  readonly path: Path;
  /** Slow swing of the logarithm of its volume. */
  level: number;
  /** Smoothed failures and parcels, of which perceived failure is made. */
  failures: number;
  parcels: number;
  perceived: number;
  successes: number;
  priceIndex: number;
  lastContactWeek: number;
  managerLeftWeek: number;
  /** What is left of the sum of hazards at which it leaves. */
  patience: number;
  /** What handled complaints give back, by the week of their handling. */
  readonly recovery: Float64Array;
  /** 1 in the weeks after a refused claim. */
  readonly refused: Uint8Array;
}

export function newTraveller(world: World, entity: Entity): Traveller {
  const first = Math.max(0, entity.startWeek);
  const rate = contactChance(entity);
  const sinceContact =
    entity.startWeek < 0 ? Math.floor(Math.log(draw(world.seed, PURPOSE.contact, entity.customer, 0, 9)) / Math.log1p(-rate)) : 0;
  return {
    path: newPath(world, entity),
    level: LEVEL_SD * normalQuantile(draw(world.seed, PURPOSE.volumeLevel, entity.customer, first, 1)),
    failures: 0,
    parcels: 0,
    perceived: 0,
    successes: entity.weekly * Math.max(0, -entity.startWeek),
    priceIndex: entity.priceIndex,
    lastContactWeek: first - Math.min(sinceContact, first - entity.startWeek),
    managerLeftWeek: Number.NEGATIVE_INFINITY,
    patience: entity.patience,
    recovery: new Float64Array(world.weeks),
    refused: new Uint8Array(world.weeks),
  };
}

/** Chance of a contact in a week. */
export function contactChance(entity: Entity): number {
  return entity.isKey || entity.weekly > 40 ? 1 / 4 : 1 / 26;
}
