// What is a customer worth, and what is it worth to keep? For finance: from the shop that lost 25 a week to a value table of your CSV files.
//
//   node examples/06-customer-value.mjs [en|zh] [DATA_DIR] [OUT_DIR]
//
// DATA_DIR holds the tables (shipments with freight and cost); without it the bundled company is valued. 中文输出：zh
import { join } from 'node:path';
import {
  costOfChurn,
  customerEquity,
  expectedLosses,
  explainCustomerValue,
  formatDay,
  halfLifeRates,
  newCustomerValue,
  presentValue,
  relationshipValue,
  retentionGain,
  rows,
  valueAtRisk,
  valueTable,
  whatIfRetention,
  wordOfMouth,
} from 'holdfast';
import { datasetsFolder, readHistory, writeTable } from 'holdfast/node';

const [lang = 'en', dataDir = join(datasetsFolder(), 'demo'), outDir = 'value'] = process.argv.slice(2);
const say = (en, zh) => console.log(lang === 'zh' ? zh : en);
const money = (amount) => new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(amount);
const percent = (share, decimals = 0) => `${(100 * share).toFixed(decimals)}%`;

// 1. The shop. A customer who bought for 25 a week was slighted once and never came back.
say('1. The shop that lost 25 a week', '一、每周失去 25 元的小店');
const shop = { perYear: 25 * 52, years: 12 };
say(`   25 × 52 weeks × 12 years = ${money(presentValue(shop))} of sales`, `   25 × 52 周 × 12 年 = 销售额 ${money(presentValue(shop))}`);
say(
  `   worth today at 10 % a year, each year's money at its end: ${money(presentValue({ ...shop, annualDiscountRate: 0.1 }))}`,
  `   按每年 10% 折现（年末收款），今天值 ${money(presentValue({ ...shop, annualDiscountRate: 0.1 }))}`,
);
// Not every customer would have stayed for twelve years: half are gone in five, the teaching says.
const half = halfLifeRates(5);
say(
  `   if half of such customers are gone in five years (${percent(half.annualChurn, 1)} a year): ${money(presentValue({ ...shop, retentionRate: half.retentionRate, timing: 'start' }))}, not discounted`,
  `   若这类客户五年流失一半（每年 ${percent(half.annualChurn, 1)}）：${money(presentValue({ ...shop, retentionRate: half.retentionRate, timing: 'start' }))}（未折现）`,
);
const { negative } = wordOfMouth({ dissatisfied: 1 });
say(`   and a dissatisfied customer tells ${negative.join(' to ')} others`, `   而一个不满的客户会告诉 ${negative.join(' 至 ')} 个人`);

// 2. The formulas behind "keep five points more": they depend on how many you keep already.
say('\n2. The formulas of the textbook, at 10 % a year', '\n二、教科书公式（年折现率 10%）');
for (const retentionRate of [0.8, 0.9]) {
  const { years, atYearEnd } = relationshipValue({ annualProfit: 1200, retentionRate });
  say(
    `   kept ${percent(retentionRate)} a year: ${years.toFixed(0)} years, 1,200 a year is worth ${money(atYearEnd)}; five points more: +${percent(retentionGain({ retentionRate, points: 5 }), 1)}`,
    `   年留存率 ${percent(retentionRate)}：${years.toFixed(0)} 年，每年 1,200 值 ${money(atYearEnd)}；提高五个百分点：+${percent(retentionGain({ retentionRate, points: 5 }), 1)}`,
  );
}

