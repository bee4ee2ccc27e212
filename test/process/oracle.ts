import { readFileSync } from 'node:fs';
import type { RepeatHistory } from '../../src/process/index.js';

/** Numbers of `test/oracle/process/<name>.json`, made by the Python script beside it. */
export function oracle<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../oracle/process/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** One customer. */
export function customer(x: number, tx: number, T: number): RepeatHistory {
  return { repeatCount: [x], firstToLastDays: [tx], observedDays: [T] };
}

/** |value / truth − 1|, or the difference itself where the truth is 0. */
export function relative(value: number, truth: number): number {
  return truth === 0 ? Math.abs(value) : Math.abs(value / truth - 1);
}
