import { FAMILY_TITLES, type RiskEvaluation, type rewrittenFeatures, type Text } from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { bar, percent } from './number.js';
import { wrap } from './width.js';

type Say = Pick<Terminal, 'say' | 'strong' | 'width'>;

/** A family and the AUC lost without it. */
interface FamilyRow {
  readonly group: string;
  readonly importance: number;
}

/** What the model lives on: one bar a family, by the mean of so many shuffles. */
export function familyLines(families: readonly FamilyRow[], shuffles: number, { say, strong }: Say): string[] {
  if (families.length === 0) return [];
  const top = Math.max(...families.map(({ importance }) => importance), 1e-9);
  const titles = FAMILY_TITLES as Readonly<Record<string, Text>>;
  return [
    '',
    strong(
      say({
        en: `What the model lives on (AUC lost when a family is shuffled; ${shuffles} shuffles; not what makes customers leave)`,
        zh: `模型依据什么（打乱该类特征后 AUC 的损失；打乱 ${shuffles} 次；并非流失的原因）`,
      }),
    ),
    ...grid(
      [{ title: say({ en: 'family', zh: '类别' }) }, { title: '' }, { title: say({ en: 'AUC lost', zh: 'AUC 损失' }), align: 'right' }],
      families.map(({ group, importance }) => [
        say(titles[group] ?? { en: group, zh: group }),
        bar(importance / top, 20),
        importance.toFixed(3),
      ]),
    ).map((line) => `  ${line}`),
  ];
}

/** Rewritten features that are shown. */
const SHOWN = 10;

/** Features that an earlier export had otherwise, for the same day. */
export function rewrittenLines(found: ReturnType<typeof rewrittenFeatures>, { say, strong, width }: Say): string[] {
  const { cutoff, customers, compared, features } = found;
  const learnt = features.filter(({ isLearntFrom }) => isLearntFrom);
  const head = strong(
    say({
      en: `What the earlier export said of ${customers} customers on ${cutoff}, against this one`,
      zh: `较早导出与本次导出对 ${customers} 个客户在 ${cutoff} 的说法对比`,
    }),
  );
  if (features.length === 0)
    return ['', head, say({ en: `All ${compared} features are as they were.`, zh: `${compared} 个特征全部一致。` })];
  const advice = say({
    en: `${features.length} of ${compared} features were rewritten since, ${learnt.length} of them learnt from. A few customers are late entries; where it is many, the model was taught what could not be known then: date these rows by the day they were entered, or train without the column.`,
    zh: `${compared} 个特征中有 ${features.length} 个事后被改写，其中 ${learnt.length} 个用于训练。少数客户变动多为补录；若变动客户很多，说明模型学到了当时不可能知道的内容：请按录入日期记录，或去掉该列后重新训练。`,
  });
  const table = grid(
    [
      { title: say({ en: 'feature', zh: '特征' }) },
      { title: say({ en: 'customers changed', zh: '变动客户' }), align: 'right' },
      { title: say({ en: 'made from', zh: '来自' }), maxWidth: 40 },
      { title: '' },
    ],
    features
      .slice(0, SHOWN)
      .map(({ name, size, needs, isLearntFrom }) => [
        name,
        percent(size, 1),
        needs.join(', '),
        isLearntFrom ? '' : say({ en: 'not learnt from', zh: '未用于训练' }),
      ]),
  );
  return ['', head, ...wrap(advice, width), ...table.map((line) => `  ${line}`)];
}

/** The command that a verdict asks for. */
export function nextStep(action: RiskEvaluation['verdict']['action'], data: string, model: string): Text {
  const next = {
    keep: `holdfast score ${data} --model ${model} --out ./risk`,
    recalibrate: `holdfast evaluate ${data} --model ${model} --recalibrated recalibrated.json`,
    retrain: `holdfast train ${data} --model retrained.json`,
    repair: `holdfast check ${data}`,
  }[action];
  return { en: `Next: ${next}`, zh: `下一步：${next}` };
}
