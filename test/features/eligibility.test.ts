import { describe, expect, it } from 'vitest';
import { formatDay } from '../../src/core/day.js';
import { eligibility } from '../../src/features/index.js';
import { historyFrom } from '../../src/history/index.js';
import { every } from '../account/fakeSnapshot.js';

/** What is said of a customer that shipped on these days (one parcel each), at day 20000. */
async function saidOf(days: readonly number[], closedOn = ''): Promise<string> {
  const shipments = [
    ...days.map((day) => ({ customer_id: 'A', shipped_at: formatDay(day) })),
    ...every(1, 18800, 1200).map((day) => ({ customer_id: 'B', shipped_at: formatDay(day) })),
  ];
  const { history } = await historyFrom({ shipments, customers: [{ customer_id: 'A', closed_on: closedOn }, { customer_id: 'B' }] });
  return eligibility(history.at(20000).view(0));
}

describe('eligibility', () => {
  it('takes a customer with three shipments in two weeks of the last 91 days, and says what others lack', async () => {
    expect(await saidOf(every(7, 19500, 70))).toBe('eligible');
    expect(await saidOf(every(7, 19945, 8))).toBe('too_new');
    expect(await saidOf(every(7, 19944, 8))).toBe('eligible');
    expect(await saidOf([19700, 19950, 19990])).toBe('too_few_shipment_days');
    expect(await saidOf([...every(50, 19400, 11), 19950])).toBe('too_few_shipments');
    expect(await saidOf([19600, 19995, 19996, 19997])).toBe('too_few_active_weeks');
    expect(await saidOf(every(7, 19500, 60))).toBe('silent');
    expect(await saidOf(every(7, 19500, 70), '2024-09-01')).toBe('closed');
  });
});
