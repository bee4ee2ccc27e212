import { HoldfastError } from '../../core/errors.js';

/** The error of a search for coefficients that did not end. */
export function noConvergence(en: string, zh: string, steps: number): HoldfastError {
  return new HoldfastError('no-convergence', {
    en: `${en} did not converge in ${steps} steps; check the features for extreme values or lower "strength".`,
    zh: `${zh}在 ${steps} 步内未收敛；请检查特征中的极端值，或减小 strength。`,
  });
}
