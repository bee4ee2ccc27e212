import { DAY_MINUTES } from '../core/day.js';
import type { Path } from './path.js';
import { eachShipment, newShipmentCells } from './shipmentCells.js';
import type { World } from './world.js';

/** Day of the last shipment under a customer's second number; NaN without one. */
export function secondNumberLastDay(world: World, path: Path): number {
  const cells = newShipmentCells();
  let last = Number.NaN;
  for (let week = Math.min(path.stopWeek, world.weeks - 1); week >= 0 && Number.isNaN(last); week--) {
    eachShipment(world, path, week, cells, () => {
      if (cells.isSecondNumber) last = Math.max(last || 0, Math.floor(cells.shippedAt / DAY_MINUTES));
    });
  }
  return last;
}
