import { DAY_MINUTES } from '../core/day.js';
import { STATUS } from './status.js';
import type { Family } from './types.js';

/** A shipment whose status has no time of its own is settled this long after its promise (or, without one, its pick-up). */
const SETTLED_AFTER_DAYS = 30;

/** One row of `shipments` as the facts read it: cells as held (NaN and 0 are missing), then what follows from them. */
export interface Shipment {
  shippedAt: number;
  promisedAt: number;
  deliveredAt: number;
  statusAt: number;
  /** 1-based position in the schema's values. */
  status: number;
  pieces: number;
  grams: number;
  declaredValue: number;
  listPrice: number;
  freight: number;
  discount: number;
  cost: number;
  /** 1–5, 0 without a weight. */
  weightBand: number;
  /** Whether the source says when parcels arrive; where it does not, none is late. */
  isTracked: boolean;

  /** Negative freight: money only, no parcel. */
  isAdjustment: boolean;
  /** Whether it reached the receiver, as far as this row may say so: a cancelled parcel only before its cancellation was known. */
  isDelivered: boolean;
  isLate: boolean;
  /** Day numbers. Nothing is known of a shipment before it is shipped, so none of these lies before `shippedOn`. */
  shippedOn: number;
  promisedOn: number;
  deliveredOn: number;
  statusKnownOn: number;
  /** Day on which the cancellation became known; Infinity where there is none. */
  cancelledOn: number;
}

/** What a row teaches: amounts of one family's measures, in the order of `FAMILIES`, that become known on a day. */
export interface Fact {
  readonly family: Family;
  readonly when: (shipment: Shipment) => boolean;
  readonly knownOn: (shipment: Shipment) => number;
  readonly amounts: (shipment: Shipment, out: Float64Array) => void;
}

/** Longest list of amounts. */
export const MOST_AMOUNTS = 8;

/** A blank row to fill, cell by cell; one is enough for any number of rows. */
export function blankShipment(): Shipment {
  const cells = {
    shippedAt: 0.5,
    promisedAt: 0.5,
    deliveredAt: 0.5,
    statusAt: 0.5,
    status: 0,
    pieces: 0.5,
    grams: 0.5,
    declaredValue: 0.5,
    listPrice: 0.5,
    freight: 0.5,
    discount: 0.5,
    cost: 0.5,
    weightBand: 0,
    isTracked: false,
  };
  return {
    ...cells,
    isAdjustment: false,
    isDelivered: false,
    isLate: false,
    shippedOn: 0.5,
    promisedOn: 0.5,
    deliveredOn: 0.5,
    statusKnownOn: 0.5,
    cancelledOn: 0.5,
  };
}

/**
 * Works out what follows from the cells of a row. A delivery before the shipping is impossible and counts as missing.
 *
 * @returns whether the delivery was impossible
 */
export function settle(shipment: Shipment): boolean {
  const { shippedAt, promisedAt, status } = shipment;
  const impossible = shipment.deliveredAt < shippedAt;
  if (impossible) shipment.deliveredAt = Number.NaN;
  const { deliveredAt } = shipment;
  const shippedOn = Math.floor(shippedAt / DAY_MINUTES);
  shipment.shippedOn = shippedOn;
  shipment.promisedOn = Math.max(shippedOn, Math.floor(promisedAt / DAY_MINUTES));
  shipment.deliveredOn = Math.floor(deliveredAt / DAY_MINUTES);
  shipment.isAdjustment = shipment.freight < 0;
  shipment.statusKnownOn = status > 0 ? statusKnownOn(shipment) : Number.NaN;
  shipment.cancelledOn = status === STATUS.cancelled ? shipment.statusKnownOn : Number.POSITIVE_INFINITY;
  shipment.isDelivered = shipment.deliveredOn < shipment.cancelledOn;
  shipment.isLate = shipment.isTracked && shipment.promisedOn < shipment.cancelledOn && !(deliveredAt <= promisedAt);
  return impossible;
}

/** The status is known from `status_at`, else from the delivery, else 30 days after the promise, else 30 days after the shipping. */
function statusKnownOn({ statusAt, deliveredAt, promisedAt, shippedOn, shippedAt }: Shipment): number {
  if (!Number.isNaN(statusAt)) return Math.max(shippedOn, Math.floor(statusAt / DAY_MINUTES));
  if (!Number.isNaN(deliveredAt)) return Math.floor(deliveredAt / DAY_MINUTES);
  const from = Number.isNaN(promisedAt) ? shippedAt : promisedAt;
  return Math.max(shippedOn, Math.floor(from / DAY_MINUTES) + SETTLED_AFTER_DAYS);
}

