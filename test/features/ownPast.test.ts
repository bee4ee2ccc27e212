import { expect, it } from 'vitest';
import { dayOf, formatDay } from '../../src/core/day.js';
import { FEATURES, ownPast } from '../../src/features/index.js';
import { historyFrom } from '../../src/history/index.js';

const weekly = (customer_id: string, first: string, weeks: number) =>
  Array.from({ length: weeks }, (_, week) => ({ customer_id, shipped_at: formatDay(dayOf(first) + 7 * week) }));
const byId = (id: string) => FEATURES.find((feature) => feature.id === id)!;

it('reads what a feature was a year before, from facts of that time alone', async () => {
  // From July 2025 on it ships twice a week.
  const rows = [...weekly('old', '2024-01-01', 128), ...weekly('old', '2025-07-03', 50), ...weekly('new', '2026-01-05', 24)];
  const snapshot = (await historyFrom({ shipments: rows })).history.at('2026-06-30');
  const past = ownPast(snapshot);
  const ids = snapshot.customers.ids;
  expect(Math.expm1(past(byId('shipments_182d'), ids.indexOf('old')))).toBeCloseTo(26, 9);
  expect(snapshot.view(ids.indexOf('old')).sum('shipments', 182)).toBeGreaterThan(45);
  // It did not ship then; and how long it has been a customer is no behaviour.
  expect(past(byId('shipments_182d'), ids.indexOf('new'))).toBeNaN();
  expect(past(byId('tenure'), ids.indexOf('old'))).toBeNaN();
});

it('has nothing to say where the history is shorter than a year', async () => {
  const { history } = await historyFrom({ shipments: weekly('C1', '2026-01-05', 24) });
  expect(ownPast(history.at('2026-06-30'))(byId('shipments_28d'), 0)).toBeNaN();
});
