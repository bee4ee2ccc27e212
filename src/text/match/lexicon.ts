import { foldTable, KIND } from '../foldTable.js';
import { type Automaton, buildAutomaton } from './automaton.js';
import { type Literal, parsePattern } from './pattern.js';

/**
 * What a pattern of a lexicon does. A `cue` is what is looked for; a `negator` before it takes it back, unless an `exception` covers the
 * negator or a `break` lies between; `praise`, or another use of the same words, takes back the cues of its label that it covers.
 * A `name` is a cue that nothing denies.
 */
export type Role = 'cue' | 'name' | 'negator' | 'exception' | 'break' | 'praise';

/** One pattern; cues that carry the same label and overlap count once, the longest. */
export interface Entry {
  readonly pattern: string;
  readonly role: Role;
  /** Whole number from 0; what the cue is found as. */
  readonly label: number;
}

/** One place in a pattern where a literal may stand. */
export interface Use {
  readonly entry: number;
  readonly role: Role;
  /** Where the last part of the pattern is kept while the next is awaited; -1 of a first part. */
  readonly previous: number;
  /** Where this part is kept; -1 of a last part. */
  readonly slot: number;
  readonly gap: number;
}

/** Patterns ready to be looked for. */
export interface Lexicon {
  readonly entries: readonly Entry[];
  /** One for literals of ideographs, one for words: a text is fed to each by its kind of character. */
  readonly ideographs: Automaton;
  readonly words: Automaton;
  /** Class of each raw code unit in the automaton it is fed to, folded on the way. */
  readonly classes: Uint16Array;
  readonly literals: readonly Literal[];
  readonly spaces: Uint8Array;
  /** Literals that begin with a negator themselves, and are not taken back by another. */
  readonly isNegated: readonly boolean[];
  readonly uses: readonly (readonly Use[])[];
  /** How many parts wait for a next one. */
  readonly slotCount: number;
}

/** Longest literal that a scan keeps the places of. */
export const LONGEST_LITERAL = 64;

/** Makes one automaton of all patterns. O(characters × classes); done once for each list. */
export function compileLexicon(entries: readonly Entry[]): Lexicon {
  const numberOf = new Map<string, number>();
  const literals: Literal[] = [];
  const uses: Use[][] = [];
  let slotCount = 0;
  for (const [entry, { pattern, role }] of entries.entries()) {
    const parts = parsePattern(pattern);
    for (const [position, { literals: choices, gap }] of parts.entries()) {
      const isLast = position === parts.length - 1;
      const use: Use = { entry, role, previous: position === 0 ? -1 : slotCount - 1, slot: isLast ? -1 : slotCount++, gap };
      for (const literal of choices) {
        const key = `${literal.text}${literal.isStem ? '*' : ''}`;
        let number = numberOf.get(key);
        if (number === undefined) {
          number = literals.length;
          numberOf.set(key, number);
          literals.push(literal);
          uses.push([]);
        }
        uses[number]!.push(use);
      }
    }
  }
  const ideographs = buildAutomaton(literals.map(({ text, isWord }) => (isWord ? '' : text)));
  const latin = buildAutomaton(literals.map(({ text, isWord }) => (isWord ? text : '')));
  const negators = entries.filter(({ role }) => role === 'negator').flatMap(({ pattern }) => parsePattern(pattern)[0]?.literals ?? []);
  return {
    entries,
    ideographs,
    words: latin,
    classes: rawClasses(ideographs, latin),
    literals,
    spaces: Uint8Array.from(literals, ({ text }) => text.split(' ').length - 1),
    isNegated: literals.map(({ text }) => negators.some((negator) => beginsWith(text, negator))),
    uses,
    slotCount,
  };
}

function beginsWith(text: string, negator: Literal): boolean {
  return text.startsWith(negator.text) && (!negator.isWord || text.length === negator.text.length || text[negator.text.length] === ' ');
}

function rawClasses(ideographs: Automaton, words: Automaton): Uint16Array {
  const { codes, kinds } = foldTable();
  return codes.map((code, raw) => (kinds[raw] === KIND.ideograph ? ideographs : words).classOf.get(code) ?? 0);
}
