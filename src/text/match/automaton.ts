import { ensure } from '../../core/errors.js';

const MOST_STATES = 65_535;

/** An Aho–Corasick automaton over classes of characters; class 0 is every character of no literal. */
export interface Automaton {
  readonly classCount: number;
  /** Class of a normalised code unit; of those not here 0. */
  readonly classOf: ReadonlyMap<number, number>;
  /** Next state by `state * classCount + class`. */
  readonly next: Uint16Array;
  /** Literals that end in a state: `found[foundFrom[state]]` to before `found[foundFrom[state + 1]]`, longest first. */
  readonly foundFrom: Int32Array;
  readonly found: Int32Array;
}

/**
 * Automaton that finds all literals in one pass.
 *
 * @param literals - distinct but for empty ones, which are never found; of normalised characters; found by their places
 * @remarks Aho & Corasick 1975, as a full table: O(states × classes) to build, one look-up a character to run, whatever the text.
 */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const classOf = classesOf(literals);
  const classCount = classOf.size + 1;
  const { next, own } = trieOf(literals, classOf, classCount);
  const fallback = new Int32Array(own.length);
  const found: (readonly number[])[] = [...own];
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head]!;
    const row = state * classCount;
    const backRow = fallback[state]! * classCount;
    for (let letter = 1; letter < classCount; letter++) {
      const child = next[row + letter]!;
      const back = state === 0 ? 0 : next[backRow + letter]!;
      if (child === 0) next[row + letter] = back;
      else {
        fallback[child] = back;
        if (found[back]!.length > 0) found[child] = [...own[child]!, ...found[back]!];
        queue.push(child);
      }
    }
  }
  const foundFrom = new Int32Array(found.length + 1);
  for (const [state, list] of found.entries()) foundFrom[state + 1] = foundFrom[state]! + list.length;
  return { classCount, classOf, next, foundFrom, found: Int32Array.from(found.flat()) };
}

/** Classes from 1 in order of code unit, so that letters lie side by side. */
function classesOf(literals: readonly string[]): Map<number, number> {
  const codes = new Set<number>();
  for (const literal of literals) for (let at = 0; at < literal.length; at++) codes.add(literal.charCodeAt(at));
  return new Map([...codes].sort((a, b) => a - b).map((code, position) => [code, position + 1]));
}

/** Children by `state * classCount + class`, 0 where there is none; and the literals that end in each state. */
function trieOf(
  literals: readonly string[],
  classOf: ReadonlyMap<number, number>,
  classCount: number,
): { readonly next: Uint16Array; readonly own: readonly (readonly number[])[] } {
  let next = new Uint16Array(1024 * classCount);
  const own: number[][] = [[]];
  for (const [literal, text] of literals.entries()) {
    let state = 0;
    for (let at = 0; at < text.length; at++) {
      const place = state * classCount + classOf.get(text.charCodeAt(at))!;
      if (next[place] === 0) {
        next[place] = own.length;
        own.push([]);
        if (own.length * classCount > next.length) next = doubled(next);
      }
      state = next[place]!;
    }
    if (state !== 0) own[state]!.push(literal);
  }
  ensure(own.length <= MOST_STATES, 'bad-parameter', () => ({
    en: `the word list is too long: ${own.length} states, at most ${MOST_STATES}; give fewer or shorter words`,
    zh: `词表过长：共 ${own.length} 个状态，上限为 ${MOST_STATES}；请减少词条或缩短词条`,
  }));
  return { next: next.slice(0, own.length * classCount), own };
}

function doubled(array: Uint16Array): Uint16Array<ArrayBuffer> {
  const wider = new Uint16Array(array.length * 2);
  wider.set(array);
  return wider;
}
