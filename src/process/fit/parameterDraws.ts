import { ensure } from '../../core/errors.js';
import { choleskyFactor } from '../../math/cholesky.js';
import { normalQuantile } from '../../math/normalQuantile.js';
import { uniformsOf } from '../../math/variates.js';
import type { FitReport } from './fitReport.js';

const PURPOSE = 0xd4a3;

/**
 * Other parameters that the data allow as well: draws of the logarithms from the normal law about the fit, with the covariance of its report
 * (the parametric bootstrap of a fit by likelihood).
 *
 * @param fit - of any purchase process, spend model or contract law fitted by likelihood; not of Gamma-Gamma, whose q is held above 1
 * @param draws - how many; default 500
 * @returns parameters in the order of the model, for `parameterDraws` of predictions
 * @throws HoldfastError `no-convergence` when the report has no covariance
 * @remarks The draws of an index depend on seed and index only.
 */
export function parameterDraws<Name extends string>(
  fit: { readonly model: Readonly<Record<Name, number>>; readonly report: FitReport<Name> },
  draws = 500,
  seed = 1,
): Float64Array[] {
  const names = Object.keys(fit.model) as Name[];
  const n = names.length;
  const factor = choleskyFactor(Float64Array.from(fit.report.logCovariance), n);
  ensure(factor !== undefined, 'no-convergence', () => ({
    en: 'The fit does not tell how far its parameters may be off (no covariance); fit again with more customers or a ridge',
    zh: '该拟合未给出参数误差（缺少协方差）；请增加客户数或加入 ridge 后重新拟合',
  }));
  return Array.from({ length: draws }, (_, draw) => {
    const uniform = uniformsOf(seed, PURPOSE, draw);
    const normal = Float64Array.from(names, () => normalQuantile(uniform()));
    return Float64Array.from(names, (name, i) => {
      let shift = 0;
      for (let j = 0; j <= i; j++) shift += factor[i * n + j]! * normal[j]!;
      return fit.model[name] * Math.exp(shift);
    });
  });
}
