import { formatDay, formatInstant } from '../../src/core/day.js';
import { uniformAt } from '../../src/core/random.js';

/** One parcel of the made-up company; times in minutes, NaN for none. */
export interface Parcel {
  customer: string;
  shippedAt: number;
  promisedAt: number;
  deliveredAt: number;
  status: string;
  statusAt: number;
  product: string;
  origin: string;
  destination: string;
  branch: string;
  pieces: number;
  list: number;
  freight: number;
  discount: number;
  cost: number;
}

export interface Complaint {
  customer: string;
  openedAt: number;
  resolvedAt: number;
  reopenedAt: number;
  category: string;
  outcome: string;
  claimed: number;
  compensation: number;
  satisfaction: number;
}

export interface Contact {
  customer: string;
  at: number;
  kind: string;
}

export interface Invoice {
  customer: string;
  issuedOn: number;
  dueOn: number;
  paidOn: number;
}

export interface Change {
  customer: string;
  changedOn: number;
  field: string;
}

/** Everything that happened at a small made-up company, in day numbers and minutes. */
export interface SmallCompany {
  customers: { id: string; parent: string; referrer: string; contractStart: number; contractEnd: number; committed: number }[];
  parcels: Parcel[];
  complaints: Complaint[];
  contacts: Contact[];
  invoices: Invoice[];
  changes: Change[];
}

export const FIRST_DAY = 19000;
export const DAYS = 800;

/** A company of `customers` customers over 800 days; the same for the same seed. */
export function smallCompany(seed: number, customers = 8): SmallCompany {
  let draws = 0;
  const u = (): number => uniformAt(seed, 1, draws++);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(u() * values.length)]!;
  const ids = Array.from({ length: customers }, (_, index) => `C${String(index + 1).padStart(2, '0')}`);
  const company: SmallCompany = { customers: [], parcels: [], complaints: [], contacts: [], invoices: [], changes: [] };
  for (const [index, id] of ids.entries()) {
    const start = u() < 0.5 ? FIRST_DAY + Math.floor(u() * 400) : Number.NaN;
    company.customers.push({
      id,
      parent: u() < 0.3 ? pick(ids.filter((other) => other !== id)) : '',
      referrer: u() < 0.3 ? pick(ids.filter((other) => other !== id)) : '',
      contractStart: start,
      contractEnd: start + 365,
      committed: Number.isNaN(start) ? Number.NaN : 20,
    });
    const [product, origin, branch] = [pick(['standard', 'express']), pick(['Hangzhou', 'Ningbo']), pick(['B1', 'B2'])];
    const gap = 1 + 10 * u();
    let day = FIRST_DAY + Math.floor(u() * 300);
    const end = u() < 0.3 ? FIRST_DAY + 400 + Math.floor(u() * 300) : FIRST_DAY + DAYS;
    while (day < end) {
      for (let parcel = Math.floor(u() * 3); parcel >= 0; parcel--) company.parcels.push(parcelOn(day));
      day += 1 + Math.floor(-Math.log(u()) * gap);
    }
    function parcelOn(shipped: number): Parcel {
      const shippedAt = shipped * 1440 + Math.floor(u() * 1440);
      const promisedAt = shippedAt + 1440 * pick([1, 2, 3]);
      const lost = u() < 0.03;
      const deliveredAt = lost || u() < 0.02 ? Number.NaN : shippedAt + Math.floor((0.4 + 3 * u() * u()) * 1440 * 1.5);
      const damaged = !lost && u() < 0.05;
      const list = Math.round(900 + 400 * u()) / 100;
      const freight = Math.round(list * (80 + 20 * u())) / 100;
      return {
        customer: id,
        shippedAt,
        promisedAt,
        deliveredAt,
        status: lost ? 'lost' : damaged ? 'damaged' : Number.isNaN(deliveredAt) ? 'in_transit' : 'delivered',
        statusAt: lost ? promisedAt + Math.floor(10 * u() * 1440) : Number.isNaN(deliveredAt) ? promisedAt : deliveredAt,
        product: u() < 0.8 ? product : 'economy',
        origin: u() < 0.9 ? origin : 'Wenzhou',
        destination: pick(['Beijing', 'Shanghai', 'Guangzhou', 'Chengdu']),
        branch,
        pieces: 1 + Math.floor(u() * 3),
        list,
        freight,
        discount: Math.round(freight * 10 * u()) / 100,
        cost: Math.round(freight * 70) / 100,
      };
    }
    for (let count = Math.floor(u() * 12); count > 0; count--) company.complaints.push(complaintOf(id));
    for (let count = Math.floor(u() * 10); count > 0; count--) {
      company.contacts.push({
        customer: id,
        at: (FIRST_DAY + Math.floor(u() * DAYS)) * 1440 + Math.floor(u() * 1440),
        kind: pick(['visit', 'call', 'retention_offer']),
      });
    }
    for (let issued = FIRST_DAY + index; issued < FIRST_DAY + DAYS; issued += 30) {
      company.invoices.push({
        customer: id,
        issuedOn: issued,
        dueOn: issued + 15,
        paidOn: u() < 0.9 ? issued + Math.floor(u() * 60) : Number.NaN,
      });
    }
    for (let count = Math.floor(u() * 4); count > 0; count--) {
      company.changes.push({
        customer: id,
        changedOn: FIRST_DAY + Math.floor(u() * DAYS),
        field: pick(['account_manager', 'address', 'contact_person']),
      });
    }
  }
  return company;

  function complaintOf(customer: string): Complaint {
    const openedAt = (FIRST_DAY + Math.floor(u() * DAYS)) * 1440 + Math.floor(u() * 1440);
    const resolvedAt = u() < 0.8 ? openedAt + Math.floor(u() * 14 * 1440) : Number.NaN;
    const settled = !Number.isNaN(resolvedAt);
    const claimed = u() < 0.5 ? Math.round(u() * 10000) / 100 : Number.NaN;
    const outcome = settled ? pick(['resolved', 'compensated', 'rejected']) : '';
    return {
      customer,
      openedAt,
      resolvedAt,
      reopenedAt: settled && u() < 0.2 ? resolvedAt + 2000 : Number.NaN,
      category: pick(['delay', 'damage', 'loss', 'price']),
      outcome,
      claimed,
      compensation: outcome === 'compensated' && !Number.isNaN(claimed) ? Math.round(claimed * 50) / 100 : Number.NaN,
      satisfaction: settled ? 1 + Math.floor(u() * 5) : Number.NaN,
    };
  }
}

