import type { ChurnCause } from '../../core/codes.js';

/** What a cue speaks of. */
export type CueKind = 'cause' | 'leave_intent' | 'competitor' | 'attitude';

/** What a complaint is about; the values of the column `complaints.category`. */
export const COMPLAINT_CATEGORIES = [
  'delay',
  'damage',
  'loss',
  'misdelivery',
  'pickup',
  'tracking',
  'coverage',
  'attitude',
  'price',
  'claim',
  'safety',
  'other',
] as const;

export type ComplaintCategory = (typeof COMPLAINT_CATEGORIES)[number];

/** Patterns that say one thing, as `parsePattern` reads them, in normalised characters. */
export interface CueGroup {
  /** A `topic` tells what a complaint is about and nothing about leaving. */
  readonly kind: Exclude<CueKind, 'competitor'> | 'topic';
  readonly cause?: ChurnCause;
  /** What a complaint that says so is about. */
  readonly category?: ComplaintCategory;
  /** How far one of them speaks for the category; default 1. */
  readonly weight?: number;
  readonly cues: readonly string[];
  /** Further cues that say it less plainly. */
  readonly weak?: readonly string[];
  /** Uses of the same words that do not say it. */
  readonly not: readonly string[];
}
