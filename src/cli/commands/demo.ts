import { join } from 'node:path';
import { explanationText, formatDay, scoreRisk, trainRisk } from '../../index.js';
import { datasetsFolder, readHistory, saveModel, writeTable } from '../../node/index.js';
import type { CommandSpec } from '../command.js';
import { typesTaught } from '../data.js';
import { modelReport } from '../layout/modelReport.js';
import { count, countOf, percent, seconds } from '../layout/number.js';
import { warningList } from '../layout/warningList.js';
import { writeRun } from '../output.js';
import { whatCameNext } from '../truth.js';

export const demo: CommandSpec = {
  name: 'demo',
  summary: {
    en: 'the whole job on the bundled company: check, train, score; prints the early-warning list',
    zh: '用随附公司的数据走完全程：校验、训练、评分，并打印流失预警名单',
  },
  example: 'holdfast demo --lang zh',
  readsData: false,
  run: async (given) => {
    const { terminal, common, signal } = given;
    const { print, say, strong } = terminal;
    const began = performance.now();
    const data = join(datasetsFolder(), 'demo');
    const folder = common.out ?? 'holdfast-demo';
    const context = { ...given, dataDir: data };
    const read = await readHistory(data, { onProgress: terminal.onProgress, signal });
    const { history, issues } = read;
    const { model, report } = await trainRisk(history, { seed: common.seed, onProgress: terminal.onProgress, signal });
    const snapshot = history.at(history.endDay);
    const risk = scoreRisk(model, snapshot, { lang: common.lang, signal, ...typesTaught(history, snapshot) });
    await saveModel(join(folder, 'model.json'), model);
    await writeTable(risk, join(folder, 'risk.csv'), 'csv', signal);
    await writeRun(context, folder, 'demo', read, model.id);
    terminal.endProgress();

    const { shipments, complaints } = issues.tables;
    print(
      strong(
        say({
          en: 'holdfast on a bundled express company (simulated, so the truth is known)',
          zh: 'holdfast：随附的快递公司（模拟数据，真相已知）',
        }),
      ),
    );
    print(
      say({
        en: `${countOf(history.customers.ids.length, 'customer')}, ${countOf(shipments?.kept ?? 0, 'shipment')}, ${countOf(complaints?.kept ?? 0, 'complaint')}, ${formatDay(history.firstDay)} to ${formatDay(history.endDay - 1)}.`,
        zh: `客户 ${count(history.customers.ids.length)} 个，运单 ${count(shipments?.kept ?? 0)} 票，投诉 ${count(complaints?.kept ?? 0)} 件，${formatDay(history.firstDay)} 至 ${formatDay(history.endDay - 1)}。`,
      }),
    );
    print();
    for (const line of modelReport(report, terminal)) print(line);
    print();
    print(
      strong(
        say({
          en: `Early-warning list as of ${formatDay(snapshot.cutoff)}: who is likely to ship for the last time within ${report.horizonDays} days`,
          zh: `截至 ${formatDay(snapshot.cutoff)} 的流失预警名单：谁可能在 ${report.horizonDays} 天内最后一次寄件`,
        }),
      ),
    );
    for (const line of warningList(risk, terminal)) print(line);
    print();
    print(say(explanationText(model)));
    const next = whatCameNext(data, risk, snapshot.cutoff, report.horizonDays);
    print(
      say({
        en: `What came next (the company is simulated, so it can be known): of the tenth most likely to leave ${percent(next.topTenth.alreadyGone)} had stopped already, unseen, and ${percent(next.topTenth.left)} of the others left within ${report.horizonDays} days; of all scored, ${percent(next.all.alreadyGone)} and ${percent(next.all.left)}.`,
        zh: `后来如何（数据为模拟，故可知道）：流失概率最高的十分之一客户中，${percent(next.topTenth.alreadyGone)} 当时已停止寄件但尚无人知晓，其余有 ${percent(next.topTenth.left)} 在 ${report.horizonDays} 天内流失；全部已评分客户中分别为 ${percent(next.all.alreadyGone)} 和 ${percent(next.all.left)}。`,
      }),
    );
    print(
      say({
        en: `All ${count(risk.length)} customers: ${join(folder, 'risk.csv')} · model: ${join(folder, 'model.json')} · made of: ${join(folder, 'run.json')}`,
        zh: `全部 ${count(risk.length)} 个客户：${join(folder, 'risk.csv')} · 模型：${join(folder, 'model.json')} · 来历：${join(folder, 'run.json')}`,
      }),
    );
    print(
      say({
        en: 'Next, on your own exports: holdfast check DATA_DIR',
        zh: '下一步用自己的数据：holdfast check 数据文件夹 --lang zh',
      }),
    );
    terminal.note({ en: `Done in ${seconds(performance.now() - began, 'en')}.`, zh: `用时 ${seconds(performance.now() - began, 'zh')}。` });
  },
};
