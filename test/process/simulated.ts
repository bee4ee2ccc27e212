import { uniformAt } from '../../src/core/random.js';
import type { MbgNbdParams, RepeatHistory } from '../../src/process/index.js';

/** Customers drawn from the model, observed for 400 to 800 days, and whether they are still active at the end. */
export function simulated(customers: number, { r, alpha, a, b }: MbgNbdParams): RepeatHistory & { readonly active: boolean[] } {
  const rows = Array.from({ length: customers }, (_, i) => {
    let draw = 0;
    const uniform = (): number => uniformAt(9, 1, i, draw++);
    const rate = gamma(r, uniform) / alpha;
    const [stay, leave] = [gamma(b, uniform), gamma(a, uniform)];
    const leaving = leave / (leave + stay);
    const observed = 400 + Math.floor(400 * uniform());
    let [x, last, active] = [0, 0, false];
    while (uniform() >= leaving) {
      const next = last - Math.log(uniform()) / rate;
      active = next > observed;
      if (active) break;
      last = next;
      x++;
    }
    return [x, last, observed, active] as const;
  });
  return {
    repeatCount: rows.map(([x]) => x),
    firstToLastDays: rows.map(([, last]) => last),
    observedDays: rows.map(([, , observed]) => observed),
    active: rows.map((row) => row[3]),
  };
}

/** Gamma(shape, 1) by Marsaglia and Tsang, with the boost for shapes below 1. */
function gamma(shape: number, uniform: () => number): number {
  if (shape < 1) return gamma(shape + 1, uniform) * Math.pow(uniform(), 1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const v = Math.pow(1 + z / Math.sqrt(9 * d), 3);
    if (v > 0 && Math.log(uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}
