import type { RiskEvaluation } from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { measured, reliabilityLines } from './modelReport.js';
import { count } from './number.js';

/** Columns shown of the drift table. */
const SHOWN = 8;

/** How a model does on data later than its training, for people. */
export function evaluationReport(report: RiskEvaluation, terminal: Pick<Terminal, 'say' | 'strong' | 'width'>): string[] {
  const { say, strong } = terminal;
  return [
    strong(
      say({ en: `Model ${report.modelId} on data up to ${report.asOf}`, zh: `模型 ${report.modelId} 在截至 ${report.asOf} 的数据上` }),
    ),
    ...outcomeLines(report, terminal),
    '',
    strong(
      say({
        en: 'Drift since training (PSI; above the limit only 1 in 100 times by chance)',
        zh: '自训练以来的漂移（PSI；纯属偶然超过上限的可能为百分之一）',
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
        en: `No outcome after training is resolved yet; the first will be on ${firstPossible}. Until then drift is all there is to see.`,
        zh: `训练之后的结果尚未有定论；最早要到 ${firstPossible}。在此之前只能看漂移。`,
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
    drift
      .slice(0, SHOWN)
      .map(({ id, psi, expectedPsi }) => [
        id,
        psi.toFixed(3),
        expectedPsi.toFixed(3),
        psi > expectedPsi ? say({ en: 'moved', zh: '已漂移' }) : '',
      ]),
  ).map((line) => `  ${line}`);
}
