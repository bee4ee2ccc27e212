import { ensure } from '../core/errors.js';

/** The four meanings of churn, in the order of the codes 1… of a definition column. */
export const CHURN_DEFINITIONS = ['inactive', 'removed', 'switched', 'downgraded'] as const;

/**
 * What counts as churn:
 * - `inactive`: silent beyond its own limit, or closed by itself; not at the carrier's will;
 * - `removed`: its account closed by the carrier (`closed_by`);
 * - `switched`: `inactive` with evidence of another carrier: `exit_to` on record, or a probability given beside;
 * - `downgraded`: an upper-tier customer whose value fell and stayed down, with no exit.
 */
export type ChurnDefinition = (typeof CHURN_DEFINITIONS)[number];

/** What a model may be trained on: leaving of any kind, becoming a low-value customer, or whichever comes. */
export type ChurnEvent = 'leave' | 'downgrade' | 'either';

/** The definitions that an event stands for. */
export const DEFINITIONS_OF_EVENT: Readonly<Record<ChurnEvent, readonly ChurnDefinition[]>> = {
  leave: ['inactive', 'removed'],
  downgrade: ['downgraded'],
  either: ['inactive', 'removed', 'downgraded'],
};

/** One or several definitions, once each in their usual order, checked at the door. */
export function checkedDefinitions(given: ChurnDefinition | readonly ChurnDefinition[]): readonly ChurnDefinition[] {
  const wanted = typeof given === 'string' ? [given] : given;
  const unknown = wanted.find((one) => !CHURN_DEFINITIONS.includes(one));
  ensure(wanted.length > 0 && unknown === undefined, 'bad-parameter', () => ({
    en: `"${unknown ?? ''}" is no definition of churn; use one or several of ${CHURN_DEFINITIONS.join(', ')}.`,
    zh: `“${unknown ?? ''}”不是流失定义；请使用 ${CHURN_DEFINITIONS.join('、')} 中的一个或几个。`,
  }));
  return CHURN_DEFINITIONS.filter((one) => wanted.includes(one));
}

/** How a lapse ended the dealings, as bits. */
export const REMOVED = 1;
export const SWITCHED = 2;

/** Whether a lapse with these bits is churn under the definitions. */
export function isChurn(bits: number, definitions: readonly ChurnDefinition[]): boolean {
  if ((bits & REMOVED) !== 0) return definitions.includes('removed');
  return definitions.includes('inactive') || ((bits & SWITCHED) !== 0 && definitions.includes('switched'));
}
