import type { Text } from '../../core/text.js';
import { NORMAL_95 } from '../probabilityInterval.js';
import type { Evaluation, Measured } from '../report.js';
import type { BranchSum } from './branchAlarms.js';
import { type Cohort, NORMAL_995 } from './cohorts.js';
import type { DriftRow } from './driftTable.js';
import type { InputAlarm } from './inputAlarms.js';
import type { Surrogate } from './surrogate.js';

/** What to do with a model: `keep` it, `recalibrate` its probabilities, `retrain` it, or first `repair` the data. */
export interface Verdict {
  readonly action: 'keep' | 'recalibrate' | 'retrain' | 'repair';
  /** Why, in a sentence with its numbers. */
  readonly reason: Text;
}

/** Something that has changed, by the step of the ladder that noticed. */
export interface MonitoringAlarm {
  /** In the order in which they can be known: `inputs` at once, `scores` at once, `surrogate` after 28 days, `outcomes` when resolved. */
  readonly step: 'inputs' | 'scores' | 'surrogate' | 'outcomes';
  /** Column, feature, branch or measure. */
  readonly subject: string;
  readonly text: Text;
}

/** Everything a verdict rests on. */
export interface Evidence {
  readonly inputs: readonly InputAlarm[];
  readonly drift: readonly DriftRow[];
  readonly surrogate: Surrogate | null;
  readonly cohorts: readonly Cohort[];
  readonly branches: readonly BranchSum[];
  /** Left ÷ expected of all cohorts with its 99 % interval; null without outcomes. */
  readonly ratio: Measured | null;
  readonly evaluation: Evaluation | null;
  /** On the test block of the training. */
  readonly trained: Evaluation;
  readonly firstPossible: string;
}

/** Left ÷ expected within these is no reason to act; science.md H. */
const RATIO = { low: 0.8, high: 1.25 };
const RETRAIN_SLOPE = 0.7;
/** Fewer leavers than this cannot show that the order is lost. */
const FEWEST_JUDGED = 50;
/** Probabilities whose spread moves this far, and twice as far as ever in training, are not those that were judged (`bench/monitoring.mjs` counts false alarms). */
const SCORE_PSI = 1;

/** Alarms in the order of the ladder. */
export function alarmsOf({ inputs, drift, surrogate, branches, ratio }: Evidence): MonitoringAlarm[] {
  const score = drift.find(({ id }) => id === 'churn_probability');
  return [
    ...inputs.map(({ table, column, text }) => ({ step: 'inputs' as const, subject: column === '' ? table : `${table}.${column}`, text })),
    ...(score !== undefined && score.psi > Math.max(SCORE_PSI, 2 * score.expectedPsi) ? [scoreAlarm(score, drift)] : []),
    ...(surrogate !== null && whollyOutside(surrogate.ratio) ? [surrogateAlarm(surrogate)] : []),
    ...(ratio !== null && outside(ratio) ? [{ step: 'outcomes' as const, subject: 'ratio', text: ratioText(ratio) }] : []),
    ...branches.filter(({ alarm }) => alarm).map(branchAlarm),
  ];
}

/** Whether a ratio is away from 1 beyond doubt and by more than is let pass. */
function outside({ estimate, low, high }: Measured): boolean {
  if (estimate === null || low === null || high === null) return false;
  return (estimate > RATIO.high && low > 1) || (estimate < RATIO.low && high < 1);
}

/** The same of a ratio that is itself a guess: its whole interval must lie outside. */
function whollyOutside({ low, high }: Measured): boolean {
  return low !== null && high !== null && (low > RATIO.high || high < RATIO.low);
}

/** What to do, and why. */
export function verdictOf(evidence: Evidence): Verdict {
  const { inputs, evaluation, trained, cohorts, ratio, surrogate } = evidence;
  const broken = inputs.find(({ kind }) => kind !== 'price');
  if (broken !== undefined)
    return {
      action: 'repair',
      reason: {
        en: `Repair the data before anything else. ${broken.text.en}`,
        zh: `先修复数据，再谈其他。${broken.text.zh}`,
      },
    };
  if (evaluation !== null) {
    const judged = cohorts.reduce((sum, { left }) => sum + left, 0);
    const worn = judged < FEWEST_JUDGED ? undefined : wornOut(evaluation, trained);
    if (worn !== undefined) return { action: 'retrain', reason: worn };
    const off = miscalibrated(cohorts, ratio);
    if (off !== undefined) return { action: 'recalibrate', reason: off };
    return { action: 'keep', reason: watching(keepText(evaluation, trained, ratio), evidence) };
  }
  return { action: 'keep', reason: watching(waitText(evidence.firstPossible, surrogate), evidence) };
}

