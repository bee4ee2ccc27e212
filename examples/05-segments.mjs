// Who carries us, who is rising, who slipped? Segments of a public data set (CDNOW) and of the bundled express company, step by step.
//
//   node examples/05-segments.mjs [en|zh] [CDNOW_DIR] [OUT_DIR]
//
// CDNOW_DIR holds CDNOW_master.txt (or .txt.gz), from brucehardie.com; without it the first part is left out. 中文输出：zh
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  byParent,
  clusters,
  cohorts,
  customerFigures,
  formatDay,
  LIFECYCLE_STAGES,
  LIFECYCLE_TITLES,
  lifecycle,
  MIGRATION_TITLES,
  migration,
  pareto,
  purchaseNumbers,
  pyramid,
  REVENUE_NODES,
  revenueTree,
  rfm,
  rows,
  segmentRules,
  segments,
  TIER_TITLES,
  upgradeCandidates,
} from 'holdfast';
import { datasetsFolder, loadJson, packageRoot, readHistory, writeTable } from 'holdfast/node';

const [lang = 'en', cdnowDir = join(process.env.HOLDFAST_DATA ?? '../shared/data', 'cdnow'), outDir = 'segments'] = process.argv.slice(2);
const say = (en, zh) => console.log(lang === 'zh' ? zh : en);
const percent = (share, decimals = 0) => `${(100 * share).toFixed(decimals)}%`;
const bar = (share) => '█'.repeat(Math.round(20 * share)).padEnd(20, '░');

/** Part 1. A shop of 1997–98: 23,570 customers, all of whom bought first in one quarter. */
async function cdnow() {
  say('\n=== 1. CDNOW: a shop without contracts ===', '\n=== 一、CDNOW：没有合同的网店 ===');
  const mapping = await loadJson(join(packageRoot(), 'examples/mappings/cdnow.json'));
  const { history } = await readHistory(cdnowDir, { mapping });
  const snapshot = history.at(history.endDay);
  say(
    `${snapshot.indices.length} customers, ${formatDay(history.firstDay)} to ${formatDay(history.endDay - 1)}. No cost in the data: spend stands in for profit.`,
    `${snapshot.indices.length} 个客户，${formatDay(history.firstDay)} 至 ${formatDay(history.endDay - 1)}。数据中没有成本：以消费额代替利润。`,
  );
  // Read every customer once; all that follows rests on these figures. The window is the whole history.
  const figures = customerFigures(snapshot, { windowDays: Infinity });

  const { top, brought, gini } = pareto(snapshot, { figures, by: 'spend' });
  const fifth = top.find(({ share }) => share === 0.2);
  const most = brought.find(({ share }) => share === 0.8);
  say(
    `\nIs it 80/20? The best 20% bring ${percent(fifth.estimate)} (90% interval ${percent(fifth.low)}–${percent(fifth.high)}); 80% comes from ${percent(most.estimate)} of the customers. Gini ${gini.estimate.toFixed(3)}.`,
    `\n真的是“二八”吗？最好的 20% 客户带来 ${percent(fifth.estimate)}（90% 区间 ${percent(fifth.low)}–${percent(fifth.high)}）；80% 来自 ${percent(most.estimate)} 的客户。基尼系数 ${gini.estimate.toFixed(3)}。`,
  );

  // R, F and M from 1 to 5; equal values get equal scores. More than half bought once, so F knows few steps.
  const scored = rfm(snapshot, { figures, monetary: 'spend' });
  say('\nRFM segments:', '\nRFM 分群：');
  const titles = segmentRules(5).map(({ title }) => title[lang]);
  const { codes } = scored.columns.rfm_segment;
  titles.forEach((title, at) => {
    const customers = codes.reduce((sum, code) => sum + (code === at + 1 ? 1 : 0), 0);
    if (customers > 0) console.log(`  ${bar(customers / scored.length)} ${percent(customers / scored.length, 1).padStart(5)}  ${title}`);
  });

  say('\nHow many of a month’s new customers buy again, month by month:', '\n各月新客户在此后各月的留存：');
  const table = [...rows(cohorts(snapshot))];
  for (const first of table.filter(({ age }) => age === 0)) {
    const curve = table.filter(({ cohort }) => cohort === first.cohort).map(({ retention }) => percent(retention).padStart(4));
    console.log(`  ${first.cohort.slice(0, 7)}  ${String(first.customers).padStart(5)}  ${curve.slice(0, 10).join(' ')}`);
  }

  say('\nAfter which purchase do they leave, and how long to the next?', '\n第几次购买后离开？到下一次隔多久？');
  for (const { purchase_number, customers, churn_rate, days_p50, days_p90 } of rows(purchaseNumbers(snapshot, { purchases: 5 })))
    say(
      `  after purchase ${purchase_number}: ${String(customers).padStart(5)} customers, ${percent(churn_rate)} leave; half of the others come back within ${days_p50} days, nine in ten within ${Math.round(days_p90)}`,
      `  第 ${purchase_number} 次购买后：${String(customers).padStart(5)} 个客户，${percent(churn_rate)} 离开；其余半数在 ${days_p50} 天内、九成在 ${Math.round(days_p90)} 天内再次购买`,
    );

  say('\nAre there natural groups, or one cloud?', '\n客户是自然成群，还是连成一片？');
  const found = clusters(snapshot, { figures, counts: [2, 3, 4], replicates: 10, sample: 500 });
  console.log(`  ${found.verdict[lang]}`);
}

