import type { History, Snapshot } from '../../history/types.js';
import type { CompetitorOptions } from '../../text/index.js';
import type { Standing } from './evidence.js';
import { type Finding, findEvidence, usableEvidence } from './evidenceCatalogue.js';
import { evidenceContext, type MutableEvidenceContext } from './evidenceContext.js';
import type { Leaver } from './leavers.js';
import { readSurroundings, type Surroundings } from './surroundings.js';
import { readTraits } from './traits.js';

/** How often the surroundings of customers are read anew, days. */
const SURROUNDINGS_DAYS = 91;

/** What was known of one customer at its onset, and of its end. */
export interface Case extends Leaver {
  readonly findings: readonly Finding[];
  /** Numbers for the supervised model, in the order of `TRAITS`; NaN is missing. */
  readonly traits: Float64Array;
}

/** Evidence of each leaver from a snapshot at its own onset, so that nothing later is seen; its closing apart. O(onset days × cells + leavers). */
export function readCases(
  history: Pick<History, 'firstDay'>,
  leavers: readonly Leaver[],
  snapshotAt: (day: number) => Snapshot,
  names?: CompetitorOptions,
): readonly Case[] {
  const around = surroundingsOf(history.firstDay, snapshotAt);
  let context: MutableEvidenceContext | undefined;
  return leavers.map((leaver) => {
    if (context?.snapshot.cutoff !== leaver.onset) context = contextAt(snapshotAt(leaver.onset), 'left', around(leaver.onset), names);
    context.closing = leaver.closing;
    return { ...leaver, ...readCase(context, leaver.customer) };
  });
}

/** Context with all the evidence that the tables at hand can give. */
export function contextAt(
  snapshot: Snapshot,
  standing: Standing,
  surroundings: Surroundings,
  names?: CompetitorOptions,
): MutableEvidenceContext {
  return evidenceContext(snapshot, usableEvidence(snapshot), standing, surroundings, names);
}

/** Evidence and traits of one customer of a context. */
export function readCase(context: MutableEvidenceContext, customer: number): Pick<Case, 'findings' | 'traits'> {
  const view = context.snapshot.view(customer);
  return { findings: findEvidence(view, context), traits: readTraits(view, context) };
}

/** Surroundings as they were at the last of a grid of days no later than the onset. */
function surroundingsOf(firstDay: number, snapshotAt: (day: number) => Snapshot): (day: number) => Surroundings {
  const known = new Map<number, Surroundings>();
  return (onset) => {
    const since = onset - firstDay;
    const day = since <= SURROUNDINGS_DAYS ? onset : onset - (since % SURROUNDINGS_DAYS);
    const surroundings = known.get(day) ?? readSurroundings(snapshotAt(day));
    known.set(day, surroundings);
    return surroundings;
  };
}
