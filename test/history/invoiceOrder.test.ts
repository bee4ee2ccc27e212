import { expect, it } from 'vitest';
import { dayOf } from '../../src/core/day.js';
import { historyFrom } from '../../src/history/index.js';

const invoice = { customer_id: 'A', issued_on: '2024-01-01', due_on: '2024-01-15', amount: 100 };
const paid = { ...invoice, paid_on: '2024-01-20' };

/** Days of payment known on 1 March, in the order of the view. */
async function paymentsKnown(later: string | undefined): Promise<number[]> {
  const other = later === undefined ? invoice : { ...invoice, paid_on: later };
  const shipments = [{ customer_id: 'A', shipped_at: '2024-01-01' }];
  const { history } = await historyFrom({ shipments, invoices: [other, paid] });
  const { invoices } = history.at('2024-03-01').view(0);
  return [0, 1].map((row) => invoices.paidOn(row));
}

it('two invoices alike but for the day of payment keep their order, whatever becomes known of one of them later', async () => {
  const never = await paymentsKnown(undefined);
  expect(never).toEqual([dayOf('2024-01-20'), Number.NaN]);
  expect(await paymentsKnown('2024-06-30')).toEqual(never);
});
