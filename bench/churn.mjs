// Churn rates against the simulator's truth, by calendar month: how often the interval holds the underlying rate (what the hazards of the
// weeks lead to, whoever then happened to leave) and the realised one (who in truth left), and how far the count of lost is off. One JSON line
// a preset, and for `taught` the half life. Each seed is a company of its own.
// node bench/churn.mjs [seeds] [customers] [preset …]      6 seeds of 2,000 customers and the four presets by default: about 4 minutes
import { churnRate, reduce, simulate, simulatedSources } from '../dist/esm/index.js';
import { FIRST_DAY } from '../dist/esm/simulate/calendar.js';
import { circumstances, decide, leadLaw } from '../dist/esm/simulate/decide.js';
import { CLUSTER_SIZE, entityOf } from '../dist/esm/simulate/entity.js';
import { weeklyHazards } from '../dist/esm/simulate/hazards.js';
import { liveWeek } from '../dist/esm/simulate/liveWeek.js';
import { newTraveller } from '../dist/esm/simulate/traveller.js';

const seeds = Number(process.argv[2] ?? 6);
const customers = Number(process.argv[3] ?? 2000);
const presets = process.argv.length > 4 ? process.argv.slice(4) : ['realistic', 'hard', 'easy', 'taught'];
const LEVEL = 0.95;

/** Visits every week of every customer that has not decided yet, with its hazards by road. */
function eachUndecidedWeek(world, visit) {
  const hazards = new Float64Array(8);
  for (let first = 0; first < world.customers; first += CLUSTER_SIZE) {
    const travellers = Array.from({ length: CLUSTER_SIZE }, (_, k) =>
      newTraveller(world, entityOf(world.seed, world.behaviour, world.observedWeeks, first + k)),
    );
    let heat = 0;
    for (let week = 0; week < world.weeks; week++) {
      heat *= Math.exp(-1 / 4);
      let stopped = 0;
      for (const traveller of travellers) {
        const { path } = traveller;
        if (path.entity.startWeek > week || path.stopWeek < week) continue;
        liveWeek(world, traveller, week);
        if (path.road < 0 && path.entity.customer < world.customers) {
          const total = weeklyHazards(hazards, world, path.entity, circumstances(world, traveller, week, heat));
          visit(path, week, hazards, total);
        }
        decide(world, traveller, week, heat);
        if (path.stopWeek === week) stopped++;
      }
      heat += stopped;
    }
  }
}

/** Leads of a road in weeks with their chance, the rare ones left out. */
function leadsOf(world, road) {
  const { abrupt, least, mean } = leadLaw(world, road);
  const leads = abrupt > 0 ? [[0, abrupt]] : [];
  let chance = (1 - abrupt) * Math.exp(-mean);
  for (let k = 0; abrupt < 1 && k < 40; chance *= mean / ++k) if (chance > 0.002) leads.push([least + k, chance]);
  const sum = leads.reduce((total, [, part]) => total + part, 0);
  return leads.map(([lead, part]) => [lead, part / sum]);
}

/** Expected leavings by the week of the last shipment, apart for each month of the first shipment: `[week][month]`. */
function expectedByWeek(world, monthOfFirst, months) {
  const expected = Array.from({ length: world.weeks }, () => new Float64Array(months + 1));
  const roads = [0, 1, 2, 3, 7];
  const leads = roads.map((road) => leadsOf(world, road));
  eachUndecidedWeek(world, (path, week, hazards, total) => {
    const decides = -Math.expm1(-total) / total;
    const { entity } = path;
    const weight = world.duplicated.has(entity.customer) ? 2 : 1;
    const month = monthOfFirst(entity.customer);
    const { season } = world.calendars[entity.segment];
    const usual = entity.weekly * path.share;
    roads.forEach((road, place) => {
      const hazard = road === 3 ? hazards[3] + hazards[4] + hazards[5] + hazards[6] : hazards[road];
      for (const [lead, chance] of leads[place]) {
        const ramps = road !== 1 && road !== 7 && lead > 0;
        let left = weight * hazard * decides * chance;
        const least = 0.002 * left;
        for (let at = Math.min(week + lead, world.weeks - 1); at >= Math.max(0, entity.startWeek) && left > least; at--) {
          const ramp = ramps && at > week ? 1 - world.behaviour.depth * Math.min(1, (at - week) / lead) : 1;
          const silent = Math.exp(-usual * ramp * season[at]);
          expected[at][month] += left * (1 - silent);
          left *= silent;
        }
      }
    });
  });
  return expected;
}

