import { ensure } from '../../core/errors.js';
import type { PurchaseKernel } from './purchaseKernel.js';

/** Probability to be active at each moment, knowing only the shipments up to it; 0 before the first shipment. O(shipments + moments · log). */
export function probabilityActivePath<Name extends string>(
  kernel: PurchaseKernel<Name>,
  theta: Float64Array,
  shipmentDays: ArrayLike<number>,
  atDays: ArrayLike<number>,
): Float64Array {
  ensureAscending(shipmentDays);
  const first = shipmentDays[0]!;
  return Float64Array.from(atDays, (day) => {
    const seen = countUpTo(shipmentDays, day);
    return seen === 0 ? 0 : kernel.active(theta, seen - 1, shipmentDays[seen - 1]! - first, day - first);
  });
}

/** Shipments up to and including a day, by bisection. */
function countUpTo(shipmentDays: ArrayLike<number>, day: number): number {
  let [low, high] = [0, shipmentDays.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shipmentDays[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function ensureAscending(shipmentDays: ArrayLike<number>): void {
  ensure(shipmentDays.length > 0, 'bad-history', () => ({
    en: 'shipmentDays is empty; a path begins with a first shipment',
    zh: 'shipmentDays 为空；路径须从首次寄件开始',
  }));
  for (let i = 0; i < shipmentDays.length; i++)
    ensure(Number.isFinite(shipmentDays[i]) && (i === 0 || shipmentDays[i]! > shipmentDays[i - 1]!), 'bad-history', () => ({
      en: `shipmentDays[${i}] is ${shipmentDays[i]}; days must be finite and ascending, each once`,
      zh: `shipmentDays[${i}] 为 ${shipmentDays[i]}；日期须为有限数，按升序排列且不重复`,
    }));
}
