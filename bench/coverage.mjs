// Do 95 % intervals hold the truth 95 times in a hundred? Samples of customers are drawn from each law with known parameters, fitted,
// and the share of intervals (normal on the logarithm of the parameter) that hold the truth is counted. The long run of
// test/process/fit/uncertainty.test.ts: one JSON line a law.
// node bench/coverage.mjs [samples] [customers] [law …]      60 samples by default; 1000 of every law take half an hour
import { betaVariate, gammaVariate, uniformsOf } from '../dist/esm/math/variates.js';
import { bgNbd, fitBgBb, fitGammaGamma, fitSbg, mbgCnbd, mbgNbd, nbd, paretoNbd, spendHistory } from '../dist/esm/process/index.js';

const samples = Number(process.argv[2] ?? 60);
const customers = Number(process.argv[3] ?? 3000);
const Z = 1.959963984540054;
const geometric = { r: 0.8, alpha: 30, a: 0.7, b: 2.5 };

/** Columns of customers, each drawn from uniforms of its own. */
function history(sample, one) {
  const columns = { repeatCount: [], firstToLastDays: [], observedDays: [], sumLogGapDays: [] };
  for (let i = 0; i < customers; i++) {
    const uniform = uniformsOf(sample, 31, i);
    const observed = 400 + 400 * uniform();
    const days = one(uniform, observed);
    columns.repeatCount.push(days.length);
    columns.firstToLastDays.push(days.at(-1) ?? 0);
    columns.observedDays.push(observed);
    columns.sumLogGapDays.push(days.reduce((sum, day, j) => sum + Math.log(day - (days[j - 1] ?? 0)), 0));
  }
  return columns;
}

/** Shipping days of a customer whose gaps are Erlang and that leaves after shipments. */
function leavesAfter({ r, alpha, a, b }, shape, firstCanEnd) {
  return (uniform, observed) => {
    const rate = gammaVariate(r, uniform) / alpha;
    const leaving = betaVariate(a, b, uniform);
    const days = [];
    for (let gone = firstCanEnd && uniform() < leaving; !gone; gone = uniform() < leaving) {
      const next = (days.at(-1) ?? 0) + gammaVariate(shape, uniform) / rate;
      if (next > observed) break;
      days.push(next);
    }
    return days;
  };
}

/** Shipping days of a customer that leaves at any moment. */
function leavesAnyTime({ r, alpha, s, beta }) {
  return (uniform, observed) => {
    const rate = gammaVariate(r, uniform) / alpha;
    const end = Math.min(observed, (-Math.log(uniform()) * beta) / gammaVariate(s, uniform));
    const days = [];
    for (let day = -Math.log(uniform()) / rate; day <= end; day += -Math.log(uniform()) / rate) days.push(day);
    return days;
  };
}

function shipments(sample, { p, q, v }) {
  const [rows, amounts] = [[], []];
  for (let i = 0; i < customers; i++) {
    const uniform = uniformsOf(sample, 32, i);
    const rate = gammaVariate(q, uniform) / v;
    for (let left = 1 + Math.floor(6 * uniform()); left > 0; left--) {
      rows.push(i);
      amounts.push(gammaVariate(p, uniform) / rate);
    }
  }
  return spendHistory(rows, amounts, customers);
}

function weeks(sample, { alpha, beta, gamma, delta }) {
  const columns = { activeCount: [], lastActive: [], periods: [] };
  for (let i = 0; i < customers; i++) {
    const uniform = uniformsOf(sample, 33, i);
    const [active, leaving] = [betaVariate(alpha, beta, uniform), betaVariate(gamma, delta, uniform)];
    let [count, last] = [0, 0];
    for (let week = 1; week <= 20 && uniform() >= leaving; week++) if (uniform() < active) [count, last] = [count + 1, week];
    columns.activeCount.push(count);
    columns.lastActive.push(last);
    columns.periods.push(20);
  }
  return columns;
}

function renewals(sample, { gamma, delta }) {
  const there = new Array(13).fill(0);
  for (let i = 0; i < customers; i++) {
    const uniform = uniformsOf(sample, 34, i);
    const leaving = betaVariate(gamma, delta, uniform);
    const life = Math.floor(Math.log(uniform()) / Math.log1p(-leaving));
    for (let t = 0; t <= Math.min(12, life); t++) there[t]++;
  }
  return [there];
}

const pareto = { r: 0.8, alpha: 30, s: 0.9, beta: 200 };
const spend = { p: 4, q: 5, v: 20 };
const plain = { ridge: 0, randomStarts: 0 };
const laws = {
  nbd: [{ r: 0.8, alpha: 30 }, (sample, truth) => nbd.fit(history(sample, leavesAfter({ ...truth, a: 1e-9, b: 1 }, 1, false)), plain)],
  'bg-nbd': [geometric, (sample, truth) => bgNbd.fit(history(sample, leavesAfter(truth, 1, false)), plain)],
  'mbg-nbd': [geometric, (sample, truth) => mbgNbd.fit(history(sample, leavesAfter(truth, 1, true)), plain)],
  'mbg-cnbd-2': [geometric, (sample, truth) => mbgCnbd(2).fit(history(sample, leavesAfter(truth, 2, true)), plain)],
  'pareto-nbd': [pareto, (sample, truth) => paretoNbd.fit(history(sample, leavesAnyTime(truth)), plain)],
  'gamma-gamma': [spend, (sample, truth) => fitGammaGamma(shipments(sample, truth), plain)],
  'bg-bb': [{ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 }, (sample, truth) => fitBgBb(weeks(sample, truth), plain)],
  sbg: [{ gamma: 0.7, delta: 1.2 }, (sample, truth) => fitSbg(renewals(sample, truth), plain)],
};

const asked = process.argv.slice(4);
for (const [law, [truth, fit]] of Object.entries(laws)) {
  if (asked.length > 0 && !asked.includes(law)) continue;
  const names = Object.keys(truth);
  const inside = Object.fromEntries(names.map((name) => [name, 0]));
  let converged = 0;
  for (let sample = 1; sample <= samples; sample++) {
    const { model, report } = fit(sample, truth);
    if (report.converged) converged++;
    for (const name of names)
      if (Math.abs(Math.log(model[name] / truth[name])) < (Z * report.standardErrors[name]) / model[name]) inside[name]++;
  }
  const shares = Object.fromEntries(names.map((name) => [name, inside[name] / samples]));
  const all = Object.values(shares).reduce((sum, share) => sum + share, 0) / names.length;
  console.log(JSON.stringify({ bench: 'coverage', law, samples, customers, converged, coverage: Math.round(all * 1e4) / 1e4, shares }));
}
