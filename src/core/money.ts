/** Money is held as whole multiples of 1/10,000 of the currency unit, so that sums are exact in any order. */
export const MONEY_SCALE = 10_000;

/** Whole 1/10,000 units of an amount. */
export function toUnits(amount: number): number {
  return Math.round(amount * MONEY_SCALE);
}

/** Amount of whole 1/10,000 units. */
export function toMoney(units: number): number {
  return units / MONEY_SCALE;
}
