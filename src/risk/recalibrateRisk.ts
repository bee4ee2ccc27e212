import { outcomeRecord } from '../churn/index.js';
import { dayOf, formatDay } from '../core/day.js';
import { ensure } from '../core/errors.js';
import type { RunOptions } from '../core/run.js';
import type { Text } from '../core/text.js';
import type { History } from '../history/types.js';
import { recalibrate } from '../learn/index.js';
import { logistic, logit } from '../math/logSums.js';
import { LONGEST_CONFIRMATION_DAYS } from './forwardPlan.js';
import { cutoffsBetween, ruleOf } from './judgedCutoffs.js';
import { memberMargins } from './members.js';
import { modelId } from './modelId.js';
import { FEWEST_CHURNERS, type RiskRecalibration, recalibrationOf, shiftedRecalibration } from './recalibration.js';
import type { CardRecalibration, RiskCard, RiskModel } from './riskModel.js';
import { featuresOf, scoringMatrix } from './scoringMatrix.js';
import { labelledTable } from './trainingPanel.js';

export interface RecalibrateRiskOptions extends RunOptions {
  /** Outcomes are read up to the start of this day; default: the end of the history. */
  readonly asOf?: string | number;
}

/** Cutoffs used, the latest: a year, so that no season is missing. */
const MOST_CUTOFFS = 13;
/** Fewer customers that left than this do not show at what level they leave. */
const FEWEST_LEAVERS = 20;

/**
 * The model with its probabilities of leaving fitted to what became of customers after its training; who ranks before whom stays as it is.
 *
 * @param model - from `trainRisk` or `parseRiskModel`; one that was recalibrated before starts from its training again
 * @param history - the same company's, with what came after the training
 * @param options - the day as of which to read outcomes
 * @returns a model with an id of its own: a line on the log-odds where 100 customers or more left, a shift of the level where fewer did;
 *   `card.recalibrated` says which, on what, and how far off it was
 * @throws HoldfastError `too-little-history` naming the day from which outcomes are known, `too-few-events` where fewer than 20 customers left;
 *   `missing-column`, `bad-model`, `bad-date`, `aborted`
 * @remarks Over the latest 13 cutoffs whose outcomes are known. Downgrade is left as it is. `evaluateRisk` judges the result on later horizons
 *   only. O(cutoffs × customers × features). Cox, Biometrika 45 (1958).
 * @example
 * ```ts
 * const company = await simulate({ customers: 250, months: 48, preset: 'demo' }); // to 2025-12-29
 * const { history } = await reduce(simulatedSources(company));
 * const { model } = await trainRisk(history, { asOf: '2024-06-10', learners: ['logistic'], seeds: 1 });
 * const later = await recalibrateRisk(model, history);
 * later.id === model.id; // => false
 * later.card.recalibrated.method; // => 'shift'
 * recalibrateRisk(model, history, { asOf: '2024-09-01' }); // => throws too-little-history
 * ```
 */
export async function recalibrateRisk(model: RiskModel, history: History, options: RecalibrateRiskOptions = {}): Promise<RiskModel> {
  const { horizonDays, members, recalibration: before } = model.model;
  const end = history.at(options.asOf ?? history.endDay);
  const trained = dayOf(model.card.asOf);
  const resolution = horizonDays + LONGEST_CONFIRMATION_DAYS;
  const cutoffs = cutoffsBetween(trained, end.cutoff - resolution, model.card.options.stepDays).slice(-MOST_CUTOFFS);
  ensure(cutoffs.length > 0, 'too-little-history', () => tooEarly(formatDay(trained + resolution)));
  const record = outcomeRecord(end, ruleOf(model));
  const features = featuresOf(model.model, end);
  const { table, outcome } = await labelledTable(history, record, cutoffs, horizonDays, { ...options, features });
  const margins = memberMargins(members, scoringMatrix(table, model.model)).mean;
  const leavers = new Set(table.customer.filter((_, row) => outcome[row] === 1)).size;
  const stayers = new Set(table.customer).size - leavers;
  ensure(Math.min(leavers, stayers) >= FEWEST_LEAVERS, 'too-few-events', () => tooFew(leavers));
  const line = leavers >= FEWEST_CHURNERS ? recalibrationOf(margins, outcome, table.customer) : undefined;
  const isLine = line !== undefined && line.churners > 0;
  const recalibration = isLine ? line : shiftedRecalibration(before, margins, outcome, table.customer);
  const promised = recalibrate(before, margins).reduce((sum, margin) => sum + logistic(margin), 0);
  const left = outcome.reduce((sum, value) => sum + value, 0);
  const made = {
    asOf: formatDay(end.cutoff),
    from: formatDay(cutoffs[0]!),
    to: formatDay(cutoffs.at(-1)!),
    cutoffs: cutoffs.length,
    leavers,
    method: isLine ? ('logistic' as const) : ('shift' as const),
    ratioBefore: left / promised,
    previousId: model.id,
  };
  const content = {
    format: model.format,
    version: model.version,
    model: { ...model.model, recalibration },
    card: {
      ...model.card,
      reference: { ...model.card.reference, score: movedScore(model.card.reference.score, before, recalibration) },
      recalibrated: { ...made, text: recalibratedText(made) },
    },
  };
  return { ...content, id: await modelId(content) };
}

/** The bins of the training's probabilities as the new recalibration would have given them. */
function movedScore(score: RiskCard['reference']['score'], before: RiskRecalibration, after: RiskRecalibration) {
  return { ...score, edges: score.edges.map((p) => logistic(after.a + (after.b * (logit(p) - before.a)) / before.b)) };
}

function recalibratedText({ from, to, leavers, method, ratioBefore, previousId }: Omit<CardRecalibration, 'text'>): Text {
  const how =
    method === 'logistic'
      ? { en: 'a line on the log-odds', zh: '对数几率上的直线校准' }
      : { en: 'a shift of the level only, as fewer than 100 left', zh: '因流失不足 100 个，仅调整整体水平' };
  const times = ratioBefore.toFixed(2);
  return {
    en: `Recalibrated from model ${previousId} on what became of customers after ${from} to ${to}: ${leavers} of them left, ${times} times what had been promised (${how.en}). The order of the list is unchanged; the figures of the training are those of before.`,
    zh: `由模型 ${previousId} 重新校准而来，依据 ${from} 至 ${to} 各截止日之后的实际结果：共有 ${leavers} 个客户流失，为此前预测的 ${times} 倍（${how.zh}）。名单排序不变；训练成绩仍为校准之前的数字。`,
  };
}

function tooEarly(day: string): Text {
  return {
    en: `no outcome after training is known yet, so there is nothing to recalibrate on; the first will be on ${day}. Keep the model until then`,
    zh: `训练之后的结果尚未有定论，无从重新校准；最早要到 ${day}。在此之前请继续使用原模型`,
  };
}

function tooFew(leavers: number): Text {
  return {
    en: `${leavers} customers are known to have left since training; ${FEWEST_LEAVERS} that left, and as many that did not, are needed to recalibrate. Keep the model until more outcomes are known`,
    zh: `训练之后已知流失的客户为 ${leavers} 个；重新校准至少需要 ${FEWEST_LEAVERS} 个流失客户和同样多的留存客户。在更多结果明确之前请继续使用原模型`,
  };
}
