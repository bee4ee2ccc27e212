import { ensure } from '../../core/errors.js';
import { fitByLikelihood } from '../fit/fitByLikelihood.js';
import type { FitOptions, FitReport } from '../fit/fitReport.js';
import { naturalTheta } from '../fit/naturalTheta.js';
import { gammaGammaLikelihood } from './gammaGammaLikelihood.js';
import { ensureSpendHistory, type SpendHistory } from './spendHistory.js';

/**
 * Population parameters of Gamma-Gamma, each > 0 and q above 1: money of a shipment is Gamma(p, ν) with ν ~ Gamma(q, v) over customers.
 * `v` is in money; the others are pure numbers.
 */
export interface GammaGammaParams {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

export interface GammaGammaFit {
  readonly model: GammaGammaParams;
  readonly report: FitReport<keyof GammaGammaParams>;
}

/** Typical money after scaling: keeps ln v near 0 whatever the currency. */
const SCALED_MEAN = 4;

/**
 * Fits Gamma-Gamma to the mean spend of each customer, or to single shipments where `meanLogSpend` is given. q is held above 1, where
 * the expected spend of a new customer is finite. Spend must not depend on frequency: see {@link chooseSpendModel}.
 *
 * @throws HoldfastError `no-customers`, `length-mismatch`, `bad-history` (money must be > 0), `bad-parameter`
 * @remarks Fader & Hardie, note 025 (https://brucehardie.com/notes/025/). O(customers) an evaluation.
 * @example
 * ```ts
 * const history = { shipmentCount: [3, 1, 8, 2, 5], meanSpend: [22, 35, 18, 60, 30] };
 * fitGammaGamma(history).report.converged; // => true
 * ```
 */
export function fitGammaGamma(history: SpendHistory, options: FitOptions = {}): GammaGammaFit {
  ensureSpendHistory(history, 0);
  const { scaled, scale, logJacobian } = scaledSpend(history);
  const { theta, report } = fitByLikelihood(
    {
      names: ['p', 'q', 'v'],
      limits: { p: [1e-3, 1e3], q: [1e-3, 1e3], v: [1e-6, 1e6] },
      customers: history.shipmentCount.length,
      likelihood: gammaGammaLikelihood(scaled),
      starts: [
        [1, 1, 1],
        [0, 0, 0],
        [2, 0, 0],
      ],
    },
    options,
  );
  return {
    model: { p: theta[0]!, q: 1 + theta[1]!, v: theta[2]! / scale },
    report: {
      ...report,
      logLikelihood: report.logLikelihood + logJacobian,
      standardErrors: { ...report.standardErrors, v: report.standardErrors.v / scale },
    },
  };
}

/**
 * Total log-likelihood of the means, or of single shipments where `meanLogSpend` is given.
 *
 * @example
 * ```ts
 * const params = { p: 6.25, q: 3.74, v: 15.44 };
 * gammaGammaLogLikelihood(params, { shipmentCount: [3, 1], meanSpend: [22, 35] }); // => -7.6875 (4 dp)
 * ```
 */
export function gammaGammaLogLikelihood(params: GammaGammaParams, history: SpendHistory): number {
  ensureGammaGamma(params);
  ensureSpendHistory(history, 0);
  return gammaGammaLikelihood(history)(Float64Array.of(params.p, params.q - 1, params.v), new Float64Array(3));
}

/**
 * Expected money of a coming shipment of a customer with `shipmentCount` shipments of mean `meanSpend`: p(v + xm)/(px + q − 1), between its own
 * mean and that of all. With no shipment it is the mean of all, pv/(q − 1).
 *
 * @throws HoldfastError `bad-parameter`
 * @example
 * ```ts
 * const params = { p: 6.248802, q: 3.744588, v: 15.447748 };
 * expectedSpend(params, 1, 10); // => 17.6816 (4 dp)
 * expectedSpend(params, 0, 0); // => 35.171 (3 dp)
 * ```
 */
export function expectedSpend(params: GammaGammaParams, shipmentCount: number, meanSpend: number): number {
  ensureGammaGamma(params);
  const { p, q, v } = params;
  return (p * (v + shipmentCount * meanSpend)) / (p * shipmentCount + q - 1);
}

function ensureGammaGamma(params: GammaGammaParams): void {
  naturalTheta(['p', 'q', 'v'], params);
  ensure(params.q > 1, 'bad-parameter', () => ({
    en: `q is ${params.q}; it must be above 1, or the expected spend has no finite value`,
    zh: `q 为 ${params.q}；应大于 1，否则期望金额没有有限值`,
  }));
}

/** The history in a unit of money that makes the mean {@link SCALED_MEAN}. */
function scaledSpend(history: SpendHistory): { scaled: SpendHistory; scale: number; logJacobian: number } {
  const { shipmentCount, meanSpend, meanLogSpend } = history;
  const n = shipmentCount.length;
  const scale = SCALED_MEAN / (Array.from(meanSpend).reduce((sum, m) => sum + m, 0) / n);
  const scaled: SpendHistory = {
    shipmentCount,
    meanSpend: Float64Array.from(meanSpend, (m) => m * scale),
    meanLogSpend: meanLogSpend && Float64Array.from(meanLogSpend, (log) => log + Math.log(scale)),
  };
  const densities = meanLogSpend ? Array.from(shipmentCount).reduce((sum, x) => sum + x, 0) : n;
  return { scaled, scale, logJacobian: densities * Math.log(scale) };
}
