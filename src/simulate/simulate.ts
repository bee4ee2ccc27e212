import { breathe, type RunOptions, throwIfAborted } from '../core/run.js';
import { CLUSTER_SIZE } from './entity.js';
import { pathsOf } from './paths.js';
import type { SmallRow } from './smallRow.js';
import { SMALL_TABLES, type SmallTable } from './tables.js';
import { addTruth, newTruth, type TruthTable, truthTable } from './truth.js';
import { type SimulateOptions, type World, worldOf } from './world.js';

/** A simulated express company: how it was set up, the truth about each customer, and its records. */
export interface Simulation {
  /** What all customers share; for `companyFigures`. */
  readonly world: World;
  /** What is true of each customer and no record says. */
  readonly truth: TruthTable;
  /** Rows of the six small tables, in held units, customer by customer. Shipments are made on reading and not kept. */
  readonly small: Readonly<Record<SmallTable, readonly SmallRow[]>>;
}

const CLUSTERS_A_BREATH = 16;

/**
 * Simulates an express company with known truth: customers that ship, are served well or badly, complain, are contacted, pay,
 * and leave or ship less for causes of their own, week by week from Monday 2022-01-03.
 *
 * Everything is drawn from counter-based random numbers: the same options give the same company, and a customer is the same in a
 * company of any size. Read its tables with `simulatedSources`, `simulatedRows` or `simulatedText`.
 *
 * @param options - size, length, seed, preset and language, with progress and abort; see {@link SimulateOptions}
 * @returns the company's setting, the `truth` with one row a customer number, and the rows of its small tables
 * @throws HoldfastError `bad-parameter`, `aborted`
 * @remarks About 2 s for 5,000 customers × 42 months (6 million parcels); memory grows with customers, not with parcels.
 *   Rates of service, complaint, price and leaving are assumptions: a test bed, not an estimate of reality.
 * @example
 * ```ts
 * const company = await simulate({ customers: 50, months: 24, seed: 7, preset: 'demo' });
 * company.truth.columns.customer_id[0]; // => 'C000001'
 * ```
 */
export async function simulate(options: SimulateOptions & RunOptions = {}): Promise<Simulation> {
  const world = worldOf(options);
  const truth = newTruth();
  const small: Record<SmallTable, SmallRow[]> = { customers: [], complaints: [], contacts: [], invoices: [], changes: [], surveys: [] };
  for (let cluster = 0; cluster * CLUSTER_SIZE < world.customers; cluster++) {
    if (cluster % CLUSTERS_A_BREATH === 0) {
      options.onProgress?.({ stage: 'simulate', done: cluster * CLUSTER_SIZE, total: world.customers });
      await breathe();
      throwIfAborted(options.signal);
    }
    for (const path of pathsOf(world, cluster)) {
      addTruth(truth, world, path);
      for (const table of Object.keys(small) as SmallTable[]) small[table].push(...SMALL_TABLES[table](world, path));
    }
  }
  options.onProgress?.({ stage: 'simulate', done: world.customers, total: world.customers });
  return { world, truth: truthTable(truth), small };
}
