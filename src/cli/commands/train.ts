import { dirname } from 'node:path';
import { explanationText, HoldfastError, trainRisk } from '../../index.js';
import { openThreads, saveModel } from '../../node/index.js';
import type { CommandSpec } from '../command.js';
import { dataArguments, readData } from '../data.js';
import { modelReport } from '../layout/modelReport.js';
import { writeRun, writeText } from '../output.js';

export const train: CommandSpec = {
  name: 'train',
  summary: {
    en: 'train a risk model on your history, and show honestly how well it does forward in time',
    zh: '用您的历史训练流失风险模型，并如实给出它在更晚时段上的表现',
  },
  example: 'holdfast train ./export --model model.json',
  readsData: true,
  addOptions: (command, lang) => {
    command.requiredOption('--model <file>', lang === 'zh' ? '模型写到哪里' : 'where the model is written');
    command.option('--horizon <days>', lang === 'zh' ? '预测多少天内流失' : 'days ahead', Number, 91);
  },
  run: async (context) => {
    const { terminal, common, own, signal } = context;
    const read = await readData(context);
    const executor = openThreads(common.threads);
    const { model, report } = await trainRisk(read.history, {
      ...(common.asOf === undefined ? {} : { asOf: common.asOf }),
      horizonDays: own['horizon'] as number,
      seed: common.seed,
      onProgress: terminal.onProgress,
      signal,
      executor,
    }).finally(executor.close);
    terminal.endProgress();
    const path = own['model'] as string;
    if (path.trim() === '')
      throw new HoldfastError('usage', { en: 'Name the file to write: --model model.json.', zh: '请指定要写的文件：--model model.json。' });
    await saveModel(path, model);
    await writeRun(context, dirname(path), 'train', read, model.id);
    if (common.out !== undefined) await writeText(context, 'training.json', `${JSON.stringify(report, null, 2)}\n`);
    if (common.format === 'json' && common.out === undefined) terminal.print(JSON.stringify(report, null, 2));
    else for (const line of modelReport(report, terminal)) terminal.print(line);
    const data = dataArguments(context);
    terminal.note(explanationText(model));
    terminal.note({
      en: `Model ${model.id} written to ${path}.\nNext: holdfast score ${data} --model ${path} --out ./risk`,
      zh: `模型 ${model.id} 已写入 ${path}。\n下一步：holdfast score ${data} --model ${path} --out ./risk`,
    });
  },
};
