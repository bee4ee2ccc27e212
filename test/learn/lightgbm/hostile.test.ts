import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributions, fromLightGbm, predictMargin, toLightGbm } from '../../../src/learn/index.js';
import { FEATURES, randomMatrix, randomTree } from '../explain/randomTrees.js';

const text = toLightGbm({ kind: 'boosting', features: FEATURES, base: 0.5, trees: [1, 2, 3].map((seed) => randomTree(seed, 4)) });
const matrix = randomMatrix(5, 20);

/** The text with the first line of a key replaced, in its tree number 1 where the key is one of a tree. */
const withLine = (key: string, value: string): string => text.replace(new RegExp(`^${key}=.+$`, 'm'), `${key}=${value}`);

function refusal(given: string): { code?: unknown; message: string; milliseconds: number } {
  const start = performance.now();
  try {
    fromLightGbm(given);
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    return { code, message, milliseconds: performance.now() - start };
  }
  return { message: 'it was read', milliseconds: performance.now() - start };
}

const leaves = text.match(/^num_leaves=(?!1$)(\d+)$/m)![1]!;
const inTree = (key: string, change: (values: string[]) => string[]): string =>
  text.replace(
    new RegExp(`(num_leaves=${leaves}\\n[^]*?\\n${key}=)([^\\n]*)`),
    (_, before: string, values: string) => before + change(values.split(' ')).join(' '),
  );

