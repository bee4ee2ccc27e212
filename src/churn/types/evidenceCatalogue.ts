import type { TableName } from '../../history/schema.js';
import type { CustomerView, Snapshot } from '../../history/types.js';
import type { Evidence, Found } from './evidence.js';
import { CARRIER_EVIDENCE } from './evidenceCarrier.js';
import { COMPETITOR_EVIDENCE } from './evidenceCompetitor.js';
import type { MutableEvidenceContext } from './evidenceContext.js';
import { FINANCES_EVIDENCE } from './evidenceFinances.js';
import { NEED_ENDED_EVIDENCE } from './evidenceNeedEnded.js';
import { PRICE_EVIDENCE } from './evidencePrice.js';
import { PRODUCT_FIT_EVIDENCE } from './evidenceProductFit.js';
import { RELATIONSHIP_EVIDENCE } from './evidenceRelationship.js';
import { RELOCATION_EVIDENCE } from './evidenceRelocation.js';
import { SERVICE_EVIDENCE } from './evidenceService.js';
import { TRUST_EVIDENCE } from './evidenceTrust.js';

/** Every evidence function, by family. */
export const EVIDENCE: readonly Evidence[] = [
  ...FINANCES_EVIDENCE,
  ...RELOCATION_EVIDENCE,
  ...NEED_ENDED_EVIDENCE,
  ...PRICE_EVIDENCE,
  ...SERVICE_EVIDENCE,
  ...TRUST_EVIDENCE,
  ...RELATIONSHIP_EVIDENCE,
  ...COMPETITOR_EVIDENCE,
  ...PRODUCT_FIT_EVIDENCE,
  ...CARRIER_EVIDENCE,
].sort((a, b) => Number(a.isLast ?? false) - Number(b.isLast ?? false));

/** Evidence that the tables at hand can give. */
export function usableEvidence(snapshot: Pick<Snapshot, 'has'>): readonly Evidence[] {
  return EVIDENCE.filter(({ needs }) =>
    needs.every((need) => {
      const [table, column] = need.split('.') as [TableName, string | undefined];
      return snapshot.has(table, column);
    }),
  );
}

/** One piece of evidence that spoke of a customer. */
export interface Finding {
  readonly evidence: Evidence;
  readonly found: Found;
}

/** All that speaks of the customer under the view, in the order of the catalogue. */
export function findEvidence(view: CustomerView, context: MutableEvidenceContext): readonly Finding[] {
  const findings: Finding[] = [];
  context.spoken.clear();
  for (const one of context.evidence) {
    const found = one.find(view, context);
    if (found === null) continue;
    findings.push({ evidence: one, found });
    context.spoken.add(one.family);
  }
  return findings;
}
