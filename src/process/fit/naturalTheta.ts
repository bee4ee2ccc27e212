import { ensure } from '../../core/errors.js';

/** Parameters in the order of `names`; throws `bad-parameter` unless every one is finite and > 0. */
export function naturalTheta<Name extends string>(names: readonly Name[], params: Readonly<Record<Name, number>>): Float64Array {
  return Float64Array.from(names, (name) => {
    const value = params[name];
    ensure(value > 0 && value < Infinity, 'bad-parameter', () => ({
      en: `Parameter ${name} is ${value}; it must be finite and above 0`,
      zh: `参数 ${name} 为 ${value}；应为大于 0 的有限数`,
    }));
    return value;
  });
}
