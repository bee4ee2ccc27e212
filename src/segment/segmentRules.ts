import { ensure } from '../core/errors.js';
import type { Text } from '../core/text.js';

/** Lowest and highest score, both included. */
export type ScoreRange = readonly [lowest: number, highest: number];

/** One named segment: the scores it takes. A score left out may be anything. */
export interface SegmentRule {
  /** What stands in `rfm_segment`. */
  readonly id: string;
  readonly title?: Text;
  readonly r?: ScoreRange;
  readonly f?: ScoreRange;
  readonly m?: ScoreRange;
}

/** What no rule takes. */
export const OTHERS = 'others';

/** What is odd about a table of rules. None of it is an error: the first match wins, and what is left is `others`. */
export interface RuleReport {
  /** Pairs of rules that both take some score triple; the earlier gets it. */
  readonly overlaps: readonly { readonly first: string; readonly second: string; readonly cells: number; readonly example: string }[];
  /** Score triples that no rule takes. */
  readonly gaps: { readonly cells: number; readonly examples: readonly string[] };
  /** Rules that can never win, because earlier ones take all they would. */
  readonly unreachable: readonly string[];
}

/** A checked table of rules, ready to be looked up. */
export interface RuleTable {
  readonly rules: readonly SegmentRule[];
  readonly bins: number;
  readonly report: RuleReport;
  /** Position of the winning rule by triple; `rules.length` for none. */
  readonly winner: Int32Array;
}

const SHOWN = 5;
const DIMENSIONS = ['r', 'f', 'm'] as const;

/**
 * Checks a table of segment rules: refuses what cannot be meant, reports what may not be.
 *
 * @param rules - the first that matches wins
 * @param bins - scores run from 1 to this
 * @throws HoldfastError `bad-parameter` for an empty table, an id given twice or empty, or a range outside 1 … bins or upside down
 * @remarks O(rules² · bins³).
 * @example
 * ```ts
 * const { report } = checkSegmentRules([{ id: 'good', r: [3, 5] }, { id: 'best', r: [5, 5], m: [5, 5] }], 5);
 * report.unreachable; // => ['best']
 * [report.overlaps.length, report.gaps.cells]; // => [1, 50]
 * ```
 */
export function checkSegmentRules(rules: readonly SegmentRule[], bins: number): RuleTable {
  ensure(rules.length > 0, 'bad-parameter', () => ({ en: 'The table of segment rules is empty.', zh: '分群规则表为空。' }));
  const seen = new Set<string>();
  for (const rule of rules) checkRule(rule, bins, seen);
  const cells = triples(bins);
  const winner = Int32Array.from(cells, (cell) => {
    const first = rules.findIndex((rule) => takes(rule, cell));
    return first < 0 ? rules.length : first;
  });
  return { rules, bins, winner, report: reportOf(rules, cells, winner) };
}

type Triple = readonly [r: number, f: number, m: number];

function triples(bins: number): Triple[] {
  const scores = Array.from({ length: bins }, (_, at) => at + 1);
  return scores.flatMap((r) => scores.flatMap((f) => scores.map((m): Triple => [r, f, m])));
}

function takes(rule: SegmentRule, cell: Triple): boolean {
  return DIMENSIONS.every((name, place) => {
    const range = rule[name];
    return range === undefined || (cell[place]! >= range[0] && cell[place]! <= range[1]);
  });
}

function checkRule(rule: SegmentRule, bins: number, seen: Set<string>): void {
  ensure(rule.id !== '' && !seen.has(rule.id), 'bad-parameter', () => ({
    en: `Segment rule "${rule.id}": every rule needs a name of its own.`,
    zh: `分群规则“${rule.id}”：每条规则都须有自己的名称。`,
  }));
  seen.add(rule.id);
  for (const name of DIMENSIONS) {
    const [low, high] = rule[name] ?? [1, bins];
    const fits = Number.isInteger(low) && Number.isInteger(high) && low >= 1 && low <= high && high <= bins;
    ensure(fits, 'bad-parameter', () => ({
      en: `Segment rule "${rule.id}": ${name} must be [lowest, highest] within 1 to ${bins}, got [${low}, ${high}].`,
      zh: `分群规则“${rule.id}”：${name} 应为 1 到 ${bins} 之间的 [最低，最高]，收到 [${low}, ${high}]。`,
    }));
  }
}

function reportOf(rules: readonly SegmentRule[], cells: readonly Triple[], winner: Int32Array): RuleReport {
  const overlaps = rules.flatMap((first, at) =>
    rules.slice(at + 1).flatMap((second) => {
      const both = cells.filter((cell) => takes(first, cell) && takes(second, cell));
      return both.length === 0 ? [] : [{ first: first.id, second: second.id, cells: both.length, example: both[0]!.join('-') }];
    }),
  );
  const free = cells.filter((_, at) => winner[at] === rules.length).map((cell) => cell.join('-'));
  return {
    overlaps,
    gaps: { cells: free.length, examples: free.slice(0, SHOWN) },
    unreachable: rules.filter((_, at) => !winner.includes(at)).map(({ id }) => id),
  };
}

/** Codes of the winning rule by row (1-based, `rules.length + 1` for others), from scores by row. */
export function segmentCodes(table: RuleTable, r: Int32Array, f: Int32Array, m: Int32Array): Int32Array {
  const { bins, winner } = table;
  const codes = new Int32Array(r.length);
  for (let row = 0; row < codes.length; row++) codes[row] = winner[((r[row]! - 1) * bins + f[row]! - 1) * bins + m[row]! - 1]! + 1;
  return codes;
}
