import type { TableName } from '../history/schema.js';
import type { Snapshot } from '../history/types.js';
import { COMPLAINT_FEATURES } from './complaints.js';
import { CONTACT_FEATURES } from './contact.js';
import { DAMAGE_FEATURES } from './damage.js';
import { DELIVERY_FEATURES } from './delivery.js';
import type { Feature } from './feature.js';
import { MONEY_FEATURES } from './money.js';
import { NETWORK_FEATURES } from './network.js';
import { PAYMENT_FEATURES } from './payment.js';
import { PRICE_FEATURES } from './price.js';
import { PROFILE_FEATURES } from './profile.js';
import { RHYTHM_FEATURES } from './rhythm.js';
import { VOLUME_FEATURES } from './volume.js';

/** Every default feature, by family. */
export const FEATURES: readonly Feature[] = [
  ...VOLUME_FEATURES,
  ...RHYTHM_FEATURES,
  ...MONEY_FEATURES,
  ...PRICE_FEATURES,
  ...DELIVERY_FEATURES,
  ...DAMAGE_FEATURES,
  ...COMPLAINT_FEATURES,
  ...CONTACT_FEATURES,
  ...PAYMENT_FEATURES,
  ...NETWORK_FEATURES,
  ...PROFILE_FEATURES,
];

/** A feature left out, with the tables and columns (`shipments.promised_at`) it would have needed. */
export interface DroppedFeature {
  readonly id: string;
  readonly missing: readonly string[];
}

/** Splits features into those the history can give and those it cannot, and why. */
export function usableFeatures(
  snapshot: Pick<Snapshot, 'has'>,
  features: readonly Feature[] = FEATURES,
): { readonly features: readonly Feature[]; readonly dropped: readonly DroppedFeature[] } {
  const missingOf = ({ needs }: Feature): string[] => needs.filter((need) => !hasNeed(snapshot, need));
  return {
    features: features.filter((feature) => missingOf(feature).length === 0),
    dropped: features.map((feature) => ({ id: feature.id, missing: missingOf(feature) })).filter(({ missing }) => missing.length > 0),
  };
}

function hasNeed(snapshot: Pick<Snapshot, 'has'>, need: string): boolean {
  const [table, column] = need.split('.') as [TableName, string | undefined];
  return snapshot.has(table, column);
}
