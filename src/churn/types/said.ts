import type { ChurnCause } from '../../core/codes.js';
import { DAY_MINUTES } from '../../core/day.js';
import type { CustomerView } from '../../history/types.js';
import { type CompetitorOptions, type CueKind, findCues } from '../../text/index.js';

const SAID_DAYS = 91;

/** One cue in a customer's own words. */
export interface Said {
  readonly kind: CueKind;
  readonly cause: ChurnCause | undefined;
  /** The words themselves. */
  readonly text: string;
  readonly daysAgo: number;
}

/** Cues in the complaints, survey answers and reasons of changes of the last 91 days, the latest first. */
export function wordsOf({ complaints, surveys, changes, cutoff }: CustomerView, names: CompetitorOptions): readonly Said[] {
  const said: Said[] = [];
  const read = (count: number, dayAt: (row: number) => number, text: (row: number) => string): void => {
    for (let row = count - 1; row >= 0 && dayAt(row) >= cutoff - SAID_DAYS; row--) {
      if (text(row) === '') continue;
      for (const { kind, cause, name, text: words } of findCues(text(row), names))
        said.push({ kind, cause, text: name ?? words, daysAgo: Math.ceil(cutoff - dayAt(row)) });
    }
  };
  read(complaints.count, (row) => complaints.openedAt(row) / DAY_MINUTES, complaints.text);
  read(surveys.count, surveys.answeredOn, surveys.text);
  read(changes.count, changes.changedOn, changes.reason);
  return said.sort((a, b) => a.daysAgo - b.daysAgo);
}

/** The latest cue for a cause. */
export function lastSaid(said: readonly Said[], cause: ChurnCause): Said | undefined {
  return said.find((cue) => cue.kind === 'cause' && cue.cause === cause);
}
