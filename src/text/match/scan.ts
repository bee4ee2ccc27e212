import { foldTable, KIND } from '../foldTable.js';
import { normalised } from '../normaliseText.js';
import type { Automaton } from './automaton.js';
import { createDenials, type Denials, type Place } from './denials.js';
import { type Lexicon, LONGEST_LITERAL, type Use } from './lexicon.js';

/** One cue of a lexicon in a text: `[start, end)` in its code units. */
export interface Hit {
  readonly label: number;
  readonly entry: number;
  readonly start: number;
  readonly end: number;
}

/** Longest praise with its gaps, characters. */
const LONGEST_PRAISE = 256;
/** Places of the last characters fed; a power of two. */
const RING = LONGEST_LITERAL;
const LONGEST_REMEMBERED = 4096;

/**
 * All cues of a text that are neither denied nor praise, in order; of overlapping ones with one label the longest.
 *
 * @remarks One pass over the text, no backtracking: O(length) whatever the text and the patterns. Where a character's normal form is of
 *   another length, the text is normalised first and places are mapped back.
 */
export function scan(lexicon: Lexicon, text: string): readonly Hit[] {
  const memory = memories.get(lexicon);
  if (memory?.lastText === text) return memory.lastHits;
  const hits = scanAnew(lexicon, text);
  if (text.length <= LONGEST_REMEMBERED) Object.assign(memories.get(lexicon)!, { lastText: text, lastHits: hits });
  return hits;
}

function scanAnew(lexicon: Lexicon, text: string): Hit[] {
  const found = scanEven(lexicon, text);
  if (found !== undefined) return distinct(found);
  const even = normalised(text);
  const { places } = even;
  const hits = scanEven(lexicon, even.text, true) ?? [];
  return distinct(hits.map((hit) => ({ ...hit, start: places[hit.start]!, end: endOf(places, hit.end) })));
}

/** The original end: of a character written with several code units the whole is taken. */
function endOf(places: Int32Array, end: number): number {
  let after = end;
  while (after < places.length - 1 && places[after] === places[end - 1]) after++;
  return places[after]!;
}

/** What a scan remembers of the text it has passed. */
interface Memory {
  readonly lexicon: Lexicon;
  text: string;
  hits: Hit[];
  readonly praise: Hit[];
  /** Places of the characters fed last. */
  readonly ring: Int32Array;
  /** The last place of every part that waits for the next: from where its pattern began, to where it ended, and its last word (-1: none). */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly words: Int32Array;
  readonly denials: Denials;
  /** The last text and what was found: the same one is often asked for its cues, then for its category. */
  lastText: string;
  lastHits: Hit[];
  /** Where the sentence begins: no pattern reaches over it. */
  sentence: number;
}

/** One memory a lexicon, used again by every scan: most texts are short, and making one costs more than reading them. */
const memories = new WeakMap<Lexicon, Memory>();

function memoryFor(lexicon: Lexicon, text: string): Memory {
  const memory = memories.get(lexicon) ?? newMemory(lexicon);
  memories.set(lexicon, memory);
  memory.text = text;
  memory.hits = [];
  memory.praise.length = 0;
  memory.ends.fill(-1);
  memory.denials.reset();
  memory.sentence = 0;
  return memory;
}

function newMemory(lexicon: Lexicon): Memory {
  const slots = (): Int32Array => new Int32Array(lexicon.slotCount);
  return {
    lexicon,
    text: '',
    hits: [],
    praise: [],
    ring: new Int32Array(RING),
    starts: slots(),
    ends: slots(),
    words: slots(),
    denials: createDenials(),
    lastText: '',
    lastHits: [],
    sentence: 0,
  };
}

/** Undefined where a character has to be normalised with its neighbours first, unless that has been done. */
function scanEven(lexicon: Lexicon, text: string, isNormalised = false): Hit[] | undefined {
  const { kinds } = foldTable();
  const { classes, ideographs, words } = lexicon;
  const { next: nextIdeograph, classCount: ideographClasses, foundFrom: ideographFound } = ideographs;
  const { next: nextLetter, classCount: letterClasses, foundFrom: letterFound } = words;
  const blank = classes[32]!;
  const memory = memoryFor(lexicon, text);
  const { ring } = memory;
  let ideograph = 0;
  let letter = 0;
  let fed = 0;
  let word = 0;
  let before: number = KIND.soft;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = kinds[code]!;
    if (kind === KIND.ideograph) {
      before = kind;
      letter = 0;
      ring[fed++ & (RING - 1)] = at;
      ideograph = nextIdeograph[ideograph * ideographClasses + classes[code]!]!;
      if (ideographFound[ideograph] !== ideographFound[ideograph + 1]) take(memory, ideographs, ideograph, ring, fed, at + 1, word);
      continue;
    }
    ideograph = 0;
    if (kind === KIND.word) {
      if (before !== KIND.word) word++;
      before = kind;
      ring[fed++ & (RING - 1)] = at;
      letter = nextLetter[letter * letterClasses + classes[code]!]!;
      if (letterFound[letter] !== letterFound[letter + 1]) take(memory, words, letter, ring, fed, at + 1, word);
      continue;
    }
    if (kind === KIND.uneven && !isNormalised) return undefined;
    if (kind >= KIND.clause) {
      memory.denials.clauseFrom(at + 1);
      if (kind === KIND.stop) memory.sentence = at + 1;
      letter = 0;
    } else if (kind === KIND.apostrophe && before === KIND.word) continue;
    else if (before !== KIND.soft) {
      ring[fed++ & (RING - 1)] = at;
      letter = nextLetter[letter * letterClasses + blank]!;
    }
    before = kind === KIND.apostrophe ? KIND.soft : kind;
  }
  return withoutPraise(memory);
}

