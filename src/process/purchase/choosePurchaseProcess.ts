import type { Text } from '../../core/text.js';
import { bgNbd, mbgNbd } from '../betaGeometric/betaGeometric.js';
import type { FitOptions } from '../fit/fitReport.js';
import { nbd } from '../nbd/nbd.js';
import { paretoNbd } from '../paretoNbd/paretoNbd.js';
import type { RepeatHistory } from '../repeatHistory.js';
import type { PurchaseFit } from './fitPurchases.js';
import type { PurchaseProcess } from './purchaseProcess.js';

/** By how much (in AIC) another process must explain the data better before it replaces the default. */
const CLEARLY_BETTER = 4;

/** How one process explains the data. */
export interface ProcessCandidate {
  readonly id: string;
  readonly logLikelihood: number;
  /** 2 × parameters − 2 × log-likelihood: lower is better. */
  readonly aic: number;
  /** Whether the fit converged away from the borders of its parameters. */
  readonly believable: boolean;
}

export interface ProcessChoice {
  readonly process: PurchaseProcess;
  readonly fit: PurchaseFit<string>;
  readonly reason: Text;
  /** All that were compared, the best first. */
  readonly candidates: readonly ProcessCandidate[];
}

/**
 * Chooses a purchase process by the data: MBG/NBD, unless a believable fit of BG/NBD, Pareto/NBD or NBD has an AIC lower by more than 4.
 *
 * @param history - repeat histories; for customers that ship in more than half of all weeks use {@link fitBgBb} on active weeks instead
 * @throws HoldfastError as the fits do
 * @remarks Four fits; their likelihoods are all densities of the same shipping times, so they may be compared.
 * @example
 * ```ts
 * const history = { repeatCount: [0, 2, 5, 0, 9, 1], firstToLastDays: [0, 60, 150, 0, 170, 20], observedDays: [180, 180, 170, 90, 180, 150] };
 * choosePurchaseProcess(history).process.id; // => 'mbg-nbd'
 * ```
 */
export function choosePurchaseProcess(history: RepeatHistory, options: FitOptions = {}): ProcessChoice {
  const processes = [mbgNbd, bgNbd, paretoNbd, nbd] as unknown as readonly PurchaseProcess[];
  const fitted = processes.map((process) => {
    const fit = process.fit(history, options);
    const { logLikelihood, converged, boundary } = fit.report;
    const aic = 2 * process.parameters.length - 2 * logLikelihood;
    return { process, fit, candidate: { id: process.id, logLikelihood, aic, believable: converged && boundary.length === 0 } };
  });
  const usual = fitted[0]!;
  const [best] = fitted.filter(({ candidate }) => candidate.believable).sort((one, other) => one.candidate.aic - other.candidate.aic);
  const replaced = best !== undefined && (!usual.candidate.believable || best.candidate.aic < usual.candidate.aic - CLEARLY_BETTER);
  const chosen = replaced ? best : usual;
  return {
    process: chosen.process,
    fit: chosen.fit,
    reason: reasonOf(chosen.candidate, usual.candidate, best === undefined),
    candidates: fitted.map(({ candidate }) => candidate).sort((one, other) => one.aic - other.aic),
  };
}

function reasonOf(chosen: ProcessCandidate, usual: ProcessCandidate, none: boolean): Text {
  if (none)
    return {
      en: `${chosen.id}: no process could be fitted so that it may be believed; treat the forecast with caution`,
      zh: `${chosen.id}：没有任何模型得到可信的拟合；请谨慎使用预测`,
    };
  if (chosen === usual)
    return {
      en: `${chosen.id}: no other process explains the shipments better by more than ${CLEARLY_BETTER} in AIC`,
      zh: `${chosen.id}：其他模型的 AIC 均未优于它 ${CLEARLY_BETTER} 以上`,
    };
  const gain = (usual.aic - chosen.aic).toFixed(1);
  return usual.believable
    ? {
        en: `${chosen.id}: explains the shipments better than ${usual.id} by ${gain} in AIC`,
        zh: `${chosen.id}：AIC 比 ${usual.id} 低 ${gain}，更能解释寄件数据`,
      }
    : {
        en: `${chosen.id}: the fit of ${usual.id} did not settle or ran to the border of its parameters`,
        zh: `${chosen.id}：${usual.id} 的拟合未收敛或参数到达边界`,
      };
}
