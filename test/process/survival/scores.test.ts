import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concordanceIndex,
  coxSurvival,
  fitCox,
  integratedBrier,
  kaplanMeier,
  type SurvivalRows,
  survivalBrier,
  unoConcordance,
  valueAt,
} from '../../../src/process/index.js';
import { oracle } from '../oracle.js';
import { columnsOf, hasSurvivalData, numbers } from './data.js';

const TIMES = [1, 5, 6, 11, 34, 45, 46, 50];
const rowsOf = (durations: readonly number[], events: readonly number[]): SurvivalRows => ({ durations, events });

/** Pairs one by one: O(n²). */
function naivePairs(
  { durations, events }: SurvivalRows,
  risk: ArrayLike<number>,
): { concordant: number; discordant: number; tiedRisk: number } {
  const count = { concordant: 0, discordant: 0, tiedRisk: 0 };
  for (let i = 0; i < durations.length; i++)
    for (let j = 0; j < durations.length; j++) {
      const [ti = NaN, tj = NaN, ri = NaN, rj = NaN] = [durations[i], durations[j], risk[i], risk[j]];
      if (events[i] !== 1 || !(ti < tj || (ti === tj && events[j] === 0))) continue;
      count[ri > rj ? 'concordant' : ri < rj ? 'discordant' : 'tiedRisk']++;
    }
  return count;
}

describe('concordanceIndex', () => {
  const EVENTS = [0, 1, 1, 0, 0, 1, 0, 0];
  it('reproduces the small cases of scikit-survival and lifelines', () => {
    const estimate = [5, 8, 11, 34, 12, 3, 9, 12];
    const risk = concordanceIndex(rowsOf(TIMES, EVENTS), estimate);
    expect(risk).toMatchObject({ concordant: 3, discordant: 10, tiedRisk: 0 });
    expect(risk.index).toBeCloseTo(0.2307692, 7);
    expect(
      concordanceIndex(
        rowsOf(TIMES, EVENTS),
        estimate.map((value) => -value),
      ).index,
    ).toBeCloseTo(0.7692308, 7);
    const tied = concordanceIndex(rowsOf(TIMES, [0, 1, 1, 0, 1, 1, 0, 0]), [5, 15, 11, 34, 12, 3, 9, 12]);
    expect(tied).toMatchObject({ concordant: 9, discordant: 6, tiedRisk: 1, index: 0.59375 });
    const tiedTime = concordanceIndex(
      rowsOf([1, 5, 6, 11, 11, 34, 45, 45, 50], [0, 1, 1, 0, 1, 0, 1, 0, 0]),
      [5, 8, 11, 19, 34, 12, 3, 9, 12],
    );
    expect(tiedTime).toMatchObject({ concordant: 8, discordant: 12, tiedRisk: 0, index: 0.4 });
  });
  it('agrees with lifelines on 90 rows with ties', () => {
    const known = oracle<{ three: { durations: number[]; events: number[] }; concordance: { risk: number[]; index: number } }>('survival');
    expect(concordanceIndex(known.three, known.concordance.risk).index).toBeCloseTo(known.concordance.index, 12);
  });
  it('counts as the naive pairs do, whatever is tied', () => {
    const row = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (list) => {
        const rows = rowsOf(
          list.map(([t]) => t),
          list.map(([, e]) => e),
        );
        const risk = list.map(([, , r]) => r);
        expect(concordanceIndex(rows, risk)).toMatchObject(naivePairs(rows, risk));
      }),
    );
  });
  it('has no value when no pair can be compared', () => {
    expect(concordanceIndex(rowsOf([1, 2], [0, 0]), [1, 2]).index).toBeNaN();
  });
});

