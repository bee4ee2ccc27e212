import { describe, expect, it } from 'vitest';
import { uniformAt } from '../../src/core/random.js';
import { normalQuantile } from '../../src/math/normalQuantile.js';
import { adjustedRand, silhouette } from '../../src/segment/clusterQuality.js';
import { clusters, findClusters } from '../../src/segment/index.js';
import oracle from '../oracle/segment/segment.json' with { type: 'json' };
import { errorCode, every, shipments, snapshotOf } from './support.js';

const normal = (purpose: number, row: number) => normalQuantile(uniformAt(5, purpose, row));
const column = (n: number, of: (row: number) => number) => Float64Array.from({ length: n }, (_, row) => of(row));

describe('silhouette and adjusted Rand index', () => {
  it('give the values of scikit-learn', () => {
    const { x, y, a, b } = oracle.clusters;
    const [first, second] = [Int32Array.from(a), Int32Array.from(b)];
    expect(silhouette([Float64Array.from(x), Float64Array.from(y)], second, 3)).toBeCloseTo(oracle.clusters.silhouette, 12);
    expect(adjustedRand(first, second, 3)).toBeCloseTo(oracle.clusters.rand, 12);
    expect(
      adjustedRand(
        first,
        first.map((label) => (label + 1) % 3),
        3,
      ),
    ).toBe(1);
  });
});

describe('findClusters', () => {
  const options = { counts: [2, 3, 4], replicates: 10, sample: 300 };
  it('finds three clouds, with the labels they were made from', () => {
    const n = 300;
    const found = findClusters(
      { x: column(n, (row) => 6 * (row % 3) + normal(1, row)), y: column(n, (row) => 4 * (row % 3 === 1 ? 1 : 0) + normal(2, row)) },
      options,
    );
    expect([found.count, found.hasStructure]).toEqual([3, true]);
    expect(
      adjustedRand(
        found.labels,
        Int32Array.from({ length: n }, (_, row) => row % 3),
        3,
      ),
    ).toBeGreaterThan(0.98);
    expect(found.verdict.en).toMatch(/^3 clusters that hold/);
  });
  it.each([
    ['round', 0],
    ['long', 0.95],
  ])('says that a %s cloud has no structure', (_, correlation) => {
    const n = 400;
    const x = column(n, (row) => normal(3, row));
    const y = column(n, (row) => correlation * x[row]! + Math.sqrt(1 - correlation * correlation) * normal(4, row));
    const found = findClusters({ x, y }, options);
    expect(found.hasStructure).toBe(false);
    expect([found.verdict.en, found.verdict.zh]).toEqual([expect.stringMatching(/^No structure/), expect.stringMatching(/^没有群结构/)]);
  });
  it('says so of customers that are all alike, refuses too few, and gives the same again', () => {
    expect(findClusters({ x: new Float64Array(30).fill(4) }).hasStructure).toBe(false);
    expect(errorCode(() => findClusters({ x: new Float64Array(3) }))).toBe('no-rows');
    expect(errorCode(() => findClusters({ x: new Float64Array(30) }, { counts: [1] }))).toBe('bad-parameter');
    const x = column(100, (row) => normal(6, row) + (row % 2) * 8);
    expect(findClusters({ x }, options)).toEqual(findClusters({ x }, options));
  });
});

describe('clusters of a snapshot', () => {
  it('tells daily shippers from yearly ones and profiles them', async () => {
    const rows = [
      ...Array.from({ length: 30 }, (_, at) => shipments(`daily${at}`, every(1, at % 5, 360), 20 + (at % 7))).flat(),
      ...Array.from({ length: 50 }, (_, at) => shipments(`once${at}`, [at * 2], 10 + (at % 5))).flat(),
    ];
    const found = clusters(await snapshotOf({ shipments: rows }, '2025-12-27'), { counts: [2, 3], replicates: 5 });
    expect([found.count, found.hasStructure]).toEqual([2, true]);
    expect([...found.profile.columns.customers]).toEqual([50, 30]);
    expect([...found.profile.columns.shipment_count]).toEqual([1, 358]);
  });
});