/** A cancellation known by the day of shipping leaves nothing: the parcel never was. */
const isParcel = (s: Shipment): boolean => !s.isAdjustment && s.cancelledOn > s.shippedOn;

function shippedAmounts(s: Shipment, out: Float64Array, sign: number): void {
  out[0] = sign;
  out[1] = sign * s.pieces;
  out[2] = sign * s.grams;
  out[3] = sign * s.declaredValue;
  out[4] = sign * s.listPrice;
  out[5] = sign * s.freight;
  out[6] = sign * s.discount;
  out[7] = sign * s.cost;
}

/** Parcels that ended otherwise than at the receiver's door on the carrier's word. */
function isClosedUndelivered(s: Shipment): boolean {
  return s.isLate && !s.isDelivered && (s.status === STATUS.lost || s.status === STATUS.returned || s.status === STATUS.cancelled);
}

const isFailure = ({ status }: Shipment): boolean =>
  status === STATUS.damaged ||
  status === STATUS.lost ||
  status === STATUS.returned ||
  status === STATUS.short ||
  status === STATUS.misdelivered;

/**
 * Everything a row of `shipments` teaches, stated once: reducers read this list, and so will the SQL they must agree with to the bit.
 * Amounts in the order of `FAMILIES`.
 */
export const SHIPMENT_FACTS: readonly Fact[] = [
  {
    family: 'shipped',
    when: isParcel,
    knownOn: (s) => s.shippedOn,
    amounts: (s, out) => shippedAmounts(s, out, 1),
  },
  {
    /** The cancellation takes back what the shipment added. */
    family: 'shipped',
    when: (s) => isParcel(s) && s.cancelledOn < Number.POSITIVE_INFINITY,
    knownOn: (s) => s.cancelledOn,
    amounts: (s, out) => shippedAmounts(s, out, -1),
  },
  {
    /** An adjustment: its money on its day; its status, promise and delivery say nothing. */
    family: 'shipped',
    when: (s) => s.isAdjustment,
    knownOn: (s) => s.shippedOn,
    amounts: (s, out) => {
      out.fill(0, 0, 8);
      out[4] = s.listPrice;
      out[5] = s.freight;
      out[6] = s.discount;
      out[7] = s.cost;
    },
  },
  {
    family: 'due',
    when: (s) => isParcel(s) && s.isTracked && s.promisedOn < s.cancelledOn,
    knownOn: (s) => s.promisedOn,
    amounts: (s, out) => {
      out[0] = 1;
      out[1] = s.isLate ? 1 : 0;
    },
  },
  {
    family: 'delivered',
    when: (s) => isParcel(s) && s.isDelivered,
    knownOn: (s) => s.deliveredOn,
    amounts: (s, out) => {
      out[0] = 1;
      out[1] = s.isLate ? 1 : 0;
      out[2] = s.isLate ? s.deliveredAt - s.promisedAt : 0;
      out[3] = s.deliveredAt - s.shippedAt;
    },
  },
  {
    family: 'outcome',
    when: (s) => isParcel(s) && isFailure(s),
    knownOn: (s) => s.statusKnownOn,
    amounts: (s, out) => {
      out[0] = s.status === STATUS.damaged ? 1 : 0;
      out[1] = s.status === STATUS.lost ? 1 : 0;
      out[2] = s.status === STATUS.returned ? 1 : 0;
      out[3] = s.status === STATUS.short ? 1 : 0;
      out[4] = s.status === STATUS.misdelivered ? 1 : 0;
      out[5] = 0;
    },
  },
  {
    /** Known once both the promise has passed and the parcel is closed. */
    family: 'outcome',
    when: (s) => isParcel(s) && isClosedUndelivered(s),
    knownOn: (s) => Math.max(s.promisedOn, s.statusKnownOn),
    amounts: (_, out) => {
      out.fill(0, 0, 5);
      out[5] = 1;
    },
  },
];

/** Upper edges in grams of weight bands 1–4; band 5 is heavier, band 0 has no weight. */
const BAND_EDGES = [1000, 3000, 10_000, 30_000];

/** Weight band 1–5 (to 1, 3, 10, 30 kg, heavier) of a weight in grams; 0 for NaN. */
export function weightBand(grams: number): number {
  if (Number.isNaN(grams)) return 0;
  let band = 1;
  for (const edge of BAND_EDGES) if (grams > edge) band++;
  return band;
}