describe('unoConcordance', () => {
  it('reproduces the small cases of scikit-survival and of survAUC', () => {
    const rows = rowsOf([1, 5, 6, 10, 11, 34, 45, 46, 50, 56], [0, 1, 1, 0, 1, 0, 1, 0, 0, 1]);
    expect(unoConcordance(rows, [5, 8, 11, 19, 34, 12, 3, 9, 12, 20]).index).toBeCloseTo(0.347890360332615, 12);
    expect(unoConcordance(rows, [5, 8, 11, 11, 34, 12, 3, 9, 12, 20]).index).toBeCloseTo(0.365629810028969, 7);
    expect(unoConcordance(rows, [5, 8, 11, 11, 34, 12, 11, 9, 12, 20]).index).toBeCloseTo(0.387865723332956, 7);
    const tiedEvent = rowsOf([1, 5, 6, 11, 11, 34, 45, 45, 50, 55], [0, 1, 0, 1, 1, 0, 1, 0, 0, 1]);
    expect(unoConcordance(tiedEvent, [5, 8, 11, 19, 34, 12, 3, 9, 12, 18]).index).toBeCloseTo(0.4036321031048623, 12);
    const tiedTime = rowsOf([34, 11, 11, 5, 1, 89, 13, 45, 7, 13, 9, 13, 90], [1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1]);
    expect(unoConcordance(tiedTime, [1, 19, 13, 13, 15, 14, 19, 23, 11, 10, 11, 1, 18]).index).toBeCloseTo(0.46795357052737824, 7);
    const train = rowsOf([2, 4, 6, 8, 10, 11, 15, 19], [0, 1, 0, 1, 0, 0, 0, 0]);
    expect(unoConcordance(rowsOf([1, 3, 5, 8, 12, 13], [1, 0, 0, 1, 1, 1]), [5, 8, 13, 11, 9, 4], 19, train).index).toBeCloseTo(
      0.7543736528146774,
      12,
    );
    expect(
      unoConcordance(rowsOf([1, 3, 5, 7, 12, 13, 20], [1, 0, 0, 1, 1, 0, 0]), [5, 8, 13, 11, 9, 7, 4], Infinity, train).index,
    ).toBeCloseTo(0.8126567565914234, 12);
  });
  it('is Harrell’s index when nobody is censored', () => {
    const rows = rowsOf(
      TIMES,
      TIMES.map(() => 1),
    );
    const risk = [5, 8, 11, 34, 12, 3, 9, 12];
    expect(unoConcordance(rows, risk).index).toBeCloseTo(concordanceIndex(rows, risk).index, 14);
  });
});

describe('Brier score', () => {
  const gbsg2 = () => {
    const data = columnsOf('gbsg2.csv');
    const grade = (data.tgrade ?? []).map((text) => text.trim().length);
    return { data, grade, rows: rowsOf(numbers(data, 'time'), numbers(data, 'cens')) };
  };
  it.skipIf(!hasSurvivalData)('reproduces the Nottingham index on the breast-cancer study (pec, scikit-survival)', () => {
    const { data, grade, rows } = gbsg2();
    const index = numbers(data, 'tsize').map((size, i) => (0.2 * size) / 10 + 1 + (grade[i] ?? NaN));
    const groups = index.map((value) => (value < 3.4 ? 0 : value <= 5.4 ? 1 : 2));
    const curves = [0, 1, 2].map((group) => {
      const members = groups.flatMap((g, i) => (g === group ? [i] : []));
      return kaplanMeier(
        rowsOf(
          members.map((i) => rows.durations[i] ?? NaN),
          members.map((i) => rows.events[i] ?? NaN),
        ),
      );
    });
    const years = [365, 730, 1095, 1460, 1825];
    const predicted = years.map((day) =>
      groups.map((group) => valueAt(curves[group] ?? { times: new Float64Array(0), values: new Float64Array(0), before: NaN }, day)),
    );
    const known = [0.0762922458520448, 0.182536421174199, 0.220017747254941, 0.234133800146671, 0.233822955042198];
    years.forEach((day, i) => expect(survivalBrier(rows, predicted[i] ?? [], day)).toBeCloseTo(known[i] ?? NaN, 12));
    expect(integratedBrier(rows, predicted, years)).toBeCloseTo(0.197936392255733, 12);
  });
  it.skipIf(!hasSurvivalData)('reproduces a Cox model on it (scikit-survival)', () => {
    const { data, grade, rows } = gbsg2();
    const covariates = {
      age: numbers(data, 'age'),
      estrec: numbers(data, 'estrec'),
      horTh: (data.horTh ?? []).map((text) => Number(text === 'yes')),
      menostat: (data.menostat ?? []).map((text) => Number(text === 'Post')),
      pnodes: numbers(data, 'pnodes'),
      progrec: numbers(data, 'progrec'),
      grade,
      tsize: numbers(data, 'tsize'),
    };
    const { model } = fitCox(rows, covariates);
    expect(survivalBrier(rows, coxSurvival(model, covariates, 1825, 686), 1825)).toBeCloseTo(0.208817407492645, 5);
  });
  it('is the plain mean square when nobody is censored, and 0.25 for saying half', () => {
    const rows = rowsOf(
      TIMES,
      TIMES.map(() => 1),
    );
    expect(
      survivalBrier(
        rows,
        TIMES.map(() => 0.5),
        20,
      ),
    ).toBeCloseTo(0.25, 14);
    const p = TIMES.map((_, i) => i / 10);
    expect(survivalBrier(rows, p, 20)).toBeCloseTo(
      TIMES.reduce((sum, t, i) => sum + (Number(t > 20) - i / 10) * (Number(t > 20) - i / 10), 0) / 8,
      14,
    );
  });
});
