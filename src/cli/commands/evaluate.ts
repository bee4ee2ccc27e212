import {
  evaluateRisk,
  familyImportance,
  HoldfastError,
  parseRiskModel,
  type RiskEvaluation,
  type RiskModel,
  recalibrateRisk,
  rewrittenFeatures,
  rows,
} from '../../index.js';
import { jsonText, loadJson, type ReadHistory, readHistory, saveModel } from '../../node/index.js';
import type { CommandContext, CommandSpec } from '../command.js';
import { dataArguments, readData, tellHindsight } from '../data.js';
import { familyLines, nextStep, rewrittenLines } from '../layout/evaluationExtras.js';
import { evaluationReport } from '../layout/evaluationReport.js';
import { outFolder, writeRun, writeText } from '../output.js';

export const evaluate: CommandSpec = {
  name: 'evaluate',
  summary: {
    en: 'how a model does on later data: keep, recalibrate or retrain it, and how far down the list contacting pays',
    zh: '模型在更晚数据上的表现：继续使用、重新校准还是重新训练，以及联系多少客户划算',
  },
  example: 'holdfast evaluate ./export --model model.json --out ./evaluation',
  readsData: true,
  addOptions: (command, lang) => {
    const zh = lang === 'zh';
    command.requiredOption('--model <file>', zh ? '训练好的模型' : 'a trained model');
    command.option(
      '--recalibrated <file>',
      zh ? '把按之后结果重新校准的模型写到哪里' : 'where to write the model recalibrated on later outcomes',
    );
    command.option(
      '--earlier <folder>',
      zh ? '同一公司较早的导出：指出事后被改写的特征' : 'an earlier export of the same company: names features rewritten since',
    );
    command.option(
      '--acceptance <share>',
      zh ? '接受优惠的将流失客户比例，默认 0.3' : 'share of would-be leavers an offer keeps; 0.3',
      Number,
    );
    command.option('--offer-share <share>', zh ? '优惠占年利润的比例，默认 0.05' : "the offer as a share of a year's profit; 0.05", Number);
    command.option(
      '--contact-cost <money>',
      zh ? '一次联系的成本，默认为年利润中位数的 0.5%' : 'what one contact costs; 0.5% of the median annual profit',
      Number,
    );
  },
  run: async (context) => {
    const { common, own, terminal, signal } = context;
    const model = await parseRiskModel(await loadJson(own['model'] as string, 'bad-model'));
    const read = await readData(context);
    tellHindsight(context, read.history.at(common.asOf ?? read.history.endDay).cutoff, model);
    const report = await evaluateRisk(model, read.history, {
      ...(common.asOf === undefined ? {} : { asOf: common.asOf }),
      acceptance: own['acceptance'] as number | undefined,
      offerShare: own['offerShare'] as number | undefined,
      contactCost: own['contactCost'] as number | undefined,
      onProgress: terminal.onProgress,
      signal,
    });
    const families = await familiesOf(context, model, read, report);
    const rewritten = await rewrittenOf(context, read);
    terminal.endProgress();
    const path = own['model'] as string;
    const lines = [
      ...evaluationReport(report, terminal),
      ...familyLines(families, SHUFFLES, terminal),
      ...(rewritten === undefined ? [] : rewrittenLines(rewritten, terminal)),
    ].join('\n');
    const folder = outFolder(context);
    if (folder === undefined && common.format !== 'json') terminal.print(lines);
    else {
      const whole = { ...report, ...(families.length === 0 ? {} : { families }), ...(rewritten === undefined ? {} : { rewritten }) };
      const written = await writeText(context, 'evaluation.json', jsonText(whole));
      if (folder !== undefined && written !== undefined) {
        await writeRun(context, folder, 'evaluate', read, model.id);
        terminal.note({ en: `${lines}\n\nWritten to ${written}.`, zh: `${lines}\n\n已写入 ${written}。` });
      }
    }
    const mended = await writeRecalibrated(context, model, read);
    terminal.note(nextStep(mended ? 'keep' : report.verdict.action, dataArguments(context), mended ?? path));
  },
};

/** Few shuffles: the order of families settles early, and an evaluation should not wait for it. */
const SHUFFLES = 4;
const MOST_CUTOFFS = 4;

/** What the model lives on, on the latest of the cutoffs that were judged; none where none was. */
async function familiesOf({ common, signal }: CommandContext, model: RiskModel, { history }: ReadHistory, report: RiskEvaluation) {
  if (report.evaluation === null || report.customers.left === 0 || report.customers.stayed === 0) return [];
  const cutoffs = Math.min(MOST_CUTOFFS, report.cutoffs.length);
  const asOf = common.asOf === undefined ? {} : { asOf: common.asOf };
  return [...rows(await familyImportance(model, history, { ...asOf, cutoffs, repeats: SHUFFLES, signal }))];
}

async function rewrittenOf({ common, own, signal }: CommandContext, { history }: ReadHistory) {
  const folder = own['earlier'];
  if (typeof folder !== 'string') return undefined;
  const mapping = common.map === undefined ? {} : { mapping: await loadJson(common.map), mappingName: common.map };
  const earlier = await readHistory(folder, { ...mapping, timeZone: common.timeZone, maxRejected: common.maxRejected, signal });
  return rewrittenFeatures(earlier.history, history);
}

/** @returns where the recalibrated model was written, if one was asked for */
async function writeRecalibrated(context: CommandContext, model: RiskModel, { history }: ReadHistory): Promise<string | undefined> {
  const { common, own, terminal, signal } = context;
  const path = own['recalibrated'];
  if (typeof path !== 'string') return undefined;
  if (path.trim() === '' || path === own['model'])
    throw new HoldfastError('usage', {
      en: 'Name another file than the model for the recalibrated one: --recalibrated model2.json.',
      zh: '请为重新校准的模型指定另一个文件：--recalibrated model2.json。',
    });
  const mended = await recalibrateRisk(model, history, { ...(common.asOf === undefined ? {} : { asOf: common.asOf }), signal });
  await saveModel(path, mended);
  const { en, zh } = mended.card.recalibrated?.text ?? { en: '', zh: '' };
  terminal.note({ en: `${en}\nModel ${mended.id} written to ${path}.`, zh: `${zh}\n模型 ${mended.id} 已写入 ${path}。` });
  return path;
}
