import { evaluateRisk, parseRiskModel } from '../../index.js';
import { jsonText, loadJson } from '../../node/index.js';
import type { CommandSpec } from '../command.js';
import { readData } from '../data.js';
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
    const report = await evaluateRisk(model, read.history, {
      ...(common.asOf === undefined ? {} : { asOf: common.asOf }),
      acceptance: own['acceptance'] as number | undefined,
      offerShare: own['offerShare'] as number | undefined,
      contactCost: own['contactCost'] as number | undefined,
      onProgress: terminal.onProgress,
      signal,
    });
    terminal.endProgress();
    const folder = outFolder(context);
    const lines = evaluationReport(report, terminal).join('\n');
    if (folder === undefined && common.format !== 'json') return terminal.print(lines);
    const written = await writeText(context, 'evaluation.json', jsonText(report));
    if (folder === undefined || written === undefined) return;
    await writeRun(context, folder, 'evaluate', read, model.id);
    terminal.note({ en: `${lines}\n\nWritten to ${written}.`, zh: `${lines}\n\n已写入 ${written}。` });
  },
};
