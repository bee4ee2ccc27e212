import type { RiskReport } from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { bar, count, percent } from './number.js';
import { wrap } from './width.js';

type Measured = RiskReport['evaluation']['auc'];
type Say = Pick<Terminal, 'say' | 'strong' | 'width'>;

/** Features named as suspects of leakage. */
const SUSPECTS_SHOWN = 8;

/** How a model was made and how it does forward in time, for people. */
export function modelReport(report: RiskReport, terminal: Say): string[] {
  const { say, strong } = terminal;
  return [
    strong(say({ en: 'How the model was made', zh: '模型如何得来' })),
    ...blockLines(report, terminal),
    ...wrap(say(report.choice), terminal.width - 2).map((line) => `  ${line}`),
    ...leakageLines(report, terminal).map((line) => `  ${line}`),
    '',
    strong(
      say({ en: 'How well it does, on later customers it never saw (90% intervals)', zh: '在它从未见过的更晚时段上的表现（90% 区间）' }),
    ),
    ...candidateLines(report, terminal).map((line) => `  ${line}`),
    '',
    strong(say({ en: 'Promised against happened', zh: '预测与实际' })),
    ...reliabilityLines(report.reliability, terminal).map((line) => `  ${line}`),
    ...downgradeLines(report, terminal),
  ];
}

/** Whether a feature knows too much, each suspect on a line. */
function leakageLines({ leakage }: RiskReport, { say, width }: Say): string[] {
  if (leakage === undefined) return [];
  const sentences = [say(leakage.text), ...leakage.suspects.slice(0, SUSPECTS_SHOWN).map(({ text }) => `! ${say(text)}`)];
  return sentences.flatMap((sentence) => wrap(sentence, width - 2));
}

/** The second model in a sentence or two. */
function downgradeLines({ downgrade }: RiskReport, { say, width }: Say): string[] {
  if (downgrade === undefined) return [];
  const { evaluation, text } = downgrade;
  const figures =
    evaluation === null
      ? { en: '', zh: '' }
      : {
          en: ` On later customers: AUC ${measured(evaluation.auc, 3)}, lift of the top 10% ${measured(evaluation.lift_10, 2)}.`,
          zh: `在更晚时段上：AUC ${measured(evaluation.auc, 3)}，前 10% 提升度 ${measured(evaluation.lift_10, 2)}。`,
        };
  return ['', ...wrap(`${say(text)}${say(figures)}`, width)];
}

function blockLines({ blocks, horizonDays }: RiskReport, { say }: Say): string[] {
  const names = {
    fit: { en: 'tried on', zh: '试训' },
    validation: { en: 'chosen on', zh: '挑选' },
    test: { en: 'judged on', zh: '检验' },
    all: { en: 'final model from', zh: '最终训练' },
  };
  const rows = blocks.flatMap((block) => {
    if (block.name === 'refit') return [];
    const { left, stayed, already_gone: gone, censored } = block.customers;
    return [
      [say(names[block.name]), block.from, block.to, count(block.cutoffs), count(left + stayed), count(left), count(gone), count(censored)],
    ];
  });
  const right = 'right' as const;
  const titles = [
    { title: '' },
    { title: say({ en: 'from', zh: '起' }) },
    { title: say({ en: 'to', zh: '止' }) },
    { title: say({ en: 'snapshots', zh: '快照' }), align: right },
    { title: say({ en: 'rows', zh: '行数' }), align: right },
    { title: say({ en: `left in ${horizonDays} d`, zh: `${horizonDays} 天内流失` }), align: right },
    { title: say({ en: 'already gone', zh: '此前已走' }), align: right },
    { title: say({ en: 'not yet known', zh: '尚无定论' }), align: right },
  ];
  return grid(titles, rows).map((line) => `  ${line}`);
}

function candidateLines({ candidates }: RiskReport, { say }: Say): string[] {
  const right = 'right' as const;
  const titles = [
    { title: '' },
    { title: say({ en: 'model', zh: '模型' }), maxWidth: 44 },
    { title: 'AUC', align: right },
    { title: say({ en: 'lift, top 10%', zh: '前 10% 提升度' }), align: right },
    { title: say({ en: 'calibration error', zh: '校准误差' }), align: right },
    { title: say({ en: 'Brier', zh: '布里尔分数' }), align: right },
  ];
  return grid(
    titles,
    candidates.map(({ title, chosen, test }) => [
      chosen ? '▶' : '',
      say(title),
      measured(test.auc, 3),
      measured(test.lift_10, 2),
      // Resamples are rougher than the sample, so an interval of this error would not hold the error itself.
      measured({ ...test.expected_calibration_error, low: null, high: null }, 3),
      measured(test.brier, 4),
    ]),
  );
}

/** An estimate with its interval in brackets. */
export function measured({ estimate, low, high }: Measured, decimals: number): string {
  if (estimate === null) return '–';
  const range = low === null || high === null ? '' : ` (${low.toFixed(decimals)}–${high.toFixed(decimals)})`;
  return `${estimate.toFixed(decimals)}${range}`;
}

/** One line a bin: what was promised, what happened, and a bar of the latter. */
export function reliabilityLines(bins: RiskReport['reliability'], { say }: Say): string[] {
  const top = Math.max(...bins.map((bin) => Math.max(bin.mean_probability, bin.left_rate)), 1e-9);
  const right = 'right' as const;
  const titles = [
    { title: say({ en: 'rows', zh: '行数' }), align: right },
    { title: say({ en: 'promised', zh: '预测' }), align: right },
    { title: say({ en: 'happened', zh: '实际' }), align: right },
    { title: '' },
  ];
  return grid(
    titles,
    bins.map(({ rows, mean_probability: promised, left_rate: happened }) => [
      count(rows),
      percent(promised, 1),
      percent(happened, 1),
      bar(happened / top, 20),
    ]),
  );
}
