import { ensure } from '../../core/errors.js';
import { normaliseText } from '../normaliseText.js';

/** Rows to learn from and rows to be told, which the former do not know. */
export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

const FOLDS = 5;

/** Five folds by text, so that a text seen twice is never on both sides. */
export function foldsByText(texts: readonly string[]): readonly Fold[] {
  const foldOf = texts.map((text) => hash(normaliseText(text)) % FOLDS);
  return Array.from({ length: FOLDS }, (_, fold) => splitBy(foldOf.map((own) => (own === fold ? 'test' : 'train'))));
}

/** Forward in time: four blocks, each told by all that is strictly earlier; the first fifth is only learnt from. */
export function foldsForward(days: ArrayLike<number>): readonly Fold[] {
  const sorted = Array.from(days).sort((a, b) => a - b);
  const edges = Array.from({ length: FOLDS + 1 }, (_, fold) =>
    fold === FOLDS ? Number.POSITIVE_INFINITY : sorted[Math.floor((fold * sorted.length) / FOLDS)]!,
  );
  ensure(
    edges.slice(1, FOLDS).every((edge, place) => edge > edges[place]!),
    'bad-parameter',
    () => ({
      en: `"days" has too few different days to test forward in time; leave it out to test by text`,
      zh: 'days 中不同的日期太少，无法按时间向前检验；请省略该项，改为按文本检验',
    }),
  );
  return Array.from({ length: FOLDS - 1 }, (_, fold) =>
    splitBy(Array.from(days, (day) => (day < edges[fold + 1]! ? 'train' : day < edges[fold + 2]! ? 'test' : 'none'))),
  );
}

function splitBy(sides: readonly ('train' | 'test' | 'none')[]): Fold {
  const of = (side: string): number[] => sides.flatMap((own, row) => (own === side ? [row] : []));
  return { train: of('train'), test: of('test') };
}

function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  return (bits ^ (bits >>> 13)) >>> 0;
}
