import { mixBits } from '../history/hash.js';

/** Waybill number of a parcel: unique in the company, the same in every table. */
export function waybillNo(customer: number, week: number, index: number): string {
  return `HF${String(customer + 1).padStart(6, '0')}${String(week).padStart(3, '0')}${String(index).padStart(4, '0')}`;
}

/** A 64-bit key of a waybill without making its text; distinct for distinct parcels. */
export function setWaybillKey(high: Uint32Array, low: Uint32Array, row: number, customer: number, week: number, index: number): void {
  high[row] = mixBits((customer + 1) ^ 0x68bc21eb);
  low[row] = mixBits(mixBits((customer + 0x02e5be93) | 0) + week * 65536 + index);
}

const high = new Uint32Array(1);
const low = new Uint32Array(1);

/** The key that {@link setWaybillKey} gives the parcel of this number. */
export function waybillHash(waybill: string): [high: number, low: number] {
  setWaybillKey(high, low, 0, Number(waybill.slice(2, 8)) - 1, Number(waybill.slice(8, 11)), Number(waybill.slice(11)));
  return [high[0]!, low[0]!];
}