/** Takes the literals that end here. */
function take(memory: Memory, automaton: Automaton, state: number, ring: Int32Array, fed: number, end: number, lastWord: number): void {
  const { literals, uses, spaces, isNegated } = memory.lexicon;
  for (let found = automaton.foundFrom[state]!; found < automaton.foundFrom[state + 1]!; found++) {
    const number = automaton.found[found]!;
    const { text, isWord, isStem } = literals[number]!;
    const start = ring[(fed - text.length) & (RING - 1)]!;
    if (isWord && !standsAsWord(memory.text, start, end, isStem)) continue;
    const place = { start, end: isStem ? wordEnd(memory.text, end) : end, firstWord: lastWord - spaces[number]!, lastWord, isWord };
    for (const use of uses[number]!) takeUse(memory, use, place, isNegated[number]!);
  }
}

function standsAsWord(text: string, start: number, end: number, isStem: boolean): boolean {
  const { kinds } = foldTable();
  if (start > 0 && kinds[text.charCodeAt(start - 1)] === KIND.word) return false;
  return isStem || end === text.length || kinds[text.charCodeAt(end)] !== KIND.word;
}

function wordEnd(text: string, from: number): number {
  const { kinds } = foldTable();
  let end = from;
  while (end < text.length && kinds[text.charCodeAt(end)] === KIND.word) end++;
  return end;
}

function takeUse(memory: Memory, use: Use, place: Place, isNegated: boolean): void {
  const { denials } = memory;
  if (use.role === 'negator') denials.negator(place);
  else if (use.role === 'exception') denials.exception(place);
  else if (use.role === 'break') denials.clauseFrom(place.end);
  else if (use.previous < 0 || follows(memory, use, place)) {
    const after = use.previous < 0 ? 0 : memory.ends[use.previous]!;
    if (use.role !== 'cue' || isNegated || !denials.isDenied(place, after)) keep(memory, use, place);
  }
}

/** Whether the part before stands in the same sentence, no further away than the gap. */
function follows({ starts, ends, words, sentence }: Memory, { previous, gap }: Use, { start, firstWord, isWord }: Place): boolean {
  const end = ends[previous]!;
  if (end < 0 || end > start || starts[previous]! < sentence) return false;
  const word = words[previous]!;
  return (isWord && word >= 0 ? firstWord - word - 1 : start - end) <= gap;
}

function keep(memory: Memory, { entry, role, previous, slot }: Use, { start, end, lastWord, isWord }: Place): void {
  const from = previous < 0 ? start : memory.starts[previous]!;
  if (slot < 0) {
    const { label } = memory.lexicon.entries[entry]!;
    (role === 'praise' ? memory.praise : memory.hits).push({ label, entry, start: from, end });
    return;
  }
  memory.starts[slot] = from;
  memory.ends[slot] = end;
  memory.words[slot] = isWord ? lastWord : -1;
}

/** Hits that no praise of their label covers; both come in order of their ends. */
function withoutPraise({ hits, praise }: Memory): Hit[] {
  if (praise.length === 0) return hits;
  let first = 0;
  return hits.filter(({ label, start, end }) => {
    while (first < praise.length && praise[first]!.end < end) first++;
    for (let next = first; next < praise.length && praise[next]!.end <= end + LONGEST_PRAISE; next++)
      if (praise[next]!.start <= start && praise[next]!.label === label) return false;
    return true;
  });
}

/** In order of place; of overlapping hits with one label the longest of those that begin first. */
function distinct(hits: Hit[]): Hit[] {
  if (hits.length < 2) return hits;
  const ends = new Map<number, number>();
  return [...hits]
    .sort((a, b) => a.start - b.start || b.end - a.end || a.entry - b.entry)
    .filter(({ label, start, end }) => {
      if (start < (ends.get(label) ?? 0)) return false;
      ends.set(label, end);
      return true;
    });
}