/** Expected leavings in [from, to) of those whose first shipment fell in a month before `month`; a week's are spread over its days. */
function expectedIn(expected, from, to, month) {
  let sum = 0;
  expected.forEach((row, week) => {
    const start = FIRST_DAY + 7 * week;
    const days = Math.min(to, start + 7) - Math.max(from, start);
    for (let first = 0; days > 0 && first < month; first++) sum += (row[first] * days) / 7;
  });
  return sum;
}

const MONTHS = 60;
const monthOf = (day) => {
  const date = new Date(day * 86_400_000);
  return Math.min(MONTHS, 12 * (date.getUTCFullYear() - 2022) + date.getUTCMonth());
};

for (const preset of presets) {
  const all = {
    months: 0,
    underlying: 0,
    realised: 0,
    lost: 0,
    confirmed: 0,
    expected: 0,
    left: 0,
    low: 0,
    high: 0,
    halfLife: [],
    annual: [],
    trueAnnual: [],
  };
  const cpu = process.cpuUsage().user;
  for (let seed = 101; seed < 101 + seeds; seed++) {
    const company = await simulate({ customers, months: MONTHS, seed, preset });
    const { history } = await reduce(simulatedSources(company));
    const end = history.at(history.endDay);
    const cameOn = new Map([...end.indices].map((index) => [end.view(index).id, end.view(index).shipmentDays[0]]));
    const truth = company.truth.columns;
    const people = truth.customer_id.map((id, row) => [cameOn.get(id) ?? Infinity, truth.last_shipped_on[row]]);
    const main = truth.customer_id.flatMap((id, row) => (truth.same_as[row] === '' ? [cameOn.get(id) ?? Infinity] : []));
    const expected = expectedByWeek(company.world, (customer) => (main[customer] < Infinity ? monthOf(main[customer]) : MONTHS), MONTHS);
    const { columns, length, overall } = churnRate(history, { level: LEVEL });
    let [sumLeft, sumThere] = [0, 0];
    for (let row = 0; row < length; row++) {
      // The first year: a customer's rhythm is not known yet.
      if (Number.isNaN(columns.churn_rate[row]) || row < 12) continue;
      const from = Date.parse(columns.period_start[row]) / 86_400_000;
      const to = Date.parse(columns.period_end[row]) / 86_400_000 + 1;
      const there = people.filter(([came, last]) => came < from && !(last < from)).length;
      const left = people.filter(([came, last]) => came < from && last >= from && last < to).length;
      const due = expectedIn(expected, from, to, monthOf(from));
      const holds = (rate) => rate >= columns.churn_rate_low[row] && rate <= columns.churn_rate_high[row];
      all.months++;
      if (holds(due / there)) all.underlying++;
      else if (due / there < columns.churn_rate_low[row]) all.low++;
      else all.high++;
      if (holds(left / there)) all.realised++;
      all.lost += columns.churn_rate[row];
      all.confirmed += columns.lost[row] / columns.customers_at_start[row];
      all.expected += due / there;
      all.left += left / there;
      sumLeft += left;
      sumThere += (there * (to - from)) / 365.25;
    }
    all.halfLife.push(overall.halfLifeYears.estimate);
    all.annual.push(overall.annualChurnRate.estimate);
    all.trueAnnual.push(-Math.expm1(-sumLeft / sumThere));
  }
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const share = (part) => Math.round((1e4 * part) / all.months) / 1e4;
  console.log(
    JSON.stringify({
      bench: 'churn',
      preset,
      seeds,
      customers,
      months: all.months,
      level: LEVEL,
      coverageUnderlying: share(all.underlying),
      truthBelow: share(all.low),
      truthAbove: share(all.high),
      coverageRealised: share(all.realised),
      confirmedOverLeft: all.confirmed / all.left,
      lostOverLeft: all.lost / all.left,
      leftOverExpected: all.left / all.expected,
      annualChurnRate: mean(all.annual),
      trueAnnualChurnRate: mean(all.trueAnnual),
      halfLifeYears: mean(all.halfLife),
      taughtHalfLifeYears: 5,
      cpuSeconds: Math.round((process.cpuUsage().user - cpu) / 1e6),
    }),
  );
}