describe('a hostile text', () => {
  it.each([
    ['nothing', ''],
    ['a page of the web', '<!doctype html>'],
    ['half a model', text.slice(0, text.length / 2)],
    ['a billion features', withLine('max_feature_idx', '999999999')],
    ['a negative count of features', withLine('max_feature_idx', '-2')],
    ['a billion leaves', text.replace(`num_leaves=${leaves}`, 'num_leaves=1000000000')],
    ['leaves that are not a number', text.replace(`num_leaves=${leaves}`, 'num_leaves=NaN')],
    ['a hexadecimal count', text.replace(`num_leaves=${leaves}`, 'num_leaves=0x5')],
    ['a node that is its own child', inTree('left_child', (values) => ['0', ...values.slice(1)])],
    ['a cycle', inTree('left_child', (values) => [values[0]!, '0', ...values.slice(2)])],
    ['a child beyond the nodes', inTree('right_child', (values) => ['99', ...values.slice(1)])],
    ['a leaf beyond the leaves', inTree('right_child', (values) => ['-99', ...values.slice(1)])],
    ['two parents of one leaf', inTree('right_child', (values) => values.map(() => '-1'))],
    ['a negative feature', inTree('split_feature', (values) => ['-1', ...values.slice(1)])],
    ['a feature beyond the columns', inTree('split_feature', (values) => ['5', ...values.slice(1)])],
    ['a threshold that is not a number', inTree('threshold', (values) => ['nan', ...values.slice(1)])],
    ['an infinite leaf', inTree('leaf_value', (values) => ['inf', ...values.slice(1)])],
    ['a leaf too large to add up', inTree('leaf_value', (values) => ['1e300', ...values.slice(1)])],
    ['a value too many', inTree('leaf_value', (values) => [...values, '1'])],
    ['an unknown kind of missing value', inTree('decision_type', (values) => ['14', ...values.slice(1)])],
    ['a list of categories that is not there', inTree('threshold', (values) => values.map(() => '7'))],
    ['bounds of lists that fall', withLine('cat_boundaries', '0 5 2')],
    ['a billion words of categories', withLine('cat_boundaries', '0 1000000000')],
    ['two features of one name', withLine('feature_names', 'a a c d branch')],
    ['a header key twice', text.replace('num_class=1', 'num_class=1\nnum_class=1')],
    ['several classes', withLine('num_class', '3')],
    ['a sigmoid of 0', withLine('objective', 'binary sigmoid:0')],
    ['a category of 10 digits', withLine('feature_infos', 'none none none none 0:9999999999')],
  ])('with %s is refused with a sentence', (_, given) => {
    expect(given).not.toBe(text);
    expect(refusal(given)).toMatchObject({ code: 'bad-model', message: expect.stringContaining('this LightGBM text cannot be read') });
  });

  it('of 100 MB, or of 20 MB of line ends, trees, spaces or colons takes but a moment', () => {
    const fill = (piece: string, megabytes: number): string => piece.repeat((megabytes * 1_000_000) / piece.length);
    const given = [
      fill('x', 100),
      `tree\n${fill('\n', 20)}`,
      `tree\n${fill('Tree=0\n', 20)}`,
      withLine('feature_names', fill(' ', 20)),
      inTree('leaf_value', () => [fill('1 ', 20)]),
      withLine('feature_infos', `none none none none ${fill('9:', 20)}`),
      text.replace('num_class=1\n', `num_class=1\n${fill('k=1\n', 20)}`),
    ];
    const found = given.map(refusal);
    // A long list of categories and lines that mean nothing are passed over.
    expect(found.map(({ code }) => code)).toEqual([...new Array<string>(5).fill('bad-model'), undefined, undefined]);
    for (const { milliseconds } of found) expect(milliseconds).toBeLessThan(5000);
  });

  it('may part what is missing from all that is not, by an infinite threshold', () => {
    const lines = ['tree', 'num_class=1', 'num_tree_per_iteration=1', 'max_feature_idx=0', 'feature_names=a', 'Tree=0', 'num_leaves=2'];
    const tree = [
      'split_feature=0',
      'threshold=inf',
      'decision_type=8',
      'left_child=-1',
      'right_child=-2',
      'leaf_value=-1 2',
      'leaf_count=9 1',
    ];
    const model = fromLightGbm([...lines, ...tree, 'end of trees'].join('\n'));
    const values = Float64Array.of(-1e308, 0, 1e308, Number.NaN);
    expect([...predictMargin(model, { length: 4, features: [{ name: 'a', values }] })]).toEqual([-1, -1, -1, 2]);
  });

  it('with names of the prototype neither pollutes nor confuses', () => {
    const model = fromLightGbm(withLine('feature_names', '__proto__ constructor toString hasOwnProperty branch'));
    expect(model.features.map(({ name }) => name)).toEqual(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'branch']);
    fromLightGbm(text.replace('num_class=1', '__proto__=1\nconstructor=1\nnum_class=1'));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const renamed = { ...matrix, features: matrix.features.map((feature, at) => ({ ...feature, name: model.features[at]!.name })) };
    expect(predictMargin(model, renamed)).toEqual(predictMargin(fromLightGbm(text), matrix));
  });

  it('after any change of any piece either is refused, or scores and explains with finite numbers', () => {
    const pieces = text.split(/([ \n=])/);
    const piece = fc.oneof(
      fc.constantFrom(
        '',
        '-1',
        '0',
        '1',
        '2',
        '3',
        '15',
        '99',
        '1e9',
        '1e400',
        'nan',
        '4294967295',
        '\n',
        'Tree=9',
        'end of trees',
        '__proto__',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.nat(pieces.length - 1), piece, (at, value) => {
        let model: ReturnType<typeof fromLightGbm>;
        try {
          model = fromLightGbm(pieces.with(at, value).join(''));
        } catch (error) {
          expect((error as { code?: unknown }).code).toBe('bad-model');
          return;
        }
        const columns = new Map(matrix.features.map((feature, f) => [model.features[f]?.name, feature]));
        if (model.features.length !== columns.size) return;
        const renamed = { length: matrix.length, features: model.features.map(({ name }) => ({ ...columns.get(name)!, name })) };
        for (const margin of predictMargin(model, renamed)) expect(Number.isFinite(margin)).toBe(true);
        for (const value of contributions(model, renamed).values) expect(Number.isFinite(value)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
