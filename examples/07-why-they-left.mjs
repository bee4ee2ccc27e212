// How many leave, why those left who left, when customers leave, and who was failed and says nothing: churn by kind and cause.
//
//   node examples/07-why-they-left.mjs [en|zh] [DATA_DIR] [OUT_DIR]
//
// DATA_DIR holds the tables; without it the bundled company is looked at. 中文输出：zh
import { join } from 'node:path';
import {
  CAUSE_TITLES,
  causeOf,
  churnRate,
  classifyChurn,
  findCues,
  likelyTypes,
  lossReview,
  moments,
  rows,
  silentCustomers,
  TYPE_TITLES,
} from 'holdfast';
import { datasetsFolder, readHistory, writeTable } from 'holdfast/node';

const [lang = 'en', dataDir = join(datasetsFolder(), 'demo'), outDir = 'why'] = process.argv.slice(2);
const say = (en, zh) => console.log(lang === 'zh' ? zh : en);
const percent = (share, decimals = 0) => `${(100 * share).toFixed(decimals)}%`;
const titleOf = (code) => ({ ...TYPE_TITLES, ...CAUSE_TITLES })[code]?.[lang] ?? code;

const { history } = await readHistory(dataDir);
const at = history.endDay;

const rates = churnRate(history, { every: 'quarter' });
const { annualChurnRate, halfLifeYears } = rates.overall;
say(
  `${percent(annualChurnRate.estimate, 1)} of the customers leave in a year; half are gone in ${halfLifeYears.estimate.toFixed(1)} years.`,
  `每年流失 ${percent(annualChurnRate.estimate, 1)} 的客户；${halfLifeYears.estimate.toFixed(1)} 年流失一半。`,
);

const { types, model, report } = classifyChurn(history, { at, lang });
const kinds = new Map();
for (const { type } of rows(types)) kinds.set(type, (kinds.get(type) ?? 0) + 1);
say('Of those who left:', '已流失的客户：');
for (const [type, count] of kinds) console.log(`  ${titleOf(type)}: ${percent(count / types.length)}`);
say(`  ${report.reasons.stated} gave a reason themselves.`, `  其中 ${report.reasons.stated} 个自己说明了原因。`);
const told = [...rows(types)].filter(({ cause, evidence_1 }) => cause !== '' && evidence_1 !== '').at(-1);
if (told)
  say(
    `  ${told.customer_id}, ${told.left_on}: ${titleOf(told.cause)}. ${told.evidence_1}`,
    `  ${told.customer_id}（${told.left_on}）：${titleOf(told.cause)}。${told.evidence_1}`,
  );

const likely = likelyTypes(history.at(at), { model, lang });
const unintentional = [...rows(likely)].filter(({ type }) => type === 'unintentional').length;
say(
  `Of the ${likely.length} customers on record today, ${unintentional} would most likely leave without meaning to.`,
  `目前在册的 ${likely.length} 个客户中，有 ${unintentional} 个若流失，多半属于无意流失。`,
);

const losses = lossReview(history, { types });
say(
  `Lost in the last year: ${losses.lost} customers with a yearly profit of ${Math.round(losses.profitLost)}.`,
  `近一年流失 ${losses.lost} 个客户，年利润合计 ${Math.round(losses.profitLost)}。`,
);

say(
  'In the 91 days after … customers left more often than others alike (percentage points; an association, not a cause):',
  '发生以下事件后的 91 天内，流失率比同类客户高出（百分点；关联而非因果）：',
);
for (const { moment, difference, difference_low, difference_high } of rows(moments(history)))
  if (!Number.isNaN(difference))
    console.log(
      `  ${moment}: ${(100 * difference).toFixed(1)} (${(100 * difference_low).toFixed(1)} … ${(100 * difference_high).toFixed(1)})`,
    );

if (history.has('complaints')) {
  const silent = silentCustomers(history.at(at));
  say(
    `${silent.length} customers were failed so often that most of their peers would have complained, and said nothing.`,
    `${silent.length} 个客户屡遭服务失误，换作多数同类客户早已投诉，他们却没有作声。`,
  );
}

// What customers write, and what a recorded reason means.
console.log(
  findCues('再不赔付我就换一家快递').map(({ text }) => text),
  causeOf('贵了，换顺丰'),
  causeOf('company closed down'),
);

for (const [name, table] of Object.entries({ types, losses, churn: rates })) await writeTable(table, join(outDir, `${name}.csv`));
