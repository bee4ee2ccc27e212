// Word lists on real texts: how fast, and how far they can be trusted. One JSON line a measurement.
//
//   node bench/text.mjs                     speed, then quality on ../shared/data (or HOLDFAST_DATA)
//   node bench/text.mjs --errors 8          the first errors of each class too, as examples to read
//   node bench/text.mjs --only speed        or: zh, en
//
// Speed: megabytes of UTF-8 a CPU second of findCues and complaintCategory together, one text a review and all reviews as one text, at one and
// ten times the size. Quality: precision and recall by class beside the majority guess and a multinomial logistic model on character 1-3-grams,
// cross-validated in five folds by text. en_courier_reviews has no labels of its own: textLabels.json says what one reader found.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.HOLDFAST_DATA ?? new URL('../../shared/data', import.meta.url).pathname },
    dist: { type: 'string', default: new URL('../dist/esm', import.meta.url).pathname },
    errors: { type: 'string', default: '0' },
    only: { type: 'string', default: 'speed,zh,en' },
  },
});
const load = (path) => import(pathToFileURL(join(resolve(options.dist), path)).href);
const { complaintCategory, findCues, leaveIntent } = await load('text/index.js');
const { foldsByText } = await load('text/classifier/folds.js');
const { countsOf, placesOf, vectorsOf, vocabularyOf } = await load('text/classifier/vectors.js');
const { marginsOf, softmaxFit } = await load('text/classifier/softmaxFit.js');

const csv = (path) => parse(gunzipSync(readFileSync(join(options.data, path))), { columns: true, bom: true });
const say = (line) => console.log(JSON.stringify(line));
const round = (number) => (Number.isFinite(number) ? Math.round(number * 1000) / 1000 : null);
const examples = Number(options.errors);

const trustpilot = csv('en_courier_reviews/trustpilot_courier_reviews.csv.gz').map((row) => row['Review text']);
const reddit = csv('en_courier_reviews/reddit_courier_comments.csv.gz').map((row) => row.text_clean);
const aspects = grouped(csv('zh_zhijiang_aspects/Train_labels.csv.gz'));
const reviews = csv('zh_zhijiang_aspects/Train_reviews.csv.gz').map(({ id, Reviews }) => ({
  text: Reviews,
  negative: new Set((aspects.get(id) ?? []).filter(({ Polarities }) => Polarities === '负面').map(({ Categories }) => Categories)),
}));

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.id, [...(groups.get(row.id) ?? []), row]);
  return groups;
}

// Speed

