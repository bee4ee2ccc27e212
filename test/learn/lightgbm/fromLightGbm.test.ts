import { describe, expect, it } from 'vitest';
import { type BoostingModel, contributions, fromLightGbm, predictMargin, type Tree } from '../../../src/learn/index.js';
import { learnerModelSchema } from '../../../src/learn/learnerModelSchema.js';
import { type Answers, matrixOf, readOracle } from './oracle.js';

interface Written {
  readonly rows: readonly (readonly (number | null)[])[];
  readonly cases: readonly (Answers & { readonly name: string })[];
  /** Several classes, linear leaves, a mean instead of a probability. */
  readonly refused: readonly string[];
}

/** Made by test/oracle/learn/lightgbm_text.py. */
const oracle = readOracle<Written>('lightgbm_text.json');

describe.each(oracle.cases)('a model of LightGBM 4.7, $name', ({ text, margin, probability, contributions: given }) => {
  const model = fromLightGbm(text);
  const matrix = matrixOf(oracle.rows, model.features);

  it('gives its margins to 1e-12', () => {
    const margins = predictMargin(model, matrix);
    for (const [row, p] of probability.entries()) expect(Math.abs(1 / (1 + Math.exp(-margins[row]!)) - p)).toBeLessThan(1e-12);
    // LightGBM's raw score is the log-odds divided by its sigmoid.
    const unit = text.includes('sigmoid:2') ? 2 : 1;
    for (const [row, value] of margin.entries()) expect(Math.abs(margins[row]! - unit * value)).toBeLessThan(1e-12);
  });

  it('gives its contributions to 1e-12', () => {
    const { base, features, values } = contributions(model, matrix);
    const unit = text.includes('sigmoid:2') ? 2 : 1;
    for (const [row, own] of given.entries()) {
      expect(Math.abs(base - unit * own.at(-1)!)).toBeLessThan(1e-12);
      for (const [at, value] of own.slice(0, -1).entries())
        expect(Math.abs(values[row * features.length + at]! - unit * value)).toBeLessThan(1e-12);
    }
  });

  it('can be kept as JSON and read again', () => {
    expect(learnerModelSchema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
  });
});

it.each(['several classes', 'linear models', 'no log-odds'])('refuses what tells %s', (words) => {
  const sentences = oracle.refused.map((text) => {
    try {
      fromLightGbm(text);
    } catch (error) {
      return String(error);
    }
    return 'read';
  });
  expect(sentences).toContainEqual(expect.stringContaining(words));
});

interface Telco {
  readonly features: readonly string[];
  readonly rows: readonly (readonly number[])[];
  readonly raw_score: readonly number[];
  readonly contrib: readonly (readonly number[])[];
  readonly model: { readonly tree_info: readonly { readonly tree_structure: DumpedNode }[] };
}

/** A node of `Booster.dump_model`. */
interface DumpedNode {
  readonly split_feature?: number;
  readonly threshold: number;
  readonly internal_count: number;
  readonly left_child: DumpedNode;
  readonly right_child: DumpedNode;
  readonly leaf_value: number;
  readonly leaf_count: number;
}

function treeOf(root: DumpedNode): Tree {
  const nodes: DumpedNode[] = [];
  const collect = (node: DumpedNode): void => {
    nodes.push(node);
    if (node.split_feature === undefined) return;
    collect(node.left_child);
    collect(node.right_child);
  };
  collect(root);
  const inner = ({ split_feature }: DumpedNode): boolean => split_feature !== undefined;
  return {
    feature: nodes.map((node) => node.split_feature ?? -1),
    threshold: nodes.map((node) => (inner(node) ? node.threshold : 0)),
    left: nodes.map((node) => (inner(node) ? nodes.indexOf(node.left_child) : 0)),
    right: nodes.map((node) => (inner(node) ? nodes.indexOf(node.right_child) : 0)),
    missingLeft: nodes.map(() => 0),
    value: nodes.map((node) => (inner(node) ? 0 : node.leaf_value)),
    cover: nodes.map((node) => (inner(node) ? node.internal_count : node.leaf_count)),
    gain: nodes.map(() => 0),
    leftCategories: [],
  };
}

it('explains the model of IBM Telco as LightGBM 4.7 and shap 0.51 do, to 1e-12', () => {
  const telco = readOracle<Telco>('treeshap_telco.json');
  const features = telco.features.map((name) => ({ name }));
  const model: BoostingModel = {
    kind: 'boosting',
    features,
    base: 0,
    trees: telco.model.tree_info.map((info) => treeOf(info.tree_structure)),
  };
  const matrix = matrixOf(telco.rows, features);
  const margins = predictMargin(model, matrix);
  const { base, values } = contributions(model, matrix);
  for (const [row, own] of telco.contrib.entries()) {
    expect(Math.abs(margins[row]! - telco.raw_score[row]!)).toBeLessThan(1e-12);
    expect(Math.abs(base - own[5]!)).toBeLessThan(1e-12);
    for (let f = 0; f < 5; f++) expect(Math.abs(values[5 * row + f]! - own[f]!)).toBeLessThan(1e-12);
  }
});
