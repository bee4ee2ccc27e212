import type { Kernel } from '../core/executor.js';
import { LEARN_KERNELS } from '../learn/index.js';

/** Every loop that other threads can be asked for; they find it by its place here. */
export const KERNELS: readonly Kernel[] = LEARN_KERNELS;
