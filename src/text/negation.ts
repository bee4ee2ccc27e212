// biome-ignore-all format: lists of words.
import type { Entry, Role } from './match/lexicon.js';

const NEGATORS = '不 没 无 未 别';
/** Words that hold a negator and do not deny what follows. */
const NOT_NEGATORS =
  '不仅 不但 不只 不光 不单 不断 不停 不得不 不知 不管 不论 不料 不顾 不时 不小心 不见 不好 不行 不错 不对 不满 不便 不爽 不及时 不负责 不满意 不高兴 不合理 不像话 ' +
  '不同意 不接受 不认可 不明 不能接受 不能忍 不能容忍 不愧 不然 不是很 不可思议 对不起 不好意思 差不多 要不是 动不动 ' +
  '没想到 没想 没用 没人 没等 没几天 没两天 没过 没多久 没完 没法 没办法 没(有|)人 没(有|)想到 没(有|)办法 ' +
  '无论 无良 无语 无奈 无缘无故 无故 无法 无比 无数 无理 无人 未免 未必 未来 别人 别家 别的 特别 区别 个别 级别 性别 差别 告别 分别 辨别 类别 鉴别 识别';
const BREAKS = '但 但是 却 而且 还 又 就 都 结果 居然 竟然 反而 只 只有 只会';

const EN_NEGATORS =
  'no; not; never; without; dont; doesnt; didnt; isnt; wasnt; arent; werent; wont; wouldnt; cant; cannot; couldnt; shouldnt; hasnt; havent; hadnt; aint; ' +
  'neither; nor; don t; didn t; doesn t; isn t; wasn t; won t; can t; couldn t; haven t; hasn t';
const EN_NOT_NEGATORS =
  'not only; not just; not even; not to mention; no wonder; no doubt; no surprise; no matter; no idea; no clue; no one; no longer; no less; (cant|cannot|couldnt) believe; ' +
  '(not|isnt|wasnt|arent|werent) (happy|acceptable|good|great|impressed|pleased|satisfied|surprised|sure|ok|okay|fair|right|true|worth|helpful|professional); ' +
  '(dont|do not|didnt|did not|doesnt) (know|understand|care|expect|get it); (cant|cannot|dont) wait; why (not|dont|cant); if not';
const EN_BREAKS = 'but; because; since; until; unless; except; however; and; so; then; yet; although; though; instead; due to; after; before; when; while';

/** Patterns parted by blanks. */
export const words = (list: string): readonly string[] => list.trim().split(/\s+/);
/** Patterns parted by semicolons. */
export const phrases = (list: string): readonly string[] => list.split(';').map((phrase) => phrase.trim()).filter((phrase) => phrase !== '');

/** What denies a cue and what does not; part of every lexicon that can be denied. */
export function negationEntries(): readonly Entry[] {
  const as = (role: Role, patterns: readonly string[]): Entry[] => patterns.map((pattern) => ({ pattern, role, label: -1 }));
  return [
    ...as('negator', [...words(NEGATORS), ...phrases(EN_NEGATORS)]),
    ...as('exception', [...words(NOT_NEGATORS), ...phrases(EN_NOT_NEGATORS)]),
    ...as('break', [...words(BREAKS), ...phrases(EN_BREAKS)]),
  ];
}