function cpuSeconds(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function filledTo(bytes, texts) {
  const out = [];
  for (let size = 0, at = 0; size < bytes; at++) {
    const text = texts[at % texts.length];
    out.push(text);
    size += Buffer.byteLength(text) + 1;
  }
  return out;
}

function speed(language, texts) {
  for (const megabytes of [1, 10])
    for (const form of ['a text each', 'one text']) {
      const list = filledTo(megabytes * 1e6, texts);
      const read = form === 'one text' ? [list.join('\n')] : list;
      const bytes = read.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      let heard = 0;
      const seconds = [];
      for (let run = 0; run < 4; run++)
        seconds.push(
          cpuSeconds(() => {
            for (const text of read) heard += findCues(text).length + complaintCategory(text).score;
          }),
        );
      const least = Math.min(...seconds.slice(1));
      say({
        bench: 'text speed',
        language,
        form,
        texts: read.length,
        megabytes: round(bytes / 1e6),
        cpu_seconds: round(least),
        megabytes_a_second: round(bytes / 1e6 / least),
        heard: round(heard / 4),
      });
    }
}

// Quality

/** Labels of a model on character grams, each text told by a model of the other folds. */
function gramLabels(texts, labels) {
  const names = [...new Set(labels)].sort();
  const counts = countsOf(texts);
  const given = new Array(texts.length);
  for (const { train, test } of foldsByText(texts)) {
    const vocabulary = vocabularyOf(train.map((row) => counts[row]));
    const place = placesOf(vocabulary);
    const vectors = (rows) =>
      vectorsOf(
        rows.map((row) => counts[row]),
        vocabulary,
        place,
      );
    const classes = Int32Array.from(train, (row) => names.indexOf(labels[row]));
    const { weights, intercepts } = softmaxFit(vectors(train), vocabulary.buckets.length, classes, names.length, 10);
    const told = vectors(test);
    const margins = new Float64Array(names.length);
    for (const [at, row] of test.entries()) {
      marginsOf(told, at, weights, intercepts, names.length, margins);
      given[row] = names[margins.indexOf(Math.max(...margins))];
    }
  }
  return given;
}

/** How often a yes is right, and how many of the true ones get it. */
function agreement(truth, said) {
  const both = truth.filter((is, row) => is && said[row]).length;
  const [is, yes] = [truth, said].map((list) => list.filter(Boolean).length);
  return { texts: is, said: yes, precision: round(both / yes), recall: round(both / is) };
}

function show(source, cls, texts, truth, said, why) {
  const wrong = texts.map((text, row) => ({ text, row })).filter(({ row }) => Boolean(truth[row]) !== Boolean(said[row]));
  for (const { text, row } of wrong.slice(0, examples))
    say({
      bench: 'text error',
      source,
      class: cls,
      kind: said[row] ? 'false' : 'missed',
      heard: why(text),
      text: text.replace(/\s+/g, ' ').slice(0, 160),
    });
}

/** Aspects of cosmetics reviews with a negative opinion, and the causes that would be named in a complaint of the same. */
const ASPECTS = { service_quality: ['物流', '包装'], price: ['价格'], relationship: ['服务'], trust: ['真伪'] };

function chinese() {
  const texts = reviews.map(({ text }) => text);
  const cues = texts.map((text) => findCues(text));
  for (const [cause, names] of Object.entries(ASPECTS)) {
    const truth = reviews.map(({ negative }) => names.some((name) => negative.has(name)));
    const said = cues.map((list) => list.some((cue) => cue.cause === cause));
    const grams = gramLabels(texts, truth.map(String)).map((label) => label === 'true');
    say({
      bench: 'text quality',
      source: 'zh_zhijiang_aspects',
      class: cause,
      cues: agreement(truth, said),
      grams: agreement(truth, grams),
      majority: { precision: null, recall: 0 },
    });
    show('zh_zhijiang_aspects', cause, texts, truth, said, (text) =>
      findCues(text)
        .filter((cue) => cue.cause === cause)
        .map((cue) => cue.text),
    );
  }
  const damage = reviews.map(({ negative }) => negative.has('包装'));
  const late = reviews.map(({ negative }) => negative.has('物流'));
  const category = texts.map((text) => complaintCategory(text).category);
  const onTheWay = ['delay', 'loss', 'misdelivery', 'pickup', 'tracking', 'coverage'];
  for (const [name, truth, said] of [
    ['damage (包装)', damage, category.map((is) => is === 'damage')],
    ['on the way (物流)', late, category.map((is) => onTheWay.includes(is))],
  ])
    say({
      bench: 'text quality',
      source: 'zh_zhijiang_aspects',
      class: name,
      category: agreement(truth, said),
      majority: { precision: null, recall: 0 },
    });
}

function english() {
  const labels = JSON.parse(readFileSync(new URL('./textLabels.json', import.meta.url), 'utf8'));
  const told = (list) => list.filter((label) => label !== '!leave' && label !== 'other');
  const rows = Object.entries(labels.reddit);
  courier('trustpilot', trustpilot, labels.trustpilot, told, true);
  courier(
    'reddit',
    rows.map(([row]) => reddit[row]),
    rows.map(([, list]) => list),
    told,
    false,
  );
}

function courier(name, texts, labels, told, large) {
  const source = `en_courier_reviews ${name}`;
  const main = labels.map((list) => told(list)[0] ?? '');
  const said = texts.map((text) => complaintCategory(text).category);
  const share = (right) => round(right.filter(Boolean).length / texts.length);
  const counts = main.map((own) => main.filter((other) => other === own).length);
  const majority = main[counts.indexOf(Math.max(...counts))];
  const grams = large ? gramLabels(texts, main) : undefined;
  const accuracy = (given) => ({
    main: share(main.map((own, row) => own === given[row])),
    any: share(labels.map((list, row) => (given[row] === '' ? told(list).length === 0 : list.includes(given[row])))),
  });
  say({
    bench: 'text quality',
    source,
    texts: texts.length,
    majority,
    accuracy: { words: accuracy(said), majority: accuracy(main.map(() => majority)), ...(grams && { grams: accuracy(grams) }) },
  });
  for (const cls of [...new Set([...main, ...said])].sort()) {
    const truth = main.map((own) => own === cls);
    say({
      bench: 'text quality',
      source,
      class: cls || '(none)',
      category: agreement(
        truth,
        said.map((own) => own === cls),
      ),
      ...(grams && {
        grams: agreement(
          truth,
          grams.map((own) => own === cls),
        ),
      }),
    });
    show(
      source,
      cls || '(none)',
      texts,
      truth,
      said.map((own) => own === cls),
      (text) => findCues(text).map((cue) => cue.text),
    );
  }
  const leaving = labels.map((list) => list.includes('!leave'));
  const heard = texts.map((text) => leaveIntent(text) >= 0.4);
  say({
    bench: 'text quality',
    source,
    class: 'leave_intent',
    cues: agreement(leaving, heard),
    ...(large && {
      grams: agreement(
        leaving,
        gramLabels(texts, leaving.map(String)).map((label) => label === 'true'),
      ),
    }),
    majority: { precision: null, recall: 0 },
  });
  show(source, 'leave_intent', texts, leaving, heard, (text) =>
    findCues(text)
      .filter((cue) => cue.kind === 'leave_intent')
      .map((cue) => cue.text),
  );
}

const wanted = options.only.split(',');
if (wanted.includes('speed')) {
  speed(
    'zh',
    reviews.map(({ text }) => text),
  );
  speed('en', [...trustpilot, ...reddit]);
}
if (wanted.includes('zh')) chinese();
if (wanted.includes('en')) english();
