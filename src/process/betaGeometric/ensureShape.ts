import { ensure } from '../../core/errors.js';

/** Throws `bad-parameter` unless the shape of gaps is whole, 1 to 100. */
export function ensureShape(shape: number): void {
  ensure(Number.isInteger(shape) && shape >= 1 && shape <= 100, 'bad-parameter', () => ({
    en: `shape is ${shape}; it must be a whole number from 1 to 100`,
    zh: `shape 为 ${shape}；应为 1 至 100 的整数`,
  }));
}
