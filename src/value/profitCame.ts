import { type CostOptions, contactCost, margin, profitBasis, serviceCost } from '../account/index.js';
import type { Snapshot } from '../history/types.js';
import { type Horizon, PERIOD_DAYS } from './horizon.js';
import { between } from './valueState.js';

/**
 * Discounted profit that came in the horizon that began `agoDays` before the cutoff and has ended by now, of the customers at these places.
 * Margin is discounted by period, claims and contacts in the mean.
 */
export function profitCame(snapshot: Snapshot, customer: Int32Array, agoDays: number, horizon: Horizon, costs: CostOptions): Float64Array {
  const basis = profitBasis(snapshot);
  const { days, lengths, discount } = horizon;
  const meanDiscount = discount.reduce((sum, factor, k) => sum + (factor * lengths[k]!) / days, 0);
  const end = agoDays - days;
  return Float64Array.from(customer, (index) => {
    const view = snapshot.view(index);
    let came = 0;
    for (let k = 0; k < lengths.length; k++)
      came += discount[k]! * margin(view, basis, lengths[k]!, agoDays - k * PERIOD_DAYS - lengths[k]!);
    const service = between(end, days, (window) => serviceCost(view, window, costs.complaintCost));
    const contact = between(end, days, (window) => contactCost(view, window, costs.contactCost));
    return came - meanDiscount * (service + contact);
  });
}
