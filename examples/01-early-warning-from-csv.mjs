// Early warning from CSV exports: read a folder of tables, train, look at the honest report, write the list.
//
//   node examples/01-early-warning-from-csv.mjs [DATA_DIR] [OUT_DIR]
//
// Without arguments it uses the bundled company and writes to early-warning/. In your own project the imports are the same.
import { join } from 'node:path';
import { formatDay, rows, scoreRisk, trainRisk } from 'holdfast';
import { datasetsFolder, readHistory, saveModel, writeRejects, writeTable } from 'holdfast/node';

const [dataDir = join(datasetsFolder(), 'demo'), outDir = 'early-warning'] = process.argv.slice(2);

// 1. Read. Nothing is dropped in silence: read = kept + rejected, and the rejected rows go to files.
const { history, issues } = await readHistory(dataDir);
for (const [table, { read, kept, rejected }] of Object.entries(issues.tables))
  console.log(`${table}: ${read} rows read, ${kept} kept, ${rejected} rejected`);
await writeRejects(issues, outDir);

// 2. Train. The report is about later customers that the model never saw.
const { model, report } = await trainRisk(history);
const { auc, lift_10: lift } = report.evaluation;
console.log(`\n${report.choice.en}`);
console.log(
  `AUC ${auc.estimate?.toFixed(3)} (90% interval ${auc.low?.toFixed(3)} to ${auc.high?.toFixed(3)}), lift in the top 10%: ${lift.estimate?.toFixed(1)}`,
);

// 3. Score the customers as they are known today, and write the list and the model.
const today = history.at(history.endDay);
const risk = scoreRisk(model, today);
await saveModel(join(outDir, 'model.json'), model);
await writeTable(risk, join(outDir, 'risk.csv'));

// 4. Look at the first three.
console.log(`\nAs of ${formatDay(today.cutoff)}, ${risk.length} customers; the first three:`);
let shown = 0;
for (const row of rows(risk)) {
  if (++shown > 3) break;
  console.log(
    `${row.rank}. ${row.customer_id}: ${(100 * row.churn_probability).toFixed(0)}% likely to leave, ${row.expected_profit_at_stake.toFixed(0)} a year at stake`,
  );
  for (const reason of [row.reason_1, row.reason_2, row.reason_3]) if (reason) console.log(`   - ${reason}`);
}
console.log(`\nThe whole list: ${join(outDir, 'risk.csv')}`);