// 3. Your customers. One table: the six steps, and the profit of the next 52 weeks with the interval that will hold nine times in ten.
const { history } = await readHistory(dataDir);
const snapshot = history.at(history.endDay);
const table = valueTable(snapshot, { horizonDays: 364, annualDiscountRate: 0.1 });
const { lifetime, core } = table;
say(
  `\n3. ${table.length} customers as of ${formatDay(snapshot.cutoff)}; the five most valuable`,
  `\n三、截至 ${formatDay(snapshot.cutoff)} 的 ${table.length} 个客户；最有价值的五个`,
);
const best = [...rows(table)].sort((a, b) => b.expected_profit - a.expected_profit).slice(0, 5);
for (const { customer_id, annual_sales, annual_net_profit, expected_profit, expected_profit_low, expected_profit_high } of best)
  say(
    `   ${customer_id}: sells ${money(annual_sales)} and nets ${money(annual_net_profit)} a year; next 52 weeks ${money(expected_profit)} (${money(expected_profit_low)} to ${money(expected_profit_high)})`,
    `   ${customer_id}：年销售 ${money(annual_sales)}，年净利 ${money(annual_net_profit)}；未来 52 周 ${money(expected_profit)}（${money(expected_profit_low)} 至 ${money(expected_profit_high)}）`,
  );
say('   How the first is valued:', '   第一名的推导：');
for (const { text } of explainCustomerValue(core, best[0].customer_id)) console.log(`     ${text[lang]}`);

const equity = customerEquity(lifetime);
say(
  `   All together: ${money(equity.estimate)} (${money(equity.low)} to ${money(equity.high)}); the best 1 % bring ${percent(equity.topTierShare)}.`,
  `   合计 ${money(equity.estimate)}（${money(equity.low)} 至 ${money(equity.high)}）；最好的 1% 带来 ${percent(equity.topTierShare)}。`,
);

// 4. What leaving costs: the profit that goes, a replacement at 2, 5 or 6 times the cost of keeping, and what is said of us.
const losses = expectedLosses(lifetime);
const cost = costOfChurn(losses, { keepCost: 20, conversion: 0.01, newCustomerValue: newCustomerValue(snapshot, lifetime) });
say(
  `\n4. ${losses.customers.toFixed(0)} customers are expected to leave within 52 weeks; that costs ${money(cost.total.usual)} (${money(cost.total.low)} to ${money(cost.total.high)})`,
  `\n四、预计 52 周内流失 ${losses.customers.toFixed(0)} 个客户，代价 ${money(cost.total.usual)}（${money(cost.total.low)} 至 ${money(cost.total.high)}）`,
);
say(
  `   profit ${money(cost.lostProfit)}, replacement ${money(cost.replacement.usual)}, word of mouth ${cost.wordOfMouth.map(money).join(' to ')}`,
  `   其中利润 ${money(cost.lostProfit)}，重新获客 ${money(cost.replacement.usual)}，口碑 ${cost.wordOfMouth.map(money).join(' 至 ')}`,
);
const months = [...rows(valueAtRisk(lifetime))];
say(
  `   at risk in the first 28 days ${money(months[0].value_at_risk)}, in the last ${money(months.at(-1).value_at_risk)}`,
  `   首个 28 天的风险价值 ${money(months[0].value_at_risk)}，最后一个 ${money(months.at(-1).value_at_risk)}`,
);

// 5. What if five points more were kept? From these customers, not from a book.
const whatIf = whatIfRetention(lifetime, { points: 5 });
say(
  `\n5. Five points more retention: +${money(whatIf.horizonProfit)} in 52 weeks`,
  `\n五、留存率提高五个百分点：52 周内多得 ${money(whatIf.horizonProfit)}`,
);
console.log(`   ${whatIf.verdict[lang]}`);

// 6. What it all rests on. Change the assumption at the top of this list before any other.
say('\n6. What it rests on', '\n六、依据');
console.log(`   ${lifetime.report.model.reason[lang]}`);
for (const { text, change } of lifetime.report.assumptions)
  console.log(`   ${text[lang]}${lang === 'zh' ? '：' : ': '}${change > 0 ? '+' : ''}${percent(change)}`);
for (const warning of lifetime.report.warnings) console.log(`   ${warning[lang]}`);

await writeTable(table, join(outDir, 'value.csv'));
say(`\nWritten: ${outDir}/value.csv`, `\n已写入：${outDir}/value.csv`);
