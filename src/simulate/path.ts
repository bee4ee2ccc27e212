import type { Complaint } from './complaint.js';
import type { Entity } from './entity.js';
import type { World } from './world.js';

/** One yearly price talk. */
export interface PriceStep {
  readonly week: number;
  readonly before: number;
  readonly after: number;
}

/** What happened to one customer, week by week; arrays are by week from the opening of the books. */
export interface Path {
  readonly entity: Entity;
  readonly shipments: Int32Array;
  /** Logarithm of its price against the list. */
  readonly priceIndex: Float64Array;
  /** Logit of lateness without the zone. */
  readonly lateLogit: Float64Array;
  /** Perceived failure D, 0 to 6. */
  readonly failure: Float64Array;
  readonly overdueDays: Float64Array;
  readonly revenueCents: Float64Array;
  readonly costCents: Float64Array;
  /** Freight by calendar month. */
  readonly monthCents: Float64Array;
  /** Counts of late, damaged and lost parcels, for checking. */
  readonly late: Int32Array;
  readonly damaged: Int32Array;
  readonly lost: Int32Array;
  readonly complaints: Complaint[];
  readonly contactWeeks: number[];
  readonly priceSteps: PriceStep[];
  lastRiseWeek: number;
  /** Week of the decision to leave, -1 for none; weeks from then to the last week with shipments; road to it. */
  decisionWeek: number;
  leadWeeks: number;
  road: number;
  /** Last week in which it may ship; the number of weeks while it stays. */
  stopWeek: number;
  /** Day of the last shipment, NaN without one. */
  lastDay: number;
  downgradeWeek: number;
  /** Share of the volume that is left to us. */
  share: number;
}

export function newPath(world: World, entity: Entity): Path {
  const { weeks } = world;
  return {
    entity,
    shipments: new Int32Array(weeks),
    priceIndex: new Float64Array(weeks),
    lateLogit: new Float64Array(weeks),
    failure: new Float64Array(weeks),
    overdueDays: new Float64Array(weeks),
    revenueCents: new Float64Array(weeks),
    costCents: new Float64Array(weeks),
    monthCents: new Float64Array(world.months.firstDay.length),
    late: new Int32Array(weeks),
    damaged: new Int32Array(weeks),
    lost: new Int32Array(weeks),
    complaints: [],
    contactWeeks: [],
    priceSteps: [],
    lastRiseWeek: Number.NEGATIVE_INFINITY,
    decisionWeek: -1,
    leadWeeks: 0,
    road: -1,
    stopWeek: weeks,
    lastDay: Number.NaN,
    downgradeWeek: -1,
    share: 1,
  };
}
