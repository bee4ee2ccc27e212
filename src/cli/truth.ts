import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dayOf, type RiskTable } from '../index.js';

/** What came of the bundled company after the cutoff, which only its makers know. */
export interface WhatCameNext {
  /** Of the tenth most at risk, and of all that were scored: the share that left within the horizon, among those still there. */
  readonly topTenth: Outcome;
  readonly all: Outcome;
}

interface Outcome {
  readonly left: number;
  /** Share that had stopped before the cutoff, which nobody could know yet. */
  readonly alreadyGone: number;
}

/** Compares a list with the truth that lies beside the bundled data (a file of our own making: no quotes in it). */
export function whatCameNext(folder: string, risk: RiskTable, cutoff: number, horizonDays: number): WhatCameNext {
  const [header = '', ...lines] = gunzipSync(readFileSync(join(folder, 'truth.csv.gz')))
    .toString('utf8')
    .trimEnd()
    .split('\n');
  const at = { id: header.split(',').indexOf('customer_id'), last: header.split(',').indexOf('last_shipped_on') };
  const lastDay = new Map<string, number>();
  for (const line of lines) {
    const cells = line.split(',');
    if (cells[at.last] !== '') lastDay.set(cells[at.id] ?? '', dayOf(cells[at.last] ?? ''));
  }
  const { churn_probability: probability, customer_id: ids } = risk.columns;
  const scored = Array.from(probability.keys())
    .filter((row) => !Number.isNaN(probability[row]))
    .sort((a, b) => (probability[b] ?? 0) - (probability[a] ?? 0) || a - b);
  const outcome = (rows: readonly number[]): Outcome => {
    const last = rows.map((row) => lastDay.get(ids[row] ?? '') ?? Number.POSITIVE_INFINITY);
    const gone = last.filter((day) => day < cutoff).length;
    const left = last.filter((day) => day >= cutoff && day < cutoff + horizonDays).length;
    return { left: left / (rows.length - gone), alreadyGone: gone / rows.length };
  };
  return { topTenth: outcome(scored.slice(0, Math.max(1, Math.round(scored.length / 10)))), all: outcome(scored) };
}
