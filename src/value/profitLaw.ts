import type { Outlook } from './outlook.js';

/**
 * Law of one customer's discounted profit over the horizon: nothing with the probability that it has left already; one component for
 * leaving in each stretch, one for staying. A component is a shifted log-logistic with the outlook's mean and variance, skewed to the
 * side of its gross profit. Closed form: no draws, so the quantiles are exact and depend on no seed.
 */
export interface ProfitLaw {
  /** Turns to a customer; `factor` multiplies its profit if staying. */
  move(outlook: Outlook, row: number, factor: number): void;
  /** P(profit <= value), and P(profit < value) where `below`. */
  cumulative(value: number, below?: boolean): number;
  /** Smallest value with cumulative(value) >= probability. */
  quantile(probability: number): number;
  readonly mean: () => number;
  readonly variance: () => number;
}

/** No component is more skewed than a log-logistic with this coefficient of variation. */
const MOST_VARIATION = 1.2;
const STEPS = 60;
const DOUBLINGS = 40;
const PRECISION = 1e-7;

/** A law to be moved from customer to customer. */
export function profitLaw(): ProfitLaw {
  const most = 16;
  const weight = new Float64Array(most);
  const mean = new Float64Array(most);
  const spread = new Float64Array(most);
  // Component: mean + side · (L − centre), L log-logistic with scale `scale` and shape `shape`.
  const centre = new Float64Array(most);
  const scale = new Float64Array(most);
  const shape = new Float64Array(most);
  let count = 0;
  let gone = 1;
  let side = 1;

  const set = (at: number, probability: number, profit: number, gross: number, variance: number): void => {
    const deviation = Math.sqrt(variance + 1e-12);
    const variation = Math.min(MOST_VARIATION, deviation / Math.max(Math.abs(gross), 1e-9));
    const square = variation * variation;
    const angle = Math.sqrt((3 * square) / (1 + 1.2 * square)); // π ÷ shape: tan θ ÷ θ − 1 is the squared variation, inverted to 1 %
    weight[at] = probability;
    mean[at] = profit;
    spread[at] = deviation;
    centre[at] = deviation / variation;
    scale[at] = (centre[at]! * Math.sin(angle)) / angle;
    shape[at] = Math.PI / angle;
  };
  const component = (at: number, value: number): number => {
    const away = side * (value - mean[at]!) + centre[at]!;
    const below = away <= 0 ? 0 : 1 / (1 + Math.exp(-shape[at]! * Math.log(away / scale[at]!)));
    return side > 0 ? below : 1 - below;
  };
  const cumulative = (value: number, below = false): number => {
    let total = value > 0 || (value === 0 && !below) ? gone : 0;
    for (let at = 0; at < count; at++) total += weight[at]! * component(at, value);
    return total;
  };
  /** A value on the asked side of nothing beyond which the quantile cannot lie. */
  const bound = (probability: number, direction: number): number => {
    let far = 0;
    for (let at = 0; at < count; at++) far = Math.max(far, direction * mean[at]! + 4 * spread[at]!);
    for (let doubled = 0; doubled < DOUBLINGS; doubled++, far *= 2) {
      const reached = cumulative(direction * far);
      if (direction > 0 ? reached >= probability : reached < probability) break;
    }
    return direction * far;
  };
  return {
    move(outlook, row, factor) {
      const { stretches, leaving, staying, grossIfStaying, profitIfStaying, chanceVariance, levelVariance, active } = outlook;
      const profit = profitIfStaying[row]! * factor;
      const gross = grossIfStaying[row]! * Math.abs(factor);
      side = gross < 0 ? -1 : 1;
      gone = 1 - active[row]!;
      count = 0;
      for (let j = 0; j < stretches.length; j++) {
        const { share, variance } = stretches[j]!;
        const probability = leaving[row * stretches.length + j]!;
        if (probability < 1e-9) gone += probability;
        else {
          const own = share * chanceVariance[row]! + share * share * levelVariance[row]! * factor * factor + variance * profit * profit;
          set(count++, probability, share * profit, share * gross, own);
        }
      }
      if (staying[row]! >= 1e-9) set(count++, staying[row]!, profit, gross, chanceVariance[row]! + levelVariance[row]! * factor * factor);
      else gone += staying[row]!;
    },
    cumulative,
    quantile(probability) {
      const atZero = cumulative(0);
      if (probability <= atZero && probability > atZero - gone) return 0;
      let low = probability <= atZero ? bound(probability, -1) : 0;
      let high = probability <= atZero ? 0 : bound(probability, 1);
      const precise = PRECISION * Math.max(1, high - low);
      for (let step = 0; step < STEPS && high - low > precise; step++) {
        const middle = (low + high) / 2;
        if (cumulative(middle) >= probability) high = middle;
        else low = middle;
      }
      return (low + high) / 2;
    },
    mean() {
      let total = 0;
      for (let at = 0; at < count; at++) total += weight[at]! * mean[at]!;
      return total;
    },
    variance() {
      let [first, second] = [0, 0];
      for (let at = 0; at < count; at++) {
        first += weight[at]! * mean[at]!;
        second += weight[at]! * (mean[at]! * mean[at]! + spread[at]! * spread[at]!);
      }
      return second - first * first;
    },
  };
}
