// Do the intervals of lifetimeProfit hold, and is its forecast better than last year's profit or the average? Held against the simulator's
// true future profit (52 weeks at 10 % a year, after claims, complaints and contacts), which no record says; then its cost, by size.
// node bench/value.mjs [--presets realistic,hard,easy] [--seeds 11,12,13] [--customers 3000] [--months 42] [--cost 100000] [--level 0.9]
//
// One JSON line a company. `all`: every customer, also those gone, whose interval is [0, 0] and cannot miss; `open`: customers whose interval
// is wider than a cent, the ones it is for; `present`: those that in truth had not left. MAE and bias (forecast − truth) a customer, in yuan.
// `total`: expected profit of all, its interval, and the truth. With --cost N, CPU seconds for N and 2 N customers of 20 shipping
// days, by active weeks and by days: what is fixed (the fits, on 20,000 customers) and what grows.
import { parseArgs } from 'node:util';
import { customerFigures, historyFrom, lifetimeProfit, reduce, simulate, simulatedSources } from '../dist/esm/index.js';

const { values: options } = parseArgs({
  options: {
    presets: { type: 'string', default: 'realistic,hard,easy' },
    seeds: { type: 'string', default: '11,12,13' },
    customers: { type: 'string', default: '3000' },
    months: { type: 'string', default: '42' },
    level: { type: 'string', default: '0.9' },
    cost: { type: 'string' },
  },
});
const rounded = (value, decimals = 3) => Math.round(value * 10 ** decimals) / 10 ** decimals;
const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function held(table, truth, isIn) {
  const { expected_profit_low: low, expected_profit_high: high } = table.columns;
  const counts = { customers: 0, below: 0, above: 0 };
  truth.forEach((came, row) => {
    if (!isIn(row)) return;
    counts.customers++;
    if (came < low[row] - 1e-6) counts.below++;
    else if (came > high[row] + 1e-6) counts.above++;
  });
  const { customers, below, above } = counts;
  return {
    customers,
    coverage: rounded(1 - (below + above) / customers),
    below: rounded(below / customers),
    above: rounded(above / customers),
  };
}

function errors(forecast, truth) {
  let [mae, bias] = [0, 0];
  truth.forEach((came, row) => {
    mae += Math.abs(forecast(row) - came) / truth.length;
    bias += (forecast(row) - came) / truth.length;
  });
  return { mae: rounded(mae, 1), bias: rounded(bias, 1) };
}

async function company(preset, seed) {
  const simulation = await simulate({ customers: Number(options.customers), months: Number(options.months), preset, seed });
  const { history } = await reduce(simulatedSources(simulation));
  const { truth, world } = simulation;
  const snapshot = history.at(world.endDay);
  const started = cpuSeconds();
  const table = lifetimeProfit(snapshot, { level: Number(options.level) });
  const cpu = cpuSeconds() - started;
  const rowOf = new Map(truth.columns.customer_id.map((id, row) => [id, row]));
  const rows = table.columns.customer_id.map((id) => rowOf.get(id));
  const came = Float64Array.from(rows, (row) => truth.columns.future_profit[row]);
  const lastYear = customerFigures(snapshot).columns.profit;
  const average = lastYear.reduce((sum, value) => sum + value, 0) / lastYear.length;
  const { expected_profit: mean, expected_profit_low: low, expected_profit_high: high, expected_profit_median: median } = table.columns;
  const { total, calibration, model } = table.report;
  return {
    bench: 'value',
    preset,
    seed,
    model: model.id,
    all: held(table, came, () => true),
    open: held(table, came, (row) => high[row] - low[row] >= 0.01),
    present: held(table, came, (row) => !(truth.columns.last_shipped_on[rows[row]] < world.endDay)),
    mean_truth: rounded(came.reduce((sum, value) => sum + value, 0) / came.length, 1),
    expected: errors((row) => mean[row], came),
    median: errors((row) => median[row], came),
    last_year: errors((row) => lastYear[row], came),
    average: errors(() => average, came),
    total: {
      ...Object.fromEntries(Object.entries(total).map(([name, value]) => [name, Math.round(value)])),
      truth: Math.round(came.reduce((sum, value) => sum + value, 0)),
    },
    backtest_ratio: rounded(calibration.ratio),
    cpu_s: rounded(cpu, 2),
  };
}

/** Customers that each ship on 20 days of two years, `apart` days or more from one another, at a rate and for a time of their own. */
async function cost(customers, apart) {
  const day = (at) => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);
  const days = Array.from({ length: 730 }, (_, at) => day(at));
  async function* shipments() {
    for (let customer = 0; customer < customers; customer++) {
      const step = apart + (customer % 17);
      const first = (customer * 7919) % Math.max(1, 730 - 20 * step);
      for (let k = 0; k < 20; k++)
        yield { customer_id: `C${customer}`, shipped_at: days[first + k * step], freight: 10 + (customer % 9), cost: 8 + (k % 3) };
    }
  }
  const { history } = await historyFrom({ shipments: shipments() });
  const snapshot = history.at(history.endDay);
  const started = cpuSeconds();
  const { report } = lifetimeProfit(snapshot);
  const cpu = cpuSeconds() - started;
  return {
    bench: 'value',
    customers,
    model: report.model.id,
    cpu_s: rounded(cpu, 2),
    cpu_s_per_million: rounded((cpu * 1e6) / customers, 1),
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

if (options.cost !== undefined) {
  for (const apart of [2, 15]) for (const times of [1, 2]) console.log(JSON.stringify(await cost(times * Number(options.cost), apart)));
} else
  for (const preset of options.presets.split(','))
    for (const seed of options.seeds.split(',').map(Number)) console.log(JSON.stringify(await company(preset, seed)));
