import { CAUSES_BY_TYPE, type ChurnCause, type ChurnType } from '../../core/codes.js';
import type { Text } from '../../core/text.js';
import type { CustomerView } from '../../history/types.js';
import type { EvidenceContext } from './evidenceContext.js';

/** Families of evidence; votes of one family repeat one another and are damped together. */
export const EVIDENCE_FAMILIES = [
  'finances',
  'relocation',
  'need_ended',
  'price',
  'service',
  'trust',
  'relationship',
  'competitor',
  'product_fit',
  'carrier',
] as const;

/** One of {@link EVIDENCE_FAMILIES}. */
export type EvidenceFamily = (typeof EVIDENCE_FAMILIES)[number];

/** What evidence speaks for: one cause, a few alike, or all of a type. */
export interface Vote {
  readonly causes: readonly ChurnCause[];
  /** Share of the customers with this evidence that leave for one of `causes`, before any exit reason is known; in (0, 1). */
  readonly precision: number;
}

/** What an evidence function found, in the unit of its evidence. */
export interface Found {
  readonly value: number;
  /** What the value is usually, of this customer or of the company. */
  readonly baseline?: number;
  readonly count?: number;
  readonly of?: number;
  /** Days before the onset, or before the cutoff of those still here, that it happened. */
  readonly daysAgo?: number;
  /** A word of the records: what the customer wrote, a competitor's name. */
  readonly text?: string;
}

/** Whether a customer has left, or is still here and asked about in case it leaves. */
export type Standing = 'left' | 'here';

/** How `value` and `baseline` are written. */
export type EvidenceUnit = 'days' | 'share' | 'count' | 'weeks' | 'text';

/** One fact about a customer at a day that speaks for causes of its leaving. Pure: the same facts give the same finding. */
export interface Evidence {
  /** snake_case; stable. */
  readonly id: string;
  /** A few words for lists. */
  readonly title: Text;
  readonly family: EvidenceFamily;
  readonly votes: readonly Vote[];
  /** Days looked back from the onset; null where it is no window. */
  readonly windowDays: number | null;
  /** Tables and columns without which it cannot be found. */
  readonly needs: readonly string[];
  /** The facts it reads, for tables of facts. */
  readonly field: string;
  readonly unit: EvidenceUnit;
  /**
   * Sentence with `{value}`, `{baseline}`, `{count}`, `{of}`, `{text}`; `{ago}` ("9 days before it left", of those still here "9 days ago")
   * and `{in 91 days}` ("its last 91 days", "the last 91 days"). A part in `[ ]` is left out when something in it is not known.
   */
  readonly sentence: Text;
  /** Read after the others, with what they found at hand. */
  readonly isLast?: true;
  /** The finding, or null where there is none. */
  find(view: CustomerView, context: EvidenceContext): Found | null;
}

/** Vote for every cause of a type. */
export function voteForType(type: ChurnType, precision: number): Vote {
  return { causes: CAUSES_BY_TYPE[type], precision };
}

/** Vote for one cause. */
export function voteFor(cause: ChurnCause, precision: number): Vote {
  return { causes: [cause], precision };
}

/** Something that happened so many days before. */
export function daysBefore(days: number, text = ''): Found {
  return { value: days, daysAgo: days, text };
}
