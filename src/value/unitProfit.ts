import { errorCodeOf } from '../core/errors.js';
import { fitNormalNormal, normalNormalExpected, type ShrinkageParams, type SpendHistory } from '../process/index.js';
import { YEAR_DAYS } from './horizon.js';
import type { ValueState } from './valueState.js';

/** Margin a shipment, and what serving it costs, of each customer of a state; each drawn towards the usual as far as little is known. */
export interface UnitProfit {
  /** Margins a shipment: mean over customers, variance from one 28-day period to the next, variance between customers. */
  readonly margins: ShrinkageParams;
  /** Margin of one coming shipment, and the variance of what is not known of its mean. */
  readonly margin: Float64Array;
  readonly variance: Float64Array;
  /** Claims and complaint handling a shipment, and contacts a day while it is a customer. */
  readonly service: Float64Array;
  readonly contactPerDay: Float64Array;
  /** Mean square ÷ mean of a year's cost of service and of contact: how lumpy they are, in money. */
  readonly serviceLump: number;
  readonly contactLump: number;
}

/** The usual cost of service counts as much as a customer's own at so many shipments, the usual contacts at so many days. */
const SERVICE_PRIOR_SHIPMENTS = 200;
const CONTACT_PRIOR_DAYS = 182;
/** Customers are contacted like those of like volume: groups by shipments a year. */
const VOLUME_STEPS: readonly number[] = [26, 156, 1040];
/** Claims come in ones and twos; a lump is not read from fewer customers with any. */
const FEWEST_LUMPS = 20;

/**
 * Unit profits of a state. `exposureDays`: of the last year, those on which it was a customer.
 *
 * Margins follow the normal–normal model, the one that knows losses; a period with shipments is one observation.
 */
export function unitProfit(state: ValueState, sample: Int32Array, exposureDays: Float64Array): UnitProfit {
  const { length, shipments, margin, activePeriods, serviceCost, contactCost } = state;
  const margins = marginModel(state, sample);
  const { within, between } = margins;
  const service = usual(serviceCost, shipments);
  const groups = shipments.map((count, row) => volumeGroup((count * YEAR_DAYS) / exposureDays[row]!));
  const contact = [...VOLUME_STEPS, 0].map((_, group) =>
    usual(
      contactCost.map((cost, row) => (groups[row] === group ? cost : 0)),
      exposureDays.map((days, row) => (groups[row] === group ? days : 0)),
    ),
  );
  const unit: UnitProfit = {
    margins,
    margin: new Float64Array(length),
    variance: new Float64Array(length),
    service: new Float64Array(length),
    contactPerDay: new Float64Array(length),
    serviceLump: lumpOf(serviceCost),
    contactLump: lumpOf(contactCost),
  };
  for (let row = 0; row < length; row++) {
    const periods = shipments[row]! > 0 ? activePeriods[row]! : 0;
    unit.margin[row] = normalNormalExpected(margins, periods, periods > 0 ? margin[row]! / shipments[row]! : 0);
    unit.variance[row] = between * within > 0 ? (between * within) / (within + periods * between) : 0;
    unit.service[row] = (serviceCost[row]! + SERVICE_PRIOR_SHIPMENTS * service) / (shipments[row]! + SERVICE_PRIOR_SHIPMENTS);
    const days = exposureDays[row]!;
    unit.contactPerDay[row] = (contactCost[row]! + CONTACT_PRIOR_DAYS * contact[groups[row]!]!) / (days + CONTACT_PRIOR_DAYS);
  }
  return unit;
}

/** Normal–normal over margins a shipment; one pooled margin where the history does not tell customers apart. */
function marginModel({ shipments, margin, activePeriods, marginDeviation }: ValueState, sample: Int32Array): ShrinkageParams {
  const rows = sample.filter((row) => activePeriods[row]! > 0 && shipments[row]! > 0);
  const history: SpendHistory = {
    shipmentCount: Float64Array.from(rows, (row) => activePeriods[row]!),
    meanSpend: Float64Array.from(rows, (row) => margin[row]! / shipments[row]!),
    squaredDeviation: Float64Array.from(rows, (row) => marginDeviation[row]!),
  };
  try {
    return fitNormalNormal(history);
  } catch (error) {
    if (errorCodeOf(error) !== 'too-little-history' && errorCodeOf(error) !== 'no-customers') throw error;
    return { mean: usual(margin, shipments), within: 0, between: 0 };
  }
}

function usual(cost: Float64Array, per: Float64Array): number {
  let [sum, units] = [0, 0];
  for (let row = 0; row < cost.length; row++) {
    sum += cost[row]!;
    units += per[row]!;
  }
  return units > 0 ? sum / units : 0;
}

function volumeGroup(shipmentsPerYear: number): number {
  const step = VOLUME_STEPS.findIndex((most) => shipmentsPerYear < most);
  return step < 0 ? VOLUME_STEPS.length : step;
}

/** Mean square ÷ mean of the costs above 0. Several lumps of one customer count as one: rather too wide than too narrow. */
function lumpOf(costs: Float64Array): number {
  let [sum, squares, count] = [0, 0, 0];
  for (const cost of costs) {
    if (!(cost > 0)) continue;
    sum += cost;
    squares += cost * cost;
    count++;
  }
  return count < FEWEST_LUMPS ? 0 : squares / sum;
}
