import type { Text } from '../core/text.js';
import type { Choice } from './chooseCandidate.js';
import type { Trial } from './trials.js';

/** Why a candidate was chosen, in a sentence. */
export function choiceText(trials: readonly Trial[], { chosen, best, bestBaseline, standing }: Choice): Text {
  const title = (index: number): Text => trials[index]?.candidate.title ?? { en: '', zh: '' };
  if (trials[chosen]?.candidate.isBaseline)
    return {
      en: `No learner was better than the heuristic "${title(chosen).en}" on the validation block, so the heuristic is used.`,
      zh: `在验证区间上没有任何学习器优于经验规则“${title(chosen).zh}”，因此采用该规则。`,
    };
  const beaten = trials.filter(
    ({ candidate }, index) => !candidate.isBaseline && (standing[index]?.meanLoss ?? 0) > (standing[bestBaseline]?.meanLoss ?? 0),
  );
  const never = beaten.length === 0 ? undefined : beaten.map(({ candidate }) => candidate.title);
  return {
    en: `${sentence(chosen, best, title, 'en')}${never ? ` Worse than the best heuristic and therefore out: ${never.map(({ en }) => en).join('; ')}.` : ''}`,
    zh: `${sentence(chosen, best, title, 'zh')}${never ? `以下学习器不如最好的经验规则，不予采用：${never.map(({ zh }) => zh).join('；')}。` : ''}`,
  };
}

function sentence(chosen: number, best: number, title: (index: number) => Text, lang: 'en' | 'zh'): string {
  const own = title(chosen)[lang];
  const other = title(best)[lang];
  if (chosen === best) return lang === 'en' ? `Best on the validation block: ${own}.` : `验证区间表现最好：${own}。`;
  return lang === 'en'
    ? `The simplest within one standard error of the best (${other}) on the validation block: ${own}.`
    : `验证区间内与最优者（${other}）相差不超过一个标准误的最简单模型：${own}。`;
}

/** Said where history is too short to choose. */
export function noChoiceText({ en, zh }: Text): Text {
  return {
    en: `History is too short, or churners too few, to try candidates on a later block: ${en} is used unchosen, and its probabilities are not recalibrated.`,
    zh: `历史过短或流失客户过少，无法在更晚的区间上比较候选模型：直接采用${zh}，其概率未经校准。`,
  };
}