/** Adds the first alarm, if any: the model stays, and somebody should look. */
function watching({ en, zh }: Text, evidence: Evidence): Text {
  const [first] = alarmsOf(evidence);
  return first === undefined ? { en, zh } : { en: `${en} But watch: ${first.text.en}`, zh: `${zh}但须留意：${first.text.zh}` };
}

/**
 * Order lost: AUC below that of the test block beyond the 99 % interval of their difference, or a calibration slope that fell as surely and is
 * below 0.7. Two standard errors (science.md H) would raise a false alarm at every 44th look, and this is looked at every month.
 */
function wornOut({ auc, calibration_slope: slope }: Evaluation, trained: Evaluation): Text | undefined {
  const error = Math.hypot(standardError(auc), standardError(trained.auc));
  const fall = (trained.auc.estimate ?? 0) - (auc.estimate ?? 0);
  if (auc.estimate !== null && trained.auc.estimate !== null && fall > NORMAL_995 * error)
    return {
      en: `Retrain: AUC fell from ${trained.auc.estimate.toFixed(3)} on the test block to ${auc.estimate.toFixed(3)} on later outcomes, more than chance would make it (${(NORMAL_995 * error).toFixed(3)}, 99%).`,
      zh: `重新训练：AUC 从检验区间的 ${trained.auc.estimate.toFixed(3)} 降到之后的 ${auc.estimate.toFixed(3)}，降幅超出偶然波动（99%：${(NORMAL_995 * error).toFixed(3)}）。`,
    };
  const { calibration_slope: before } = trained;
  const beyond = NORMAL_995 * Math.hypot(standardError(slope), standardError(before));
  if (slope.estimate !== null && before.estimate !== null && slope.estimate < RETRAIN_SLOPE && before.estimate - slope.estimate > beyond)
    return {
      en: `Retrain: the calibration slope fell from ${before.estimate.toFixed(2)} on the test block to ${slope.estimate.toFixed(2)}, below ${RETRAIN_SLOPE} and more than chance would make it (${beyond.toFixed(2)}, 99%): high probabilities promise far more than they keep.`,
      zh: `重新训练：校准斜率从检验区间的 ${before.estimate.toFixed(2)} 降到 ${slope.estimate.toFixed(2)}，低于 ${RETRAIN_SLOPE}，且降幅超出偶然波动（99%：${beyond.toFixed(2)}）：高概率的预测远高于实际。`,
    };
  return undefined;
}

function standardError({ low, high }: Measured): number {
  return low === null || high === null ? Number.POSITIVE_INFINITY : (high - low) / (2 * NORMAL_95);
}

/** Level lost: left ÷ expected out of bounds, or the 99 % interval of slope or intercept off its mark in the last two cohorts that do not overlap. */
function miscalibrated(cohorts: readonly Cohort[], ratio: Measured | null): Text | undefined {
  if (ratio !== null && outside(ratio)) {
    const { en, zh } = ratioText(ratio);
    return { en: `Recalibrate (the order of the list still holds): ${en}`, zh: `重新校准（名单的排序仍然有效）：${zh}` };
  }
  const apart = cohorts.filter((_, at) => (cohorts.length - 1 - at) % 4 === 0).slice(-2);
  const misses = (interval: Measured, mark: number): boolean =>
    interval.low !== null && interval.high !== null && (interval.low > mark || interval.high < mark);
  const twice = apart.length === 2 && apart.every(({ slope, intercept }) => misses(slope, 1) || misses(intercept, 0));
  if (!twice) return undefined;
  const said = apart.map(({ cutoff, slope }) => `${cutoff} ${slope.estimate?.toFixed(2)}`);
  return {
    en: `Recalibrate: at two cutoffs in a row the calibration line is off its mark beyond doubt (slopes ${said.join(', ')}; 1 is right).`,
    zh: `重新校准：连续两个截止日的校准线明显偏离（斜率 ${said.join('、')}；1 为正确）。`,
  };
}

