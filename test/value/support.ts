import { formatDay } from '../../src/core/day.js';
import { uniformAt } from '../../src/core/random.js';
import { type History, historyFrom, type Row, type RowTables, reduce } from '../../src/history/index.js';
import { type SimulateOptions, type Simulation, simulate, simulatedSources } from '../../src/simulate/index.js';

/** ISO date of an offset from 2024-01-01. */
export function dayText(day: number): string {
  return formatDay(19_723 + day);
}

export async function history(tables: RowTables): Promise<History> {
  return (await historyFrom(tables)).history;
}

/** Customers that ship at rates of their own until they leave by chance; margin `margin` a shipment. */
export function randomShipments(customers: number, days: number, margin = 4): Row[] {
  const rows: Row[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const rate = 0.02 + 0.2 * uniformAt(5, 1, customer) * uniformAt(5, 2, customer);
    const end = Math.min(days, -Math.log(uniformAt(5, 3, customer)) * 900);
    let day = 200 * uniformAt(5, 4, customer);
    for (let draw = 0; day < end; draw++) {
      rows.push({ customer_id: `c${1000 + customer}`, shipped_at: dayText(Math.floor(day)), freight: 10, cost: 10 - margin });
      day += -Math.log(uniformAt(5, 5, customer, draw)) / rate;
    }
  }
  return rows;
}

/** A simulated company at the end of its books, with the truth of those who had shipped. */
export async function company(options: SimulateOptions): Promise<{ readonly simulation: Simulation; readonly history: History }> {
  const simulation = await simulate(options);
  const read = await reduce(simulatedSources(simulation));
  return { simulation, history: read.history };
}

export function errorCode(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}
