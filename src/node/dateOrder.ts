import { HoldfastError } from '../core/errors.js';
import { type DateOrder, parseOrdered, possibleOrders } from './dateText.js';

/** What the cells of one column say about the order of day, month and year. */
export interface OrderEvidence {
  add(text: string, file: string, line: number): void;
  /** The one order left. Errors `ambiguous-date` when there are several that matter, or none. */
  settle(place: { readonly table: string; readonly column: string; readonly header: string }): DateOrder;
}

interface Witness {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

export function orderEvidence(timeZone: string): OrderEvidence {
  let left: readonly DateOrder[] = ORDERS;
  let decisive: Witness | undefined;
  let conflict: Witness | undefined;
  let example: Witness | undefined;
  const differing = new Set<string>();

  return {
    add(text, file, line) {
      const possible = possibleOrders(text, timeZone);
      if (possible.length === 0 || conflict) return;
      const witness = { text, file, line };
      const remaining = left.filter((order) => possible.includes(order));
      if (remaining.length === 0) conflict = witness;
      else if (remaining.length < left.length && possible.length === 1) decisive = witness;
      if (remaining.length > 0) left = remaining;
      if (possible.length === 1) return;
      for (const pair of pairs(possible))
        if (parseOrdered(text, timeZone, pair[0]) !== parseOrdered(text, timeZone, pair[1])) differing.add(pair.join());
      example ??= witness;
    },
    settle(place) {
      if (conflict)
        throw refusal(place, {
          en: mixedText('en', decisive ?? example ?? conflict, conflict),
          zh: mixedText('zh', decisive ?? example ?? conflict, conflict),
        });
      if (pairs(left).some((pair) => differing.has(pair.join()))) {
        const text = example?.text ?? '';
        throw refusal(place, {
          en: `dates such as ${text} can be read day first or month first, and no value of the column settles it`,
          zh: `${text} 这样的日期可以理解为日在前或月在前，该列没有能够判定的取值`,
        });
      }
      return left[0]!;
    },
  };
}

function pairs(orders: readonly DateOrder[]): readonly (readonly [DateOrder, DateOrder])[] {
  return orders.flatMap((first, index) => orders.slice(index + 1).map((second) => [first, second] as const));
}

function mixedText(lang: 'en' | 'zh', first: Witness, second: Witness): string {
  if (lang === 'zh') return `同一列的日期写法次序不一：第 ${first.line} 行为 ${first.text}，第 ${second.line} 行为 ${second.text}`;
  return `dates are written in different orders: ${first.text} on line ${first.line}, ${second.text} on line ${second.line}`;
}

function refusal(
  { table, column, header }: { readonly table: string; readonly column: string; readonly header: string },
  why: { readonly en: string; readonly zh: string },
): HoldfastError {
  const rule = `{ "${table}": { "${column}": { "column": "${header}", "format": "d/M/yyyy" } } }`;
  return new HoldfastError('ambiguous-date', {
    en: `${table}, column "${header}": ${why.en}; name the format in a mapping file, for example ${rule} (or "M/d/yyyy")`,
    zh: `${table} 的“${header}”列：${why.zh}；请在映射文件中写明格式，例如 ${rule}（或 "M/d/yyyy"）`,
  });
}
