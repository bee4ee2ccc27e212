import type { World } from './world.js';

/** Number under which the company's records hold a customer (from 0). */
export function customerId(customer: number): string {
  return `C${String(customer + 1).padStart(6, '0')}`;
}

/** The second number of a customer that the records hold twice. */
export function secondId(customer: number): string {
  return `D${String(customer + 1).padStart(6, '0')}`;
}

/** All numbers: one a customer in order, then the second ones. */
export function idLevels({ customers, duplicated }: World): string[] {
  return [...Array.from({ length: customers }, (_, customer) => customerId(customer)), ...[...duplicated.keys()].map(secondId)];
}

/** 1-based code of a customer's number in {@link idLevels}. */
export function idCode({ customers, duplicated }: World, customer: number, isSecond: boolean): number {
  return isSecond ? customers + 1 + duplicated.get(customer)! : customer + 1;
}
