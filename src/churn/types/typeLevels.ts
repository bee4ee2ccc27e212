import type { ChurnType } from '../../core/codes.js';
import { CHURN_TYPES } from './causes.js';

/** `unknown` is a legal answer. */
export type ChurnTypeOrUnknown = ChurnType | 'unknown';

/** Levels of a column of types. */
export const TYPE_LEVELS: readonly ChurnTypeOrUnknown[] = [...CHURN_TYPES, 'unknown'];
