import { describe, expect, test } from 'vitest';
import { customerFigures } from '../../src/segment/index.js';
import { lifetimeProfit } from '../../src/value/index.js';
import { company } from './support.js';

/** The small version of bench/value.mjs: about 500 customers still there, so a share of .9 is known to .013; four of these are allowed. */
describe('held against the true future profit of a simulated company', () => {
  test('nine in ten intervals hold, and the forecast beats last year', async () => {
    const { simulation, history } = await company({ customers: 1000, months: 42, seed: 21, preset: 'demo' });
    const { truth, world } = simulation;
    const snapshot = history.at(world.endDay);
    const { columns, report } = lifetimeProfit(snapshot);
    const rowOf = new Map(truth.columns.customer_id.map((id, row) => [id, row]));
    const lastYear = customerFigures(snapshot).columns.profit;
    let [present, inside, error, naive, came] = [0, 0, 0, 0, 0];
    columns.customer_id.forEach((id, row) => {
      const at = rowOf.get(id)!;
      const profit = truth.columns.future_profit[at]!;
      error += Math.abs(columns.expected_profit[row]! - profit);
      naive += Math.abs(lastYear[row]! - profit);
      came += profit;
      if (truth.columns.last_shipped_on[at]! < world.endDay) return;
      present++;
      if (columns.expected_profit_low[row]! <= profit && profit <= columns.expected_profit_high[row]!) inside++;
    });
    expect(inside / present).toBeGreaterThan(0.85);
    expect(inside / present).toBeLessThan(0.95);
    expect(error).toBeLessThan(naive);
    expect(came).toBeGreaterThan(report.total.low);
    expect(came).toBeLessThan(report.total.high);
  }, 120_000);
});
