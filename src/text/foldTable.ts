import { simplifiedCodes } from './traditional.js';

/** What a code unit is to one that looks for words. */
export const KIND = {
  /** Chinese, Japanese: a word may begin and end beside any of them. */
  ideograph: 0,
  /** Letters and digits of scripts that part words. */
  word: 1,
  /** Blanks, hyphens and the like: between the words of a phrase. */
  soft: 2,
  apostrophe: 3,
  /** Commas, brackets, emoji: the end of a clause. */
  clause: 4,
  /** The end of a sentence. */
  stop: 5,
  /** What a normal form writes with more or fewer code units: the text has to be normalised as a whole. */
  uneven: 6,
} as const;

/** By code unit: the one that stands for it in normalised text, and its kind. */
export interface FoldTable {
  readonly codes: Uint16Array;
  readonly kinds: Uint8Array;
  readonly simplified: ReadonlyMap<number, number>;
}

const UNITS = 65_536;
const STOPS = new Set('.!?;。！？；｡…\n\r\u2028\u2029');
const CLAUSES = new Set(',:()[]{}<>，：（）【】《》「」『』〈〉[]{}—｜|');
const APOSTROPHES = new Set("'’‘´`＇");
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々〆ー]/u;
const WORD = /[\p{L}\p{N}]/u;
const MARK = /[\p{M}\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uff9e-\uffdc]/u;
const EMOJI_STYLE = /[\ufe0e\ufe0f]/;

let table: FoldTable | undefined;

/** The table, made at its first use (a few milliseconds). */
export function foldTable(): FoldTable {
  table ??= makeTable();
  return table;
}

/** Normal form of one character or cluster: NFKC, lower case, simplified, until nothing changes. */
export function foldCluster(cluster: string, simplified: ReadonlyMap<number, number>): string {
  let folded = cluster;
  for (let before = ''; folded !== before; ) {
    before = folded;
    folded = folded.normalize('NFKC').toLowerCase().normalize('NFKC');
    folded = Array.from(folded, (unit) => String.fromCodePoint(simplified.get(unit.codePointAt(0) ?? 0) ?? unit.codePointAt(0) ?? 0)).join(
      '',
    );
  }
  return folded;
}

function makeTable(): FoldTable {
  const codes = Uint16Array.from({ length: UNITS }, (_, code) => code);
  const kinds = new Uint8Array(UNITS).fill(KIND.clause);
  const simplified = simplifiedCodes();
  for (let code = 0; code < UNITS; code++) {
    if (isPlainIdeograph(code)) kinds[code] = KIND.ideograph;
    else if (isHangul(code)) kinds[code] = KIND.word;
    else if (!isUnassignedUse(code)) [codes[code], kinds[code]] = foldUnit(code, simplified);
  }
  for (const [code, simple] of simplified) codes[code] = simple;
  for (const code of UNEVEN_SURROGATES) kinds[code] = KIND.uneven;
  return { codes, kinds, simplified };
}

/** High surrogates of letters in mathematical dress and of ideographs that stand for others. */
const UNEVEN_SURROGATES = [0xd835, 0xd87e];
/** Ranges that no normal form changes, left out of the costly way. */
const isPlainIdeograph = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
const isHangul = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3;
/** Surrogates and private use. */
const isUnassignedUse = (code: number): boolean => code >= 0xd800 && code <= 0xf8ff;

function foldUnit(code: number, simplified: ReadonlyMap<number, number>): [number, number] {
  const unit = String.fromCharCode(code);
  if (EMOJI_STYLE.test(unit)) return [code, KIND.clause];
  if (MARK.test(unit)) return [code, KIND.uneven];
  const lower = unit.normalize('NFKC').toLowerCase();
  const folded = lower === unit ? unit : foldCluster(lower, simplified);
  if (folded.length === 1) return [folded.charCodeAt(0), kindOf(folded)];
  // An ellipsis and its like part words whatever their length.
  return [code, IDEOGRAPH.test(folded) || WORD.test(folded) ? KIND.uneven : kindOf(unit)];
}

function kindOf(unit: string): number {
  if (IDEOGRAPH.test(unit)) return KIND.ideograph;
  if (WORD.test(unit)) return KIND.word;
  if (STOPS.has(unit)) return KIND.stop;
  if (CLAUSES.has(unit)) return KIND.clause;
  if (APOSTROPHES.has(unit)) return KIND.apostrophe;
  return unit < '\u2600' || (unit >= '\u3000' && unit <= '\u303f') ? KIND.soft : KIND.clause;
}
