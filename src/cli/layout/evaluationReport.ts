import type { RiskEvaluation } from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { measured, reliabilityLines } from './modelReport.js';
import { count, countOf, percent } from './number.js';
import { wrap } from './width.js';

/** Columns shown of the drift table. */
const SHOWN = 8;

/** How a model does on data later than its training, for people. */
export function evaluationReport(report: RiskEvaluation, terminal: Pick<Terminal, 'say' | 'strong' | 'width'>): string[] {
  const { say, strong } = terminal;
  return [
    strong(
      say({ en: `Model ${report.modelId} on data up to ${report.asOf}`, zh: `模型 ${report.modelId} 在截至 ${report.asOf} 的数据上` }),
    ),
    ...wrap(say(report.verdict.reason), terminal.width),
    ...alarmLines(report, terminal),
    '',
    strong(say({ en: 'Outcomes since training', zh: '训练之后的结果' })),
    ...outcomeLines(report, terminal),
    ...cohortLines(report, terminal),
    ...expectedLines(report, terminal),
    ...profitLines(report, terminal),
    '',
    strong(
      say({
        en: 'Drift since training (PSI; the limit is what chance and season make of it)',
        zh: '自训练以来的漂移（PSI；上限为偶然与季节所能造成的）',
      }),
    ),
    ...driftLines(report, terminal),
  ];
}

function outcomeLines(
  { evaluation, customers, cutoffs, reliability, firstPossible }: RiskEvaluation,
  terminal: Pick<Terminal, 'say' | 'strong' | 'width'>,
): string[] {
  const { say } = terminal;
  if (evaluation === null)
    return [
      say({
        en: `No outcome after training is resolved yet; the first will be on ${firstPossible}. Until then inputs and drift are all there is to see.`,
        zh: `训练之后的结果尚未有定论；最早要到 ${firstPossible}。在此之前只能看输入与漂移。`,
      }),
    ];
  const row = (name: string, value: string): string[] => [name, value];
  return [
    say({
      en: `${cutoffs.length} later snapshots (${cutoffs[0]} to ${cutoffs.at(-1)}): ${count(customers.left)} left, ${count(customers.stayed)} stayed, ${count(customers.already_gone)} were already gone, ${count(customers.censored)} not yet known.`,
      zh: `之后的 ${cutoffs.length} 个快照（${cutoffs[0]} 至 ${cutoffs.at(-1)}）：流失 ${count(customers.left)}，留下 ${count(customers.stayed)}，此前已走 ${count(customers.already_gone)}，尚无定论 ${count(customers.censored)}。`,
    }),
    ...grid(
      [{ title: say({ en: 'measure', zh: '指标' }) }, { title: say({ en: 'value (90% interval)', zh: '数值（90% 区间）' }) }],
      [
        row('AUC', measured(evaluation.auc, 3)),
        row(say({ en: 'lift, top 10%', zh: '前 10% 提升度' }), measured(evaluation.lift_10, 2)),
        row(
          say({ en: 'calibration error', zh: '校准误差' }),
          measured({ ...evaluation.expected_calibration_error, low: null, high: null }, 3),
        ),
        row(say({ en: 'calibration slope (1 is right)', zh: '校准斜率（1 为正确）' }), measured(evaluation.calibration_slope, 2)),
        row(say({ en: 'Brier', zh: '布里尔分数' }), measured(evaluation.brier, 4)),
      ],
    ).map((line) => `  ${line}`),
    ...reliabilityLines(reliability, terminal).map((line) => `  ${line}`),
  ];
}

type Say = Pick<Terminal, 'say' | 'strong' | 'width'>;

const STEPS = {
  inputs: { en: 'input', zh: '输入' },
  scores: { en: 'scores', zh: '评分' },
  surrogate: { en: 'first 28 days', zh: '前 28 天' },
  outcomes: { en: 'outcomes', zh: '结果' },
} as const;

