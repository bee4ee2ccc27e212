// Shipments reduced to a history, then a panel of snapshots read from it: JSON line with CPU seconds and peak memory.
// node bench/history.mjs [FILE.csv]             a shipments export, read by holdfast/node
// node bench/history.mjs --rows N --customers C [--wide]    made-up batches of the same law, so that only the reducer is measured;
//   --wide adds waybill numbers, lanes, branches and weights
import { parseArgs } from 'node:util';
import { uniformAt } from '../dist/esm/core/random.js';
import { reduce } from '../dist/esm/history/index.js';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000000' },
    customers: { type: 'string', default: '100000' },
    wide: { type: 'boolean', default: false },
  },
});
const ROWS = Number(options.rows);
const CUSTOMERS = Number(options.customers);
const BATCH = 16_384;
const FIRST_DAY = 18_993;
const DAYS = 1277;

const cpuSeconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** Batches in order of time, customers drawn by lognormal-like weights; the arrays are used again, as the readers do. */
function madeUp() {
  const numbers = () => new Float64Array(BATCH);
  const codes = (levels) => ({ codes: new Int32Array(BATCH), levels });
  const named = (prefix, count) => Array.from({ length: count }, (_, i) => `${prefix}${String(i).padStart(6, '0')}`);
  const columns = {
    customer_id: codes(named('C', CUSTOMERS)),
    shipped_at: numbers(),
    freight: numbers(),
    cost: numbers(),
    status: codes(['delivered', 'returned', 'lost', 'damaged', 'short', 'misdelivered', 'cancelled', 'in_transit']),
    product: codes(['economy', 'standard', 'express', 'cold']),
    promised_at: numbers(),
    delivered_at: numbers(),
  };
  if (options.wide)
    Object.assign(columns, {
      waybill_no: { high: new Uint32Array(BATCH), low: new Uint32Array(BATCH) },
      weight_kg: numbers(),
      origin: codes(named('O', 50)),
      destination: codes(named('D', 300)),
      branch: codes(named('B', 200)),
    });
  const line = numbers();
  let making = 0;
  function fill(at, n) {
    const draw = (purpose) => uniformAt(1, purpose, n);
    const day = FIRST_DAY + Math.floor((n * DAYS) / ROWS);
    const customer = Math.floor(CUSTOMERS * draw(1) * draw(2) * draw(3));
    const product = Math.floor(4 * draw(4));
    const shippedAt = day * 1440 + Math.floor(1440 * draw(5));
    const promisedAt = (day + product + 2) * 1440 + 1080;
    const fate = draw(6);
    line[at] = n + 2;
    columns.customer_id.codes[at] = customer + 1;
    columns.shipped_at[at] = shippedAt;
    columns.freight[at] = 100 * (600 + Math.floor(1200 * draw(7)));
    columns.cost[at] = Math.floor(columns.freight[at] / 125) * 100;
    columns.status.codes[at] = fate < 0.0005 ? 3 : fate < 0.002 ? 4 : 1;
    columns.product.codes[at] = product + 1;
    columns.promised_at[at] = promisedAt;
    columns.delivered_at[at] =
      fate < 0.0005
        ? Number.NaN
        : fate > 0.94
          ? promisedAt + 60 + Math.floor(2000 * draw(8))
          : shippedAt + Math.floor((promisedAt - shippedAt) * (0.35 + 0.6 * draw(8)));
    if (!options.wide) return;
    columns.waybill_no.high[at] = Math.imul(n + 1, 0x9e3779b1);
    columns.waybill_no.low[at] = Math.imul(n + 1, 0x85ebca77);
    columns.weight_kg[at] = Math.floor(5000 * draw(9));
    columns.origin.codes[at] = 1 + (customer % 50);
    columns.destination.codes[at] = 1 + Math.floor(300 * draw(10));
    columns.branch.codes[at] = 1 + (customer % 200);
  }
  function* batches() {
    for (let done = 0; done < ROWS; done += BATCH) {
      const before = process.cpuUsage();
      const length = Math.min(BATCH, ROWS - done);
      for (let at = 0; at < length; at++) fill(at, done + at);
      making += cpuSeconds(before);
      yield { table: 'shipments', length, source: 0, line, columns };
    }
  }
  return { source: { table: 'shipments', name: 'made up', columns: Object.keys(columns), batches }, making: () => making };
}

async function read() {
  if (positionals[0] === undefined) {
    const { source, making } = madeUp();
    const start = process.cpuUsage();
    const { history } = await reduce([source]);
    return { history, cpu: cpuSeconds(start) - making() };
  }
  const { readHistory } = await import('../dist/esm/node/index.js');
  const start = process.cpuUsage();
  const { history } = await readHistory({ shipments: positionals[0] });
  return { history, cpu: cpuSeconds(start) };
}

const MEASURES = ['shipments', 'freight', 'cost', 'due', 'late', 'late_minutes', 'delivered', 'damaged', 'lost', 'transit_minutes'];

/** Fifty window sums, weekly volumes and the mix of a quarter, for each customer of each snapshot; at most 5,000 customers. */
function panel(history) {
  const start = process.cpuUsage();
  let views = 0;
  let sink = 0;
  for (let cutoff = history.endDay; cutoff > history.endDay - 36 * 28 && cutoff > history.firstDay; cutoff -= 28) {
    const snapshot = history.at(cutoff);
    for (const index of snapshot.indices.subarray(0, 5000)) {
      const view = snapshot.view(index);
      views++;
      for (const windowDays of [28, 91, 182, 364]) for (const measure of MEASURES) sink += view.sum(measure, windowDays);
      for (const measure of MEASURES) sink += view.sum(measure, 91, 91);
      sink += view.weekly[3] + view.firstDayWithin(364);
      view.eachMix(91, 0, (cell, _, freight) => {
        sink += freight / snapshot.company.usualFreight(cell);
      });
    }
  }
  return { views, cpu_min: cpuSeconds(start), sink };
}

const { history, cpu } = await read();
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
const { sink, ...panelled } = panel(history);
console.log(
  JSON.stringify({
    bench: 'history',
    rows: history.rowCounts.shipments,
    customers: history.customers.ids.length,
    wide: options.wide,
    [positionals[0] ? 'read_and_reduce' : 'reduce']: { cpu_min: Number(cpu.toFixed(3)) },
    panel: panelled,
    peak_rss_mb: peak,
    check: Number.isFinite(sink),
  }),
);
