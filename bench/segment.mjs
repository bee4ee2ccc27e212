// RFM by midrank, named segments, ABC with ties and the pyramid of a million customers, beside bench/segment_pandas.py; then of half and
// twice as many (linear?), and the same from a Snapshot. One JSON line each.
// node bench/segment.mjs [customers] [repetitions]
import { uniformAt } from '../dist/esm/core/random.js';
import { historyFrom } from '../dist/esm/history/index.js';
import { normalQuantile } from '../dist/esm/math/normalQuantile.js';
import {
  abc,
  abcClasses,
  checkSegmentRules,
  customerFigures,
  pyramid,
  pyramidTiers,
  rfm,
  rfmScores,
  segmentRules,
  tieRanks,
} from '../dist/esm/segment/index.js';
import { segmentCodes } from '../dist/esm/segment/segmentRules.js';

const customers = Number(process.argv[2] ?? 1_000_000);
const repetitions = Number(process.argv[3] ?? 3);
const rules = checkSegmentRules(segmentRules(5), 5);

/** Columns of the law of the pandas script, from draws of our own. */
function columnsOf(n) {
  const draw = (purpose, row) => normalQuantile(uniformAt(7, purpose, row));
  const recencyDays = Float64Array.from({ length: n }, (_, row) => 1 + Math.floor(364 * uniformAt(7, 1, row)));
  const frequency = Float64Array.from({ length: n }, (_, row) => Math.floor(Math.exp(2 + 1.2 * draw(2, row))) + 1);
  const cents = (value) => Math.round(100 * value) / 100;
  const monetary = frequency.map((count, row) => cents(cents(count * Math.exp(2.5 + 0.5 * draw(3, row))) * (0.2 + 0.15 * draw(4, row))));
  return { recencyDays, frequency, monetary };
}

function segment(columns) {
  const ranks = tieRanks(columns.monetary);
  const { r, f, m } = rfmScores(columns, { monetaryRanks: ranks });
  const named = segmentCodes(rules, r, f, m);
  const abcScores = abcClasses(columns.monetary, {}, ranks);
  const tiers = pyramidTiers(columns.monetary, undefined, ranks);
  return { named, classes: abcScores.classes, tiers };
}

function timed(work) {
  const wall = [];
  const cpu = [];
  let result;
  for (let i = 0; i <= repetitions; i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    result = work();
    if (i === 0) continue; // the compiler is warm from here on
    wall.push((performance.now() - start) / 1000);
    const used = process.cpuUsage(before);
    cpu.push((used.user + used.system) / 1e6);
  }
  const round = (seconds) => Math.round(seconds * 1e4) / 1e4;
  return [result, { min: round(Math.min(...wall)), cpu_min: round(Math.min(...cpu)), reps: repetitions }];
}

const show = (line) =>
  console.log(
    JSON.stringify({ bench: 'segment', ...line, node: process.version, peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024) }),
  );
const count = (codes, code) => codes.reduce((sum, own) => sum + (own === code ? 1 : 0), 0);

for (const n of [customers, customers / 2, customers * 2]) {
  const columns = columnsOf(n);
  const [{ named, classes, tiers }, time] = timed(() => segment(columns));
  show({
    n,
    ...(n === customers ? { kernels: time } : { [`kernels of ${n}`]: time }),
    champions: count(named, 1),
    a: count(classes, 1),
    tiers: [1, 2, 3, 4].map((tier) => count(tiers, tier)),
  });
}

/** One to three shipments a customer, as rows made while they are read. */
function* shipmentRows(n) {
  for (let row = 0; row < n; row++)
    for (let at = 0; at <= row % 3; at++)
      yield {
        customer_id: `c${row}`,
        shipped_at: new Date(Date.UTC(2025, 0, 1 + Math.floor(364 * uniformAt(9, 1, row, at)))),
        freight: Math.round(2000 * uniformAt(9, 2, row, at)) / 100,
        cost: Math.round(1600 * uniformAt(9, 3, row, at)) / 100,
      };
}
const { history } = await historyFrom({ shipments: shipmentRows(customers) });
const snapshot = history.at(history.endDay);
const [, time] = timed(() => {
  const figures = customerFigures(snapshot);
  return [rfm(snapshot, { figures }), abc(snapshot, { figures }), pyramid(snapshot, { figures })];
});
show({ n: customers, 'from a snapshot': time });
