/** Where a literal stands: `[start, end)` in the text, and the number of its first and last word where it is of words. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly firstWord: number;
  readonly lastWord: number;
  readonly isWord: boolean;
}

/** The negators passed lately, and where the clause at hand begins. */
export interface Denials {
  /** Forgets the last text. */
  reset(): void;
  negator(place: Place): void;
  /** Covers negators that deny nothing: `not only`, `不仅`. */
  exception(place: Place): void;
  /** Nothing before `at` denies what follows. */
  clauseFrom(at: number): void;
  /** Whether a negator of the same clause, not before `after`, stands close before the place. */
  isDenied(place: Place, after: number): boolean;
}

/** How far before a cue a negator may stand. */
const CHARACTERS = 4;
const WORDS = 3;
const KEPT = 8;

export function createDenials(): Denials {
  const negators: Place[] = [];
  let exceptionStart = -1;
  let exceptionEnd = -1;
  let clause = 0;
  return {
    reset() {
      negators.length = 0;
      exceptionStart = -1;
      exceptionEnd = -1;
      clause = 0;
    },
    negator(place) {
      if (place.start >= exceptionStart && place.start < exceptionEnd) return;
      negators.push(place);
      if (negators.length > KEPT) negators.shift();
    },
    exception({ start, end }) {
      exceptionStart = start;
      exceptionEnd = end;
      while (negators.length > 0 && negators[negators.length - 1]!.start >= start) negators.pop();
    },
    clauseFrom(at) {
      clause = at;
    },
    isDenied(place, after) {
      for (let last = negators.length - 1; last >= 0; last--) {
        const negator = negators[last]!;
        if (negator.start < clause || negator.start < after) return false;
        if (negator.end <= place.start && isNear(negator, place)) return true;
      }
      return false;
    },
  };
}

function isNear(negator: Place, place: Place): boolean {
  if (negator.isWord && place.isWord) return place.firstWord - negator.firstWord <= WORDS;
  return place.start - negator.start <= CHARACTERS;
}
