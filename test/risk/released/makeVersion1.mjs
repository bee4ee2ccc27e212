// How version1.json came about, with the release that wrote version 1 (0.1.0): node makeVersion1.mjs path/to/dist/esm path/to/datasets/demo
// Three members trained on the bundled company, cut down to a few trees and terms so that the file stays small; `margins` are those of
// the release for the rows that test/risk/released.test.ts makes of the file itself.
import { pathToFileURL } from 'node:url';

const [dist, data] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(`${dist}/${path}`).href);
const { readHistory } = await load('node/index.js');
const { trainRisk } = await load('risk/index.js');
const { modelId } = await load('risk/modelId.js');
const { predictMargin } = await load('learn/index.js');

const { history } = await readHistory(data);
const trained = async (learner) => (await trainRisk(history, { learners: [learner], seeds: 1 })).model;
const boosting = await trained('boosting_7');
const [logistic, one] = [await trained('logistic'), await trained('gap_surprise')];

/** A member over the columns it still uses. */
function cut(member, names, parts) {
  const features = member.features.filter(({ name }) => names.has(name));
  const place = new Map(features.map(({ name }, at) => [name, at]));
  const moved = (feature) => place.get(member.features[feature].name);
  return { ...member, features, ...parts(moved) };
}

const [trees] = boosting.model.members;
const kept = trees.trees.filter((tree, at) => at < 10 || tree.leftCategories.length > 0).slice(0, 13);
const treeNames = new Set(kept.flatMap((tree) => tree.feature.filter((f) => f >= 0).map((f) => trees.features[f].name)));
const [linear] = logistic.model.members;
const numbers = linear.numbers.filter((_, at) => at % 16 === 0);
const categories = linear.categories.slice(0, 1);
const linearNames = new Set([...numbers, ...categories].map(({ feature }) => linear.features[feature].name));
const members = [
  cut(trees, treeNames, (moved) => ({
    trees: kept.map((tree) => ({ ...tree, feature: tree.feature.map((f) => (f < 0 ? -1 : moved(f))) })),
  })),
  cut(linear, linearNames, (moved) => {
    const terms = (list) => list.map((term) => ({ ...term, feature: moved(term.feature) }));
    return { numbers: terms(numbers), categories: terms(categories) };
  }),
  one.model.members[0],
];
const used = new Set(members.flatMap((member) => (member.curve ?? member).features.map(({ name }) => name)));
const { id: _, ...file } = boosting;
const features = [...boosting.model.features, ...logistic.model.features].filter(
  ({ id: name }, at, all) => used.has(name) && all.findIndex(({ id }) => id === name) === at,
);
const reference = { ...file.card.reference, features: file.card.reference.features.filter(({ id: name }) => used.has(name)) };
const content = { ...file, model: { ...file.model, features, members }, card: { ...file.card, reference } };
const model = { ...content, id: await modelId(content) };

const edges = new Map(reference.features.map(({ id: name, edges: values }) => [name, values]));
const matrix = {
  length: 12,
  features: features.map(({ id: name, levels }) => {
    const value = (row) => (levels ? row % (levels.length + 1) : (edges.get(name)?.[row] ?? Number.NaN));
    const values = Float64Array.from({ length: 12 }, (__, row) => value(row));
    return levels ? { name, values, categories: levels.length } : { name, values };
  }),
};
const margins = members.map((member) => Array.from(predictMargin(member, matrix)));
process.stdout.write(`${JSON.stringify({ margins, model })}\n`);
