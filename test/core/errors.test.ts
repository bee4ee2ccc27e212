import { describe, expect, test } from 'vitest';
import { EXIT_CODES, ensure, errorCodeOf, HoldfastError } from '../../src/core/errors.js';
import { throwIfAborted } from '../../src/core/run.js';

describe('HoldfastError', () => {
  test('carries its code and the sentence in both languages; message is the English one', () => {
    const error = new HoldfastError('no-rows', { en: 'nothing here', zh: '这里没有数据' });
    expect([error.code, error.message, error.text.zh, error.name]).toEqual(['no-rows', 'nothing here', '这里没有数据', 'HoldfastError']);
    expect(error).toBeInstanceOf(Error);
  });

  test('one text serves both languages when it has no words to translate', () => {
    expect(new HoldfastError('usage', 'x').text).toEqual({ en: 'x', zh: 'x' });
  });
});

describe('ensure', () => {
  test('passes in silence and does not build the sentence', () => {
    expect(() =>
      ensure(true, 'bad-parameter', () => {
        throw new Error('the sentence was built');
      }),
    ).not.toThrow();
  });

  test('throws with the code and the sentence', () => {
    expect(() => ensure(false, 'bad-parameter', () => 'size must be > 0, got -1')).toThrow('size must be > 0, got -1');
  });
});

describe('errorCodeOf', () => {
  test('reads the code of an error of the other build (no instanceof)', () => {
    expect(errorCodeOf({ code: 'bad-date' })).toBe('bad-date');
  });

  test.each([[new Error('x')], [{ code: 'ENOENT' }], [{ code: 7 }], [{ code: 'toString' }], [null], [undefined], ['text']])(
    'calls %o internal',
    (thrown) => {
      expect(errorCodeOf(thrown)).toBe('internal');
    },
  );
});

test('every code has an exit code that the command line documents', () => {
  expect(new Set(Object.values(EXIT_CODES))).toEqual(new Set([1, 2, 3, 130]));
  expect(EXIT_CODES.internal).toBe(1);
  expect(EXIT_CODES['too-many-rejected']).toBe(3);
  expect(EXIT_CODES.aborted).toBe(130);
});

test('throwIfAborted throws aborted only once the signal has fired', () => {
  const controller = new AbortController();
  throwIfAborted(undefined);
  throwIfAborted(controller.signal);
  controller.abort();
  expect(() => throwIfAborted(controller.signal)).toThrow('Interrupted; nothing was changed.');
});
