import type { Kernel } from '../core/executor.js';
import { HISTOGRAM } from './boosting/histogram.js';

/** The loops of training that threads can share; they find one by its place here. */
export const LEARN_KERNELS: readonly Kernel[] = [HISTOGRAM as unknown as Kernel];
