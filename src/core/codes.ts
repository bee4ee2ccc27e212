/** Types and causes of leaving, coarse to fine; the only codes used in code, files and text. */
export const CAUSES_BY_TYPE = {
  unintentional: ['finances', 'relocation', 'need_ended'],
  deliberate: ['service_quality', 'price', 'relationship', 'competitor_offer', 'trust', 'product_fit'],
  carrier_initiated: ['bad_debt', 'misconduct', 'policy'],
} as const;

/** Whose doing it was that the customer left. */
export type ChurnType = keyof typeof CAUSES_BY_TYPE;
/** Why it left. */
export type ChurnCause = (typeof CAUSES_BY_TYPE)[ChurnType][number];
