// A result table as a danfojs DataFrame, grouped there, and back: profit at stake by account manager.
//
//   npm install danfojs-node        (with the overrides of the README; holdfast itself does not need it)
//   node examples/04-danfo-round-trip.mjs
import * as dfd from 'danfojs-node';
import { rows } from 'holdfast';
import { fromDataFrame, toDataFrame } from 'holdfast/danfo';

// Any result table will do; this one has the shape of an early-warning list.
const risk = {
  length: 5,
  columns: {
    customer_id: ['C1', 'C2', 'C3', 'C4', 'C5'],
    account_manager: ['Li', 'Wang', 'Li', '', 'Wang'],
    churn_probability: Float64Array.of(0.62, 0.48, 0.31, 0.22, Number.NaN),
    expected_profit_at_stake: Float64Array.of(1800, 950, 400, 120, Number.NaN),
  },
};

const frame = toDataFrame(dfd, risk);
console.log(
  `${frame.shape[0]} customers, ${frame
    .isNa()
    .sum({ axis: 0 })
    .values.reduce((sum, n) => sum + n, 0)} cells missing`,
);

// danfojs neither skips missing keys nor missing numbers when it groups: drop those rows first.
const byManager = frame.dropNa({ axis: 1 }).groupby(['account_manager']).col(['expected_profit_at_stake']).sum();

const table = fromDataFrame(byManager);
for (const { account_manager, expected_profit_at_stake_sum } of rows(table))
  console.log(`${account_manager}: ${expected_profit_at_stake_sum} at stake`);
