import { gaussLegendre, type Quadrature } from '../../math/gaussLegendre.js';

const RULE = gaussLegendre(16);
/** For one short and level panel. */
const SHORT_RULE = gaussLegendre(10);
/** What lies e^−this below the largest value of the integrand is left out. */
const DEPTH = 40;

/** ln of {@link paretoTail}'s integral, and the averages under its integrand that its derivatives need. */
export interface ParetoTail {
  logValue: number;
  logRate: number;
  inverseRate: number;
  logLeaving: number;
  inverseLeaving: number;
}

/** An empty result to write into. */
export function emptyTail(): ParetoTail {
  return { logValue: 0, logRate: 0, inverseRate: 0, logLeaving: 0, inverseLeaving: 0 };
}

/**
 * ln ∫_{from}^{to} (α+y)^(−p) (β+y)^(−q) dy, the chance to have left between the last shipment and now but for constants; written into
 * `out` with the averages of ln(α+y), 1/(α+y), ln(β+y), 1/(β+y) under the integrand. −∞ where from = to.
 *
 * @remarks In v = ln(min(α, β) + y) the logarithm of the integrand is concave and analytic within π of the real axis. It is cut where it
 *   is e^−40 of its largest value, and the rest divided into panels of 16 Gauss–Legendre nodes, no panel longer than 2.5 or steeper than
 *   e^16 (10 nodes for a short one): relative error about 1e-13, in 1 to 4 panels mostly. The minimum matters: without it ln(β+y) cancels.
 */
export function paretoTail(alpha: number, beta: number, p: number, q: number, from: number, to: number, out: ParetoTail): void {
  if (!(to > from)) {
    Object.assign(out, emptyTail(), { logValue: -Infinity });
    return;
  }
  const least = Math.min(alpha, beta);
  const law = { beyondAlpha: alpha - least, beyondBeta: beta - least, p, q };
  let [left, right] = [Math.log(least + from), Math.log(least + to)];
  let [atLeft, atRight] = [logAt(law, left), logAt(law, right)];
  let top = atLeft;
  if (slopeAt(law, left) > 0 || atRight < top - DEPTH) {
    [left, right, top] = supportOf(law, left, right);
    [atLeft, atRight] = [logAt(law, left), logAt(law, right)];
  }
  const steepness = Math.max(top - atLeft, top - atRight);
  const panels = Math.max(1, Math.ceil((right - left) / 2.5), Math.ceil(steepness / 16));
  const rule = right - left <= 1.6 && steepness <= 4 ? SHORT_RULE : RULE;
  integrate(law, rule, left, (right - left) / panels, panels, top, out);
}

/** The integrand in v: e^v / ((beyondAlpha + e^v)^p · (beyondBeta + e^v)^q), one of the two 0. */
interface Integrand {
  readonly beyondAlpha: number;
  readonly beyondBeta: number;
  readonly p: number;
  readonly q: number;
}

function logAt({ beyondAlpha, beyondBeta, p, q }: Integrand, v: number): number {
  const u = Math.exp(v);
  return v - p * (beyondAlpha === 0 ? v : Math.log(beyondAlpha + u)) - q * (beyondBeta === 0 ? v : Math.log(beyondBeta + u));
}

function slopeAt({ beyondAlpha, beyondBeta, p, q }: Integrand, v: number): number {
  const u = Math.exp(v);
  return 1 - (p * u) / (beyondAlpha + u) - (q * u) / (beyondBeta + u);
}

/** The part of [left, right] that weighs, and the largest value on it. */
function supportOf(law: Integrand, left: number, right: number): [left: number, right: number, top: number] {
  const mode = slopeAt(law, left) <= 0 ? left : slopeAt(law, right) >= 0 ? right : crossing((v) => slopeAt(law, v), left, right);
  const top = logAt(law, mode);
  const deep = (v: number): number => logAt(law, v) - top + DEPTH;
  const start = deep(left) >= 0 ? left : crossing((v) => -deep(v), left, mode);
  const end = deep(right) >= 0 ? right : crossing(deep, mode, right);
  return [start, end, top];
}

/** Where a falling function passes 0, to a thousandth of the way: enough for the limits of an integral that is negligible there. */
function crossing(falling: (v: number) => number, left: number, right: number): number {
  let [low, high] = [left, right];
  for (let step = 0; step < 10; step++) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function integrate(
  { beyondAlpha, beyondBeta, p, q }: Integrand,
  { nodes, weights }: Quadrature,
  left: number,
  width: number,
  panels: number,
  top: number,
  out: ParetoTail,
): void {
  let [sum, logRate, inverseRate, logLeaving, inverseLeaving] = [0, 0, 0, 0, 0];
  for (let panel = 0; panel < panels; panel++)
    for (let i = 0; i < nodes.length; i++) {
      const v = left + width * (panel + nodes[i]!);
      const u = Math.exp(v);
      const logA = beyondAlpha === 0 ? v : Math.log(beyondAlpha + u);
      const logB = beyondBeta === 0 ? v : Math.log(beyondBeta + u);
      const weight = weights[i]! * Math.exp(v - p * logA - q * logB - top);
      sum += weight;
      logRate += weight * logA;
      logLeaving += weight * logB;
      inverseRate += weight / (beyondAlpha + u);
      inverseLeaving += weight / (beyondBeta + u);
    }
  out.logValue = top + Math.log(sum * width);
  out.logRate = logRate / sum;
  out.inverseRate = inverseRate / sum;
  out.logLeaving = logLeaving / sum;
  out.inverseLeaving = inverseLeaving / sum;
}
