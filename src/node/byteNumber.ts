const MINUS = 45;
const POINT = 46;
const POWERS = [1, 10, 100, 1_000, 10_000];

/**
 * A plain decimal (`-?digits[.digits]`, at most 14 digits) in whole units of `10^-decimals`; NaN for anything else or finer,
 * which the caller reads as text. Equal to rounding the parsed number, since both are exact below 2⁵³.
 */
export function unitsFromBytes(bytes: Uint8Array, start: number, end: number, decimals: number): number {
  let at = start;
  const negative = bytes[at] === MINUS;
  if (negative) at++;
  if (end - at > 15 || at === end) return Number.NaN;
  let units = 0;
  const firstDigit = at;
  for (; at < end; at++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) break;
    units = units * 10 + digit;
  }
  if (at === firstDigit) return Number.NaN;
  let missing = decimals;
  if (at < end) {
    if (bytes[at++] !== POINT || end - at > decimals) return Number.NaN;
    missing -= end - at;
    for (; at < end; at++) {
      const digit = bytes[at]! - 48;
      if (digit < 0 || digit > 9) return Number.NaN;
      units = units * 10 + digit;
    }
  }
  units *= POWERS[missing]!;
  return negative && units !== 0 ? -units : units;
}
