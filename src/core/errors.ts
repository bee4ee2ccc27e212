import type { Text } from './text.js';

/** Exit code of the command line for each stable error code: 1 internal fault, 2 bad usage or input, 3 too many rejected rows, 130 interrupted. */
export const EXIT_CODES = {
  internal: 1,
  'bad-parameter': 2,
  'length-mismatch': 2,
  'bad-history': 2,
  'bad-date': 2,
  'bad-mapping': 2,
  'bad-model': 2,
  'model-version': 2,
  'unknown-table': 2,
  'unknown-column': 2,
  'missing-table': 2,
  'missing-column': 2,
  'duplicate-column': 2,
  'ambiguous-date': 2,
  'no-file': 2,
  'unreadable-file': 2,
  'empty-file': 2,
  'binary-file': 2,
  'broken-gzip': 2,
  'line-too-long': 2,
  'no-rows': 2,
  'no-customers': 2,
  'too-little-history': 2,
  'too-few-events': 2,
  'no-convergence': 2,
  'write-failed': 2,
  usage: 2,
  'too-many-rejected': 3,
  aborted: 130,
} as const;

/** Stable name of what went wrong; every error of this library carries one. */
export type ErrorCode = keyof typeof EXIT_CODES;

/**
 * An error with a stable `code` and one sentence in English and Chinese saying what is wrong, where, and what to do.
 * Test `error.code`, not `instanceof`: the ESM and the CJS build have classes of their own.
 */
export class HoldfastError extends Error {
  readonly code: ErrorCode;
  /** The same sentence in both languages; `message` is the English one. */
  readonly text: Text;
  constructor(code: ErrorCode, text: Text | string) {
    const both = typeof text === 'string' ? { en: text, zh: text } : text;
    super(both.en);
    this.name = 'HoldfastError';
    this.code = code;
    this.text = both;
  }
}

/** Throws {@link HoldfastError} unless `condition`; the sentence is built only on failure. */
export function ensure(condition: boolean, code: ErrorCode, text: () => Text | string): asserts condition {
  if (!condition) throw new HoldfastError(code, text());
}

/**
 * The stable code of any thrown value; `internal` when it is not one of this library's. `EXIT_CODES` gives the exit code for it.
 *
 * @param error - whatever was caught
 * @example
 * ```ts
 * errorCodeOf(new HoldfastError('no-rows', 'nothing to read')); // => 'no-rows'
 * errorCodeOf(new TypeError('x is not a function')); // => 'internal'
 * ```
 */
export function errorCodeOf(error: unknown): ErrorCode {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && Object.hasOwn(EXIT_CODES, code) ? (code as ErrorCode) : 'internal';
}
