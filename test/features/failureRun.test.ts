import { expect, it } from 'vitest';
import { dayOf, formatDay } from '../../src/core/day.js';
import { featureTable } from '../../src/features/index.js';
import { historyFrom } from '../../src/history/index.js';

const CUTOFF = dayOf('2024-06-01');

/** The run of failures of a customer whose only parcel was promised `daysAgo` and never came. */
async function runAfter(daysAgo: number): Promise<number> {
  const parcel = { shipped_at: formatDay(CUTOFF - 200), promised_at: `${formatDay(CUTOFF - daysAgo)} 18:00`, freight: 10 };
  const { history } = await historyFrom({
    shipments: [
      { customer_id: 'A', ...parcel },
      { customer_id: 'B', ...parcel, delivered_at: `${formatDay(CUTOFF - daysAgo)} 12:00` },
    ],
  });
  const table = featureTable(history.at(CUTOFF), { eligible: false });
  return table.columns[table.features.findIndex(({ id }) => id === 'failure_run')]![0]!;
}

it('counts a failure on the first day of the 91 and none on the day before', async () => {
  expect(await runAfter(91)).toBe(1);
  expect(await runAfter(92)).toBe(0);
});
