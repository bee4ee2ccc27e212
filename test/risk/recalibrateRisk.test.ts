import { beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/core/day.js';
import { uniformAt } from '../../src/core/random.js';
import { hashKey } from '../../src/history/hash.js';
import type { History } from '../../src/history/index.js';
import { evaluateRisk, parseRiskModel, type RiskModel, recalibrateRisk, scoreRisk, trainRisk } from '../../src/risk/index.js';
import { NO_RECALIBRATION, shiftedRecalibration } from '../../src/risk/recalibration.js';
import { companyRows, historyOf, type Tables } from './company.js';

let history: History;
let model: RiskModel;
const TRAINED_DAYS_BEFORE_END = 800;
/** Outcomes of half a year after training are known by then. */
const RECALIBRATED_DAYS_BEFORE_END = 340;

/** A rival comes to town: from a day on, every customer stops one day in 300, whatever it was like. */
function withRival(tables: Tables, from: number): Tables {
  const stops = (id: unknown): number => from - 300 * Math.log(uniformAt(3, hashKey(String(id))[0], 1));
  const shipments = (tables.shipments ?? []).filter(({ customer_id, shipped_at }) => {
    const day = dayOf(String(shipped_at).slice(0, 10));
    return day < from || day < stops(customer_id);
  });
  return { ...tables, shipments };
}

beforeAll(async () => {
  const tables = await companyRows({ customers: 500, months: 66, seed: 4 });
  const { endDay } = await historyOf(tables);
  history = await historyOf(withRival(tables, endDay - TRAINED_DAYS_BEFORE_END));
  const asOf = endDay - TRAINED_DAYS_BEFORE_END;
  ({ model } = await trainRisk(history, { asOf, learners: ['gap_surprise', 'logistic'], seeds: 1 }));
}, 180_000);

describe('recalibrateRisk', () => {
  it('mends probabilities on later cohorts that it was not fitted to, and leaves the order as it is', async () => {
    const asOf = history.endDay - RECALIBRATED_DAYS_BEFORE_END;
    const mended = await recalibrateRisk(model, history, { asOf });
    expect(mended.card.recalibrated).toMatchObject({ method: 'logistic', previousId: model.id });
    expect(mended.card.recalibrated!.ratioBefore).toBeGreaterThan(1.25);
    expect(await parseRiskModel(JSON.stringify(mended))).toEqual(mended);
    const after = await evaluateRisk(mended, history);
    expect(dayOf(after.cutoffs[0]!)).toBeGreaterThanOrEqual(dayOf(mended.card.recalibrated!.to) + 91);
    const before = await evaluateRisk({ ...mended, model: model.model }, history);
    expect(before.cutoffs).toEqual(after.cutoffs);
    const [was, is] = [before.evaluation!, after.evaluation!];
    expect(is.expected_calibration_error.estimate).toBeLessThan(0.6 * was.expected_calibration_error.estimate!);
    expect(is.log_loss.estimate).toBeLessThan(was.log_loss.estimate!);
    expect(is.auc.estimate).toBeCloseTo(was.auc.estimate!, 10);
    const order = (of: RiskModel): string[] => {
      const { churn_probability, customer_id } = scoreRisk(of, history.at(asOf), { explain: 0 }).columns;
      return [...customer_id.keys()].sort((a, b) => churn_probability[b]! - churn_probability[a]!).map((row) => customer_id[row]!);
    };
    expect(order(mended).slice(0, 50)).toEqual(order(model).slice(0, 50));
  }, 60_000);

  it('is what the verdict asks for under that drift', async () => {
    const { verdict } = await evaluateRisk(model, history, { asOf: history.endDay - RECALIBRATED_DAYS_BEFORE_END });
    expect(verdict.action).toBe('recalibrate');
  });

  it('says from when on it is possible, and that a handful of leavers is not enough', async () => {
    const early = history.endDay - TRAINED_DAYS_BEFORE_END + 200;
    await expect(recalibrateRisk(model, history, { asOf: early })).rejects.toMatchObject({ code: 'too-little-history' });
    const once = history.endDay - TRAINED_DAYS_BEFORE_END + 274;
    const shifted = await recalibrateRisk(model, history, { asOf: once });
    expect(shifted.card.recalibrated?.method).toBe('shift');
    expect(shifted.model.recalibration.b).toBe(model.model.recalibration.b);
  });
});

describe('a shift of the level', () => {
  it('makes the probabilities add up to the leavers and keeps the slope', () => {
    const margins = Float64Array.from({ length: 400 }, (_, row) => Math.log(0.02 + (row % 20) / 50));
    const outcome = Uint8Array.from({ length: 400 }, (_, row) => (row % 11 === 0 ? 1 : 0));
    const customer = Int32Array.from(outcome.keys());
    const { a, b, varianceA } = shiftedRecalibration({ ...NO_RECALIBRATION, b: 0.8 }, margins, outcome, customer);
    expect(b).toBe(0.8);
    expect(margins.reduce((sum, margin) => sum + 1 / (1 + Math.exp(-(a + 0.8 * margin))), 0)).toBeCloseTo(37, 8);
    expect(Math.sqrt(varianceA)).toBeGreaterThan(0.1);
    expect(Math.sqrt(varianceA)).toBeLessThan(0.25);
  });
});