type Row = Record<string, string>;
const cell = (value: number): string => (Number.isNaN(value) ? '' : String(value));

/** The company's tables as rows of text, as they would stand in its files. */
export function tablesOf(
  company: SmallCompany,
): Record<'customers' | 'shipments' | 'complaints' | 'contacts' | 'invoices' | 'changes', Row[]> {
  return {
    customers: company.customers.map(({ id, parent, referrer, contractStart, contractEnd, committed }) => ({
      customer_id: id,
      parent_id: parent,
      referred_by: referrer,
      contract_start: formatDay(contractStart),
      contract_end: formatDay(contractEnd),
      committed_monthly_pieces: cell(committed),
    })),
    shipments: company.parcels.map((parcel, at) => ({
      waybill_no: `W${at}`,
      customer_id: parcel.customer,
      shipped_at: formatInstant(parcel.shippedAt),
      promised_at: formatInstant(parcel.promisedAt),
      delivered_at: formatInstant(parcel.deliveredAt),
      status: parcel.status,
      status_at: formatInstant(parcel.statusAt),
      product: parcel.product,
      origin: parcel.origin,
      destination: parcel.destination,
      branch: parcel.branch,
      pieces: cell(parcel.pieces),
      list_price: cell(parcel.list),
      freight: cell(parcel.freight),
      discount: cell(parcel.discount),
      cost: cell(parcel.cost),
    })),
    complaints: company.complaints.map((complaint, at) => ({
      complaint_id: `P${at}`,
      customer_id: complaint.customer,
      opened_at: formatInstant(complaint.openedAt),
      resolved_at: formatInstant(complaint.resolvedAt),
      reopened_at: formatInstant(complaint.reopenedAt),
      category: complaint.category,
      outcome: complaint.outcome,
      claimed: cell(complaint.claimed),
      compensation: cell(complaint.compensation),
      satisfaction: cell(complaint.satisfaction),
    })),
    contacts: company.contacts.map(({ customer, at, kind }) => ({ customer_id: customer, at: formatInstant(at), kind })),
    invoices: company.invoices.map(({ customer, issuedOn, dueOn, paidOn }) => ({
      customer_id: customer,
      issued_on: formatDay(issuedOn),
      due_on: formatDay(dueOn),
      amount: '100',
      paid_on: formatDay(paidOn),
    })),
    changes: company.changes.map(({ customer, changedOn, field }) => ({
      customer_id: customer,
      changed_on: formatDay(changedOn),
      field,
      new_value: 'x',
    })),
  };
}
