// Rows from your own code, with no files: a database cursor, an API, anything that can be iterated.
//
//   node examples/02-own-rows.mjs
//
// Here a simulated company stands in for your database.
import { dayOf, historyFrom, rows, scoreRisk, simulate, simulatedRows, trainRisk } from 'holdfast';

const company = await simulate({ customers: 600, months: 42, seed: 5, preset: 'demo' });

// Column names are those of the README's input tables; only customer_id and shipped_at are needed.
async function* shipmentsOfYourDatabase() {
  for (const { customer_id, shipped_at, freight, cost, promised_at, delivered_at, status } of simulatedRows(company, 'shipments'))
    yield { customer_id, shipped_at, freight, cost, promised_at, delivered_at, status };
}

const { history, issues } = await historyFrom({
  shipments: shipmentsOfYourDatabase(),
  customers: simulatedRows(company, 'customers'),
  complaints: simulatedRows(company, 'complaints'),
});
console.log(`${issues.tables.shipments.kept.toLocaleString('en-US')} shipments of ${history.customers.ids.length} customers`);

// A model of what was known six months before the end; nothing later can reach it.
const { model, report } = await trainRisk(history, { asOf: '2024-12-30', seeds: 3 });
console.log(report.choice.en);

const risk = scoreRisk(model, history.at('2024-12-30'), { explain: 3 });
const [first] = rows(risk);
console.log(`first on the list: ${first.customer_id}, ${(100 * first.churn_probability).toFixed(0)}%`);
console.log(first.reason_1);

// The company is simulated, so we can ask who did leave in the 91 days that followed.
const cutoff = dayOf('2024-12-30');
const { customer_id: ids, last_shipped_on: lastDay } = company.truth.columns;
const left = new Set(ids.filter((_, row) => lastDay[row] >= cutoff && lastDay[row] < cutoff + 91));
const scored = [...rows(risk)].filter((row) => row.churn_probability >= 0).sort((a, b) => b.churn_probability - a.churn_probability);
const percentLeft = (list) => `${((100 * list.filter(({ customer_id }) => left.has(customer_id)).length) / list.length).toFixed(1)}%`;
const topTenth = scored.slice(0, Math.round(scored.length / 10));
console.log(`left within 91 days: ${percentLeft(topTenth)} of the tenth most at risk, ${percentLeft(scored)} of all`);
