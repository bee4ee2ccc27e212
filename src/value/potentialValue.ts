import type { CostOptions } from '../account/index.js';
import { ensure } from '../core/errors.js';
import type { Snapshot } from '../history/types.js';
import { quantile } from '../math/quantile.js';
import { customerFigures } from '../segment/index.js';
import { masterCodes } from '../segment/masterText.js';

export interface PotentialOptions extends CostOptions {
  /** Which of its peers a customer is measured against; default 0.8, the 80th percentile. */
  readonly peerQuantile?: number;
  /** Days before the cutoff that are compared; default 364. */
  readonly windowDays?: number;
}

/** Peers are customers of the same kind and industry where there are so many, else all. */
const FEWEST_PEERS = 20;

/**
 * What a customer could bring beyond what it brings: profit of its peers at the 80th percentile less its own, 0 where it is among the best.
 * Plainly an upper guess: nobody knows how much it ships with others.
 *
 * @returns money over the window, shape (n,), in the order of the snapshot
 * @throws HoldfastError `bad-parameter`; NaN without freight
 * @remarks O(n log n).
 * @example
 * ```ts
 * const shipments = [10, 20, 30, 40, 50].map((freight, at) => ({ customer_id: `c${at}`, freight, cost: 0, shipped_at: '2026-03-01' }));
 * potentialValue((await historyFrom({ shipments })).history.at('2026-03-02')); // => [32, 22, 12, 2, 0]
 * ```
 */
export function potentialValue(snapshot: Snapshot, options: PotentialOptions = {}): Float64Array {
  const { peerQuantile = 0.8 } = options;
  ensure(peerQuantile > 0 && peerQuantile < 1, 'bad-parameter', () => ({
    en: `peerQuantile must lie between 0 and 1, got ${peerQuantile}.`,
    zh: `peerQuantile 应介于 0 与 1 之间，收到 ${peerQuantile}。`,
  }));
  const { profit } = customerFigures(snapshot, options).columns;
  const groups = peerGroups(snapshot);
  const byGroup = new Map<number, number[]>();
  profit.forEach((own, row) => {
    const peers = byGroup.get(groups[row]!);
    if (peers) peers.push(own);
    else byGroup.set(groups[row]!, [own]);
  });
  const ofAll = quantile(profit, peerQuantile);
  const best = new Map([...byGroup].map(([group, own]) => [group, own.length >= FEWEST_PEERS ? quantile(own, peerQuantile) : ofAll]));
  return profit.map((own, row) => Math.max(0, best.get(groups[row]!)! - own));
}

function peerGroups({ customers, indices }: Snapshot): Float64Array {
  const kinds = masterCodes(customers, indices, 'kind');
  const industries = masterCodes(customers, indices, 'industry');
  return Float64Array.from(indices, (_, row) => (kinds?.[row] ?? 0) * 65_536 + (industries?.[row] ?? 0));
}