/** Part 2. The bundled express company, with profit, contracts and invoices. */
async function company() {
  say('\n=== 2. The bundled express company ===', '\n=== 二、随包附带的快递公司 ===');
  const { history } = await readHistory(join(datasetsFolder(), 'demo'));
  const now = history.at(history.endDay);
  const then = history.at(history.endDay - 182);
  const before = history.at(history.endDay - 364);

  say(
    `\nThe pyramid by profit, as of ${formatDay(now.cutoff)} (a loss-maker is never above lead):`,
    `\n利润金字塔，截至 ${formatDay(now.cutoff)}（亏损客户只能在铅质层）：`,
  );
  const { levels, thresholds } = pyramid(now);
  for (const { tier, customers, value } of rows(levels))
    say(
      `  ${TIER_TITLES.metal[tier].en.padEnd(9)} ${String(customers).padStart(5)} customers, profit ${value.toFixed(0)} a year`,
      `  ${TIER_TITLES.metal[tier].zh} ${String(customers).padStart(5)} 个客户，年利润 ${value.toFixed(0)}`,
    );
  say(
    `  platinum begins at ${thresholds[0].toFixed(0)}, gold at ${thresholds[1].toFixed(0)}, iron at ${thresholds[2].toFixed(0)}`,
    `  铂金起点 ${thresholds[0].toFixed(0)}，黄金 ${thresholds[1].toFixed(0)}，铁质 ${thresholds[2].toFixed(0)}`,
  );

  say('\nWhere they stand:', '\n生命周期：');
  const stages = lifecycle(now).columns.lifecycle_stage.codes;
  LIFECYCLE_STAGES.forEach((stage, at) => {
    const customers = stages.reduce((sum, code) => sum + (code === at + 1 ? 1 : 0), 0);
    if (customers > 0)
      console.log(`  ${bar(customers / stages.length)} ${String(customers).padStart(5)}  ${LIFECYCLE_TITLES[stage][lang]}`);
  });

  // The limits of the earlier date hold for both: otherwise somebody would always rise and somebody always fall.
  const moved = migration(then, now, { before });
  const { index, test } = moved;
  say(
    `\nIn half a year ${percent(index.up, 1)} rose, ${percent(index.down, 1)} fell, ${percent(index.lapsed, 1)} lapsed; against the half year before: p = ${test.pValue.toFixed(3)}. Largest moves:`,
    `\n半年内 ${percent(index.up, 1)} 上升，${percent(index.down, 1)} 下降，${percent(index.lapsed, 1)} 流失；与再前半年相比：p = ${test.pValue.toFixed(3)}。变动最大：`,
  );
  for (const { customer_id, name, from_state, to_state, change } of [...rows(moved.movers)].slice(0, 3))
    console.log(
      `  ${customer_id} ${name}: ${MIGRATION_TITLES[from_state][lang]} → ${MIGRATION_TITLES[to_state][lang]}, ${change.toFixed(0)}`,
    );

  const rising = upgradeCandidates(now);
  say(`\n${rising.length} customers are on the way to a higher tier; the first:`, `\n${rising.length} 个客户有望升层；前几名：`);
  for (const { customer_id, name, tier, next_tier, volume_ratio } of [...rows(rising)].slice(0, 3))
    console.log(
      `  ${customer_id} ${name}: ${TIER_TITLES.metal[tier][lang]} → ${TIER_TITLES.metal[next_tier][lang]}, ×${volume_ratio.toFixed(2)}`,
    );

  say(
    '\nWhy revenue changed, the last 91 days against the same days a year ago (it adds up to the cent):',
    '\n收入为何变动，最近 91 天与去年同期相比（各项相加分毫不差）：',
  );
  for (const { node, parent, change } of rows(revenueTree(now, { windowDays: 91, earlierEndDaysAgo: 364 })))
    console.log(`  ${parent === '' ? '' : '  '}${REVENUE_NODES.find((one) => one.node === node).title[lang]}: ${change.toFixed(2)}`);

  // Payers instead of shippers: the same functions on a snapshot that is rolled up.
  say(
    `\nRolled up to parents there are ${byParent(now).indices.length} payers.`,
    `\n汇总到上级客户后共 ${byParent(now).indices.length} 个付款方。`,
  );
  await writeTable(segments(now, { previous: then }), join(outDir, 'segments.csv'));
  await writeTable(moved.table, join(outDir, 'migration.csv'));
  say(`Written: ${outDir}/segments.csv, ${outDir}/migration.csv`, `已写入：${outDir}/segments.csv、${outDir}/migration.csv`);
}

const hasCdnow = ['CDNOW_master.txt', 'CDNOW_master.txt.gz'].some((name) => existsSync(join(cdnowDir, name)));
if (hasCdnow) await cdnow();
else say(`CDNOW is left out: there is no CDNOW_master.txt in ${cdnowDir}.`, `略过 CDNOW：${cdnowDir} 中没有 CDNOW_master.txt。`);
await company();
