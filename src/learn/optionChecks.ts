import { ensure } from '../core/errors.js';
import type { MatrixFeature } from './matrix.js';

/** The option's value; throws `bad-parameter` outside `low … high`, or where it is not whole and should be. */
export function within(name: string, value: number, low: number, high: number, whole = false): number {
  ensure(value >= low && value <= high && (!whole || Number.isInteger(value)), 'bad-parameter', () => ({
    en: `${name} is ${value}; it must be a ${whole ? 'whole ' : ''}number from ${low} to ${high}.`,
    zh: `${name} 为 ${value}；必须是 ${low} 到 ${high} 之间的${whole ? '整数' : '数'}。`,
  }));
  return value;
}

/** Throws `bad-parameter` unless there is a sign for each feature, or none at all, and none for a category column. */
export function checkMonotone(monotone: readonly number[], features: readonly MatrixFeature[]): void {
  const signs = monotone.every((sign) => sign === 0 || Math.abs(sign) === 1);
  ensure(signs && (monotone.length === 0 || monotone.length === features.length), 'bad-parameter', () => ({
    en: `monotone has ${monotone.length} entries for ${features.length} features; give one of −1, 0, 1 for each feature.`,
    zh: `monotone 有 ${monotone.length} 项，而特征有 ${features.length} 个；请为每个特征给出 −1、0 或 1。`,
  }));
  const category = features.find(({ categories }, f) => categories !== undefined && (monotone[f] ?? 0) !== 0);
  ensure(category === undefined, 'bad-parameter', () => ({
    en: `monotone cannot hold for "${category?.name}": its categories have no order; give 0 there.`,
    zh: `“${category?.name}”是类别特征，没有大小顺序，不能要求单调；请在该处给出 0。`,
  }));
}
