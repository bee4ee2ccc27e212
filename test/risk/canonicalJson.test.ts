import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../src/risk/canonicalJson.js';
import { modelId } from '../../src/risk/modelId.js';

it('gives the same text whatever the order of the keys', () => {
  expect(canonicalJson({ b: 1, a: { d: [1, 'x', null], c: true } })).toBe('{"a":{"c":true,"d":[1,"x",null]},"b":1}');
  expect(canonicalJson({ a: { c: true, d: [1, 'x', null] }, b: 1 })).toBe('{"a":{"c":true,"d":[1,"x",null]},"b":1}');
});

it('is read back by JSON.parse as the value it was made from', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('refuses what JSON cannot hold instead of writing null', () => {
  expect(() => canonicalJson({ rate: Number.NaN })).toThrow('NaN cannot be written as JSON');
  expect(() => canonicalJson([() => 1])).toThrow('a function cannot be written');
});

it('names a model by the first 16 hex digits of the SHA-256 of that text', async () => {
  // printf '{"a":1}' | sha256sum
  expect(await modelId({ a: 1 })).toBe('015abd7f5cc57a2d');
});