function keepText({ auc }: Evaluation, trained: Evaluation, ratio: Measured | null): Text {
  const times = ratio?.estimate?.toFixed(2) ?? '–';
  return {
    en: `Keep: AUC ${auc.estimate?.toFixed(3)} on later outcomes against ${trained.auc.estimate?.toFixed(3)} on the test block, and ${times} times as many left as were promised; neither is beyond chance.`,
    zh: `继续使用：之后的 AUC 为 ${auc.estimate?.toFixed(3)}，检验区间为 ${trained.auc.estimate?.toFixed(3)}；实际流失为预测的 ${times} 倍；两者都在偶然波动之内。`,
  };
}

function waitText(firstPossible: string, surrogate: Surrogate | null): Text {
  const early = surrogate?.ratio.estimate;
  const told =
    early === undefined || early === null
      ? { en: '', zh: '' }
      : {
          en: ` Their first 28 days foretell ${early.toFixed(2)} times the leavers promised.`,
          zh: `其最初 28 天的表现预示流失约为预测的 ${early.toFixed(2)} 倍。`,
        };
  return {
    en: `Keep for now: no outcome after training is known before ${firstPossible}, and no input is broken.${told.en}`,
    zh: `暂时继续使用：训练之后的结果最早要到 ${firstPossible} 才知道，输入数据未见损坏。${told.zh}`,
  };
}

function ratioText({ estimate, low, high }: Measured): Text {
  const [mid, from, to] = [estimate, low, high].map((value) => value?.toFixed(2) ?? '–');
  return {
    en: `${mid} times as many customers left as were promised (99%: ${from}–${to}).`,
    zh: `实际流失客户为预测的 ${mid} 倍（99%：${from}–${to}）。`,
  };
}

function scoreAlarm({ psi }: DriftRow, drift: readonly DriftRow[]): MonitoringAlarm {
  const most = drift
    .filter(({ id, psi: own, expectedPsi }) => id !== 'churn_probability' && own > expectedPsi)
    .slice(0, 3)
    .map(({ id }) => id);
  return {
    step: 'scores',
    subject: 'churn_probability',
    text: {
      en: `The probabilities are spread otherwise than in training (PSI ${psi.toFixed(2)})${most.length > 0 ? `; furthest moved: ${most.join(', ')}` : ''}.`,
      zh: `流失概率的分布与训练时不同（PSI ${psi.toFixed(2)}）${most.length > 0 ? `；变动最大的特征：${most.join('、')}` : ''}。`,
    },
  };
}

function surrogateAlarm({ cutoff, flagged, customers, ratio }: Surrogate): MonitoringAlarm {
  const times = ratio.estimate?.toFixed(2);
  return {
    step: 'surrogate',
    subject: cutoff,
    text: {
      en: `28 days after ${cutoff}, ${flagged} of ${customers} customers had fallen silent or lost half their volume: that foretells ${times} times the leavers promised (99%: ${ratio.low?.toFixed(2)}–${ratio.high?.toFixed(2)}).`,
      zh: `${cutoff} 之后 28 天，${customers} 个客户中有 ${flagged} 个沉默或发货量减半：预示流失为预测的 ${times} 倍（99%：${ratio.low?.toFixed(2)}–${ratio.high?.toFixed(2)}）。`,
    },
  };
}

function branchAlarm({ branch, left, expected, since, sum, limit }: BranchSum): MonitoringAlarm {
  const who = branch === '' ? { en: 'In the whole company', zh: '全公司' } : { en: `At branch ${branch}`, zh: `网点 ${branch} ` };
  return {
    step: 'outcomes',
    subject: branch,
    text: {
      en: `${who.en} more customers leave than were promised since about ${since}: ${left} in the months after the cutoffs, ${expected.toFixed(1)} expected (cumulative sum ${sum.toFixed(1)}, limit ${limit.toFixed(1)}).`,
      zh: `${who.zh}约自 ${since} 起流失多于预测：各截止日后首月流失 ${left}，预期 ${expected.toFixed(1)}（累积和 ${sum.toFixed(1)}，上限 ${limit.toFixed(1)}）。`,
    },
  };
}