/** One line an alarm, by the step that noticed. */
function alarmLines({ alarms, drift }: RiskEvaluation, { say, width }: Say): string[] {
  if (alarms.length === 0) {
    const moved = drift.filter(({ psi, expectedPsi }) => psi > expectedPsi).length;
    const quiet = { en: 'No alarms.', zh: '没有警报。' };
    const harmless = {
      en: `No alarms: ${countOf(moved, 'column')} moved since training (below), without harm that could be seen in the outcomes.`,
      zh: `没有警报：训练以来有 ${moved} 列发生漂移（见下表），但结果中看不出损害。`,
    };
    return wrap(say(moved === 0 ? quiet : harmless), width);
  }
  return alarms.flatMap(({ step, text }) => wrap(`! ${say(STEPS[step])}${say({ en: ': ', zh: '：' })}${say(text)}`, width));
}

/** Promised and happened by cutoff, and the worst decile. */
function cohortLines({ cohorts, gap }: RiskEvaluation, { say }: Say): string[] {
  if (cohorts.length === 0 || gap === null) return [];
  const right = 'right' as const;
  const table = grid(
    [
      { title: say({ en: 'cutoff', zh: '截止日' }) },
      { title: say({ en: 'customers', zh: '客户' }), align: right },
      { title: say({ en: 'promised', zh: '预测' }), align: right },
      { title: say({ en: 'left', zh: '流失' }), align: right },
      { title: say({ en: 'ratio (99%)', zh: '比值（99%）' }) },
    ],
    cohorts.map(({ cutoff, customers, expected, left, ratio }) => [
      cutoff,
      count(customers),
      expected.toFixed(1),
      count(left),
      measured({ ...ratio, low: ratio.low === null ? null : Math.max(0, ratio.low) }, 2),
    ]),
  );
  return [
    ...table.map((line) => `  ${line}`),
    say({
      en: `Furthest off of ten groups: ${percent(gap.meanProbability, 1)} promised, ${percent(gap.eventRate, 1)} happened; chance alone makes up to ${percent(gap.byChance, 1)}.`,
      zh: `十个分组中偏差最大者：预测 ${percent(gap.meanProbability, 1)}，实际 ${percent(gap.eventRate, 1)}；纯属偶然也可相差 ${percent(gap.byChance, 1)}。`,
    }),
  ];
}

/** What today's probabilities promise of themselves. */
function expectedLines({ expected }: RiskEvaluation, { say }: Say): string[] {
  if (expected === null) return [];
  const { auc, precision, recall } = expected;
  return [
    say({
      en: `Today's list, if its probabilities are right: AUC ${measured(auc, 2)}; of the first tenth ${percent(precision.estimate)} leave, ${percent(recall.estimate)} of all who leave.`,
      zh: `今天的名单（若概率准确）：AUC ${measured(auc, 2)}；前十分之一中 ${percent(precision.estimate)} 会流失，占全部流失的 ${percent(recall.estimate)}。`,
    }),
  ];
}

/** How far down the list contacting pays. */
function profitLines({ profit }: RiskEvaluation, { say, strong, width }: Say): string[] {
  if (profit === null) return [];
  return ['', strong(say({ en: 'What a campaign would earn', zh: '挽留活动的收益' })), ...wrap(say(profit.text), width)];
}

function driftLines({ drift }: RiskEvaluation, { say }: Pick<Terminal, 'say'>): string[] {
  if (drift.length === 0) return [say({ en: 'No customer can be scored at this cutoff.', zh: '该截止日没有可评分的客户。' })];
  const right = 'right' as const;
  return grid(
    [
      { title: say({ en: 'column', zh: '列' }) },
      { title: 'PSI', align: right },
      { title: say({ en: 'limit', zh: '上限' }), align: right },
      { title: '' },
    ],
    [...drift]
      .sort((a, b) => b.psi / b.expectedPsi - a.psi / a.expectedPsi)
      .slice(0, SHOWN)
      .map(({ id, psi, expectedPsi }) => [
        id,
        psi.toFixed(3),
        expectedPsi.toFixed(3),
        psi > expectedPsi ? say({ en: 'moved', zh: '已漂移' }) : '',
      ]),
  ).map((line) => `  ${line}`);
}
