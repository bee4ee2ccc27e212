import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHURN_CAUSES, EVIDENCE } from '../../../src/churn/index.js';
import { byType } from '../../../src/churn/types/causes.js';
import type { Finding } from '../../../src/churn/types/evidenceCatalogue.js';
import { startPriors, updatePriors } from '../../../src/churn/types/priors.js';
import { posterior, weigh } from '../../../src/churn/types/typePosterior.js';

const found = (...ids: string[]): Finding[] => ids.map((id) => ({ evidence: EVIDENCE.find((one) => one.id === id)!, found: { value: 1 } }));
const prior = startPriors();
const weights = { prior, precision: {}, temperature: 1 };
const probability = (...ids: string[]): Float64Array => posterior(weigh(found(...ids), weights), prior);
const at = (cause: string): number => CHURN_CAUSES.indexOf(cause as never);

describe('start priors', () => {
  it('are those of the method, normalised', () => {
    expect(prior[at('service_quality')]).toBeCloseTo(0.27 / 1.04, 12);
    expect(prior.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it('move to (counts + 20π) ÷ (n + 20)', () => {
    const counts = new Float64Array(12);
    counts[at('price')] = 30;
    expect(updatePriors(prior, counts)[at('price')]).toBeCloseTo((30 + (20 * 0.2) / 1.04) / 50, 12);
  });
});

describe('the combination', () => {
  it('without evidence is the prior', () => {
    expect([...probability()]).toEqual([...prior].map((share) => expect.closeTo(share, 12)));
  });

  it('with one vote for one cause gives it odds of prior × q/(1−q) × (1−π)/π: its precision, where the rest keeps its shape', () => {
    const p = probability('address_changed');
    expect(p[at('relocation')]).toBeCloseTo(0.9, 12);
    expect(p[at('price')]! / p[at('finances')]!).toBeCloseTo(0.2 / 0.11, 12);
  });

  it('gives a vote for a parent to all its children alike', () => {
    const p = probability('exit_to_recorded');
    expect(byType(p)[1]).toBeCloseTo(0.95, 12);
    expect(p[at('price')]! / p[at('trust')]!).toBeCloseTo(0.2 / 0.06, 12);
  });

  it('damps the votes of one family by the root of how many spoke', () => {
    const share = 0.2 / 1.04;
    const vote = (q: number): number => Math.log(q / (1 - q)) + Math.log((1 - share) / share);
    const odds = (share / (1 - share)) * Math.exp((vote(0.45) + vote(0.5)) / Math.SQRT2);
    expect(probability('price_step', 'price_high')[at('price')]).toBeCloseTo(odds / (1 + odds), 12);
  });

  it('is a probability, whatever speaks, in any order', () => {
    const ids = EVIDENCE.map(({ id }) => id);
    fc.assert(
      fc.property(fc.shuffledSubarray(ids), (some) => {
        const p = probability(...some);
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        expect(p.every((share) => share >= 0 && share <= 1)).toBe(true);
        const sorted = probability(...[...some].sort());
        p.forEach((share, place) => expect(share).toBeCloseTo(sorted[place]!, 9));
      }),
    );
  });

  it('says less at a higher temperature', () => {
    const cool = posterior(weigh(found('address_changed'), { ...weights, temperature: 2 }), prior);
    expect(cool[at('relocation')]).toBeLessThan(0.9);
    expect(cool[at('relocation')]).toBeGreaterThan(prior[at('relocation')]!);
  });
});

describe('the catalogue', () => {
  it('has every row of the method with its start precision', () => {
    const precision = Object.fromEntries(EVIDENCE.flatMap(({ id, votes }) => votes.map((vote, k) => [`${id}#${k}`, vote.precision])));
    expect(precision).toMatchObject({
      'overdue_rising#0': 0.85,
      'unpaid_steady#0': 0.6,
      'exit_to_recorded#0': 0.95,
      'early_failures#0': 0.55,
      'long_decline#0': 0.45,
      'finances_said#0': 0.95,
      'address_changed#0': 0.9,
      'product_ended#0': 0.6,
      'price_step#0': 0.45,
      'price_high#0': 0.5,
      'price_complaint#0': 0.5,
      'late_doubled#0': 0.55,
      'complaints_unsettled#0': 0.5,
      'claim_refused#0': 0.7,
      'manager_changed#0': 0.4,
      'neglected#0': 0.4,
      'attitude_complaint#0': 0.5,
      'attitude_complaint#1': 0.3,
      'competitor_said#0': 0.8,
      'lanes_lost#0': 0.8,
      'abrupt_stop#0': 0.85,
      'peers_new_product#0': 0.4,
      'competitor_only#0': 0.6,
    });
  });

  it('names each piece once, with sentences in both languages and only known placeholders', () => {
    expect(new Set(EVIDENCE.map(({ id }) => id)).size).toBe(EVIDENCE.length);
    for (const { sentence, votes } of EVIDENCE) {
      for (const text of [sentence.en, sentence.zh])
        for (const [, name] of text.matchAll(/\{(\w+)\}/g)) expect(['value', 'baseline', 'count', 'of', 'text', 'ago']).toContain(name);
      for (const { precision, causes } of votes) expect([precision > 0 && precision < 1, causes.length > 0]).toEqual([true, true]);
    }
  });
});
