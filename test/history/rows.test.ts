import { describe, expect, it } from 'vitest';
import { historyFrom } from '../../src/history/index.js';

describe('historyFrom', () => {
  it('sums what was known before the cutoff and nothing else', async () => {
    const { history, issues } = await historyFrom({
      shipments: [
        {
          waybill_no: 'W1',
          customer_id: 'C2',
          shipped_at: '2026-03-02 09:30',
          freight: 12.5,
          promised_at: '2026-03-04 18:00',
          delivered_at: '2026-03-05 10:00',
          branch: 'B',
          weight_kg: 2,
          status: 'delivered',
        },
        {
          waybill_no: 'W2',
          customer_id: 'C1',
          shipped_at: '2026-03-09 10:00',
          freight: '￥1,000.00',
          promised_at: '2026-03-10 18:00',
          branch: 'A',
          status: 'lost',
          status_at: '2026-03-20',
        },
        { waybill_no: 'W3', customer_id: 'C1', shipped_at: '2026-03-10 10:00', freight: -2, promised_at: '2026-03-10 18:00' },
      ],
    });
    expect(issues.tables.shipments).toEqual({ read: 3, kept: 3, rejected: 0 });
    expect(history.customers.ids).toEqual(['C1', 'C2']);
    expect([...history.at('2026-03-09').indices]).toEqual([1]);
    const early = history.at('2026-03-05').view(1);
    expect([early.sum('shipments', 7), early.sum('due', 7), early.sum('late', 7), early.sum('delivered', 7)]).toEqual([1, 1, 1, 0]);
    const late = history.at('2026-03-21').view(0);
    expect([late.sum('freight', 30), late.sum('lost', 30), late.sum('late_closed', 30), late.total('shipments')]).toEqual([
      9_980_000, 1, 1, 1,
    ]);
    expect([...late.shipmentDays]).toEqual([20521]);
    const mix: number[][] = [];
    history
      .at('2026-03-21')
      .view(1)
      .eachMix(30, 0, (...row) => mix.push(row));
    expect(mix).toEqual([[1, 1, 125000, 1, 4350, 2931]]);
  });
});
