import { evaluateRisk, parseRiskModel } from '../../index.js';
import { jsonText, loadJson } from '../../node/index.js';
import type { CommandSpec } from '../command.js';
import { readData } from '../data.js';
import { evaluationReport } from '../layout/evaluationReport.js';
import { outFolder, writeRun, writeText } from '../output.js';

export const evaluate: CommandSpec = {
  name: 'evaluate',
  summary: { en: 'how a model does on later data: discrimination, calibration, drift', zh: '模型在更晚数据上的表现：区分度、校准、漂移' },
  example: 'holdfast evaluate ./export --model model.json --out ./evaluation',
  readsData: true,
  addOptions: (command, lang) => {
    command.requiredOption('--model <file>', lang === 'zh' ? '训练好的模型' : 'a trained model');
  },
  run: async (context) => {
    const { common, own, terminal, signal } = context;
    const model = await parseRiskModel(await loadJson(own['model'] as string, 'bad-model'));
    const read = await readData(context);
    const report = await evaluateRisk(model, read.history, {
      ...(common.asOf === undefined ? {} : { asOf: common.asOf }),
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
