import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureTable } from '../../src/features/index.js';
import { historyFrom } from '../../src/history/index.js';
import { DAYS, FIRST_DAY, type SmallCompany, smallCompany, tablesOf } from './company.js';

const dayOfMinutes = (minutes: number): number => Math.floor(minutes / 1440);

/** The company without what became known on or after the cutoff; what was under way then is under way still. */
function before(all: SmallCompany, cutoff: number): SmallCompany {
  const known = (minutes: number): boolean => dayOfMinutes(minutes) < cutoff;
  const orUnknown = (minutes: number): number => (known(minutes) ? minutes : Number.NaN);
  return {
    customers: all.customers.filter(({ id }) => all.parcels.some((parcel) => parcel.customer === id && known(parcel.shippedAt))),
    parcels: all.parcels
      .filter((parcel) => known(parcel.shippedAt))
      .map((parcel) => ({
        ...parcel,
        deliveredAt: orUnknown(parcel.deliveredAt),
        status: known(parcel.statusAt) ? parcel.status : 'in_transit',
        statusAt: known(parcel.statusAt) ? parcel.statusAt : parcel.shippedAt,
      })),
    complaints: all.complaints
      .filter((complaint) => known(complaint.openedAt))
      .map((complaint) => {
        const settled = known(complaint.resolvedAt);
        return {
          ...complaint,
          resolvedAt: orUnknown(complaint.resolvedAt),
          reopenedAt: orUnknown(complaint.reopenedAt),
          outcome: settled ? complaint.outcome : '',
          compensation: settled ? complaint.compensation : Number.NaN,
          satisfaction: settled ? complaint.satisfaction : Number.NaN,
        };
      }),
    contacts: all.contacts.filter((contact) => known(contact.at)),
    invoices: all.invoices
      .filter((invoice) => invoice.issuedOn < cutoff)
      .map((invoice) => ({ ...invoice, paidOn: invoice.paidOn < cutoff ? invoice.paidOn : Number.NaN })),
    changes: all.changes.filter((change) => change.changedOn < cutoff),
  };
}

/** Every feature of every customer, by id; categories by their text. */
async function readAll(company: SmallCompany, cutoff: number): Promise<Record<string, (number | string)[]>> {
  const { history } = await historyFrom(tablesOf(company));
  const table = featureTable(history.at(cutoff), { eligible: false });
  return Object.fromEntries(
    table.features.map(({ id, categorical }, place) => [
      id,
      [...table.columns[place]!].map(
        (value, row) => `${history.customers.ids[table.customer[row]!]}: ${categorical ? (table.levels[id]![value - 1] ?? '') : value}`,
      ),
    ]),
  );
}

describe('time travel', () => {
  it('changes no feature when what became known on or after the cutoff is taken away', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 120, max: DAYS - 60 }), async (seed, offset) => {
        const all = smallCompany(seed, 40);
        const cutoff = FIRST_DAY + offset;
        fc.pre(all.parcels.some((parcel) => dayOfMinutes(parcel.shippedAt) < cutoff));
        expect(await readAll(all, cutoff)).toEqual(await readAll(before(all, cutoff), cutoff));
      }),
      { numRuns: 12 },
    );
  });

  it('changes no feature when rows are shuffled', async () => {
    const all = smallCompany(11, 40);
    const turned = Object.fromEntries(Object.entries(all).map(([table, rows]) => [table, [...rows].reverse()])) as unknown as SmallCompany;
    expect(await readAll(turned, FIRST_DAY + 600)).toEqual(await readAll(all, FIRST_DAY + 600));
  });

  it('can see a change: a parcel more before the cutoff moves features', async () => {
    const all = smallCompany(11, 40);
    const more = { ...all, parcels: [...all.parcels, { ...all.parcels[0]!, shippedAt: (FIRST_DAY + 599) * 1440 }] };
    expect(await readAll(more, FIRST_DAY + 600)).not.toEqual(await readAll(all, FIRST_DAY + 600));
  });
});
