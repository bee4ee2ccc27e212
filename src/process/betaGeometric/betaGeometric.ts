import { type PurchaseProcess, purchaseProcess } from '../purchase/purchaseProcess.js';
import { betaGeometricKernel } from './betaGeometricKernel.js';
import type { BetaGeometricParams } from './betaGeometricLaw.js';
import { ensureShape } from './ensureShape.js';

/**
 * BG/NBD: exponential gaps, and a customer may leave after each repeat shipment. Its first shipment cannot be the last, so
 * customers that shipped once count as active for certain.
 *
 * @remarks Fader, Hardie & Lee, Marketing Science 24 (2005); https://brucehardie.com/papers/018/.
 * @example
 * ```ts
 * const params = { r: 0.243, alpha: 30.9, a: 0.793, b: 2.426 }; // CDNOW, weeks turned into days
 * const customer = { repeatCount: [2], firstToLastDays: [213], observedDays: [272] };
 * bgNbd.probabilityActive(params, customer); // => [0.7266] (4 dp)
 * bgNbd.conditionalExpectedShipments(params, customer, 273); // => [1.2261] (4 dp)
 * ```
 */
export const bgNbd: PurchaseProcess<keyof BetaGeometricParams> = purchaseProcess(
  'bg-nbd',
  betaGeometricKernel({ shape: 1, firstCanEnd: false }),
);

/**
 * MBG/NBD, the default: as {@link bgNbd}, but the first shipment may be the last.
 *
 * @remarks Batislam, Denizel & Filiztekin, Int. J. Research in Marketing 24 (2007); Hoppe & Wagner, Marketing ZFP 29 (2007).
 * @example
 * ```ts
 * const params = { r: 0.524838, alpha: 43.28, a: 0.891356, b: 1.614 };
 * mbgNbd.expectedShipments(params, 364); // => 1.4189 (4 dp)
 * ```
 */
export const mbgNbd: PurchaseProcess<keyof BetaGeometricParams> = purchaseProcess(
  'mbg-nbd',
  betaGeometricKernel({ shape: 1, firstCanEnd: true }),
);

/**
 * BG/CNBD-k: as {@link bgNbd}, with gaps that are Erlang-k: the more regular the larger k. k = 1 is BG/NBD.
 *
 * @param shape - k, whole, 1 to 100
 * @remarks Platzer & Reutterer, Marketing Science 35 (2016). Expectations are exact sums over shipments, not the approximation of
 *   the paper. Fitting k > 1 needs `sumLogGapDays`.
 * @example
 * ```ts
 * const params = { r: 1.2, alpha: 40, a: 0.6, b: 1.8 };
 * const customer = { repeatCount: [4], firstToLastDays: [100], observedDays: [130] };
 * bgCnbd(2).conditionalExpectedShipments(params, customer, 90); // => [1.8646] (4 dp)
 * ```
 */
export function bgCnbd(shape: number): PurchaseProcess<keyof BetaGeometricParams> {
  ensureShape(shape);
  return shape === 1 ? bgNbd : purchaseProcess(`bg-cnbd-${shape}`, betaGeometricKernel({ shape, firstCanEnd: false }));
}

/**
 * MBG/CNBD-k: as {@link mbgNbd}, with gaps that are Erlang-k. k = 1 is MBG/NBD.
 *
 * @param shape - k, whole, 1 to 100
 * @example
 * ```ts
 * mbgCnbd(1) === mbgNbd; // => true
 * ```
 */
export function mbgCnbd(shape: number): PurchaseProcess<keyof BetaGeometricParams> {
  ensureShape(shape);
  return shape === 1 ? mbgNbd : purchaseProcess(`mbg-cnbd-${shape}`, betaGeometricKernel({ shape, firstCanEnd: true }));
}
