import { Option } from 'commander';
import {
  type ChurnEvent,
  explanationText,
  formatDay,
  type History,
  HoldfastError,
  parseRiskModel,
  type RiskTable,
  type Snapshot,
  scoreByRhythm,
  scoreRisk,
} from '../../index.js';
import { loadJson } from '../../node/index.js';
import type { CommandContext, CommandSpec } from '../command.js';
import { readData, tellHindsight, typesTaught } from '../data.js';
import { count, countOf } from '../layout/number.js';
import { warningList } from '../layout/warningList.js';
import { outFolder, writeResult, writeRun } from '../output.js';

export const score: CommandSpec = {
  name: 'score',
  summary: {
    en: 'the early-warning list: who is likely to leave, how sure, why, and what is at stake',
    zh: '流失预警名单：谁可能离开、把握多大、为什么、涉及多少利润',
  },
  example: 'holdfast score ./export --model model.json --out ./risk',
  readsData: true,
  addOptions: (command, lang) => {
    const zh = lang === 'zh';
    command.option(
      '--model <file>',
      zh ? '训练好的模型；不给则按客户自身的发货节奏排序' : 'a trained model; without it customers are ranked by their own rhythm',
    );
    command.addOption(
      new Option(
        '--event <event>',
        zh ? '名单针对什么：流失、降级（价值减半）或两者' : 'what the list is about: leaving, downgrade (half the value gone), or either',
      )
        .choices(['leave', 'downgrade', 'either'])
        .default('leave'),
    );
    command.option('--explain <n>', zh ? '为前 n 行给出原因' : 'reasons for the first n rows', Number, 1000);
  },
  run: async (context) => {
    const { common, own, terminal } = context;
    const model = own['model'] === undefined ? undefined : await parseRiskModel(await loadJson(own['model'] as string, 'bad-model'));
    const read = await readData(context);
    const snapshot = read.history.at(common.asOf ?? read.history.endDay);
    if (model !== undefined) tellHindsight(context, snapshot.cutoff, model);
    const table = await scored(context, read.history, snapshot, model);
    terminal.endProgress();
    const written = await writeResult(context, 'risk', table);
    const folder = outFolder(context);
    if (folder !== undefined) await writeRun(context, folder, 'score', read, model?.id ?? 'rhythm');
    tell(context, table, snapshot, written);
    if (model !== undefined && (own['explain'] as number) > 0) terminal.note(explanationText(model));
  },
};

async function scored(
  { common, own, terminal, signal }: CommandContext,
  history: History,
  snapshot: Snapshot,
  model: Awaited<ReturnType<typeof parseRiskModel>> | undefined,
): Promise<RiskTable> {
  if (model === undefined) {
    terminal.note({
      en: 'No model given: customers are ranked by how unusual their present silence is, and no probability is stated.',
      zh: '未给出模型：按当前沉默的反常程度排序，不给出概率。',
    });
    return scoreByRhythm(snapshot, { lang: common.lang });
  }
  const explain = own['explain'] as number;
  if (!Number.isInteger(explain) || explain < 0)
    throw new HoldfastError('usage', { en: '--explain must be a whole number, 0 or more.', zh: '--explain 应为不小于 0 的整数。' });
  return scoreRisk(model, snapshot, {
    explain,
    lang: common.lang,
    event: own['event'] as ChurnEvent,
    signal,
    ...typesTaught(history, snapshot),
  });
}

/** With a file, the first ten are shown to the person; the result itself stays where it was asked for. */
function tell({ terminal, own }: CommandContext, table: RiskTable, snapshot: Snapshot, written: string | undefined): void {
  const asOf = formatDay(snapshot.cutoff);
  if (written === undefined) {
    terminal.note({ en: `${countOf(table.length, 'customer')} as of ${asOf}.`, zh: `截至 ${asOf}，共 ${count(table.length)} 个客户。` });
    return;
  }
  const list = warningList(table, terminal, 10, own['event'] as ChurnEvent).join('\n');
  terminal.note({
    en: `Early-warning list as of ${asOf}, the first of ${countOf(table.length, 'customer')}:\n\n${list}\n\nThe whole list: ${written}`,
    zh: `截至 ${asOf} 的流失预警名单（共 ${count(table.length)} 个客户，以下为前列）：\n\n${list}\n\n完整名单：${written}`,
  });
}
