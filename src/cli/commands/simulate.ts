import { join } from 'node:path';
import { HoldfastError, SCHEMA, type SimulationPreset, simulate as simulateCompany, simulatedText, truthText } from '../../index.js';
import { writeFileWhole, writeRunRecord } from '../../node/index.js';
import type { CommandSpec } from '../command.js';
import { count, countOf } from '../layout/number.js';

const PRESETS = ['realistic', 'easy', 'hard', 'demo', 'taught'];

export const simulate: CommandSpec = {
  name: 'simulate',
  summary: { en: 'make the tables of an express company whose truth is known', zh: '生成一家真相已知的快递公司的数据表' },
  example: 'holdfast simulate --customers 500 --months 36 --out ./company',
  readsData: false,
  addOptions: (command, lang) => {
    const zh = lang === 'zh';
    command.option('--customers <n>', zh ? '客户数' : 'customers', Number, 5000);
    command.option('--months <m>', zh ? '月数（自 2022 年 1 月起）' : 'months, from January 2022', Number, 42);
    command.option('--preset <name>', `${zh ? '世界' : 'world'}: ${PRESETS.join(', ')}`, 'realistic');
  },
  run: async ({ terminal, common, own, signal }) => {
    if (common.out === undefined)
      throw new HoldfastError('usage', { en: 'Name the folder to write to: --out FOLDER.', zh: '请用 --out 文件夹 指定写到哪里。' });
    const folder = common.out;
    const options = {
      customers: own['customers'] as number,
      months: own['months'] as number,
      preset: own['preset'] as SimulationPreset,
      seed: common.seed,
      language: common.lang,
    };
    const company = await simulateCompany({ ...options, onProgress: terminal.onProgress, signal });
    for (const [done, { name }] of SCHEMA.entries()) {
      terminal.onProgress({ stage: 'write', done, total: SCHEMA.length + 1 });
      await writeFileWhole(join(folder, `${name}.csv`), simulatedText(company, name, common.lang), signal);
    }
    await writeFileWhole(join(folder, 'truth.csv'), [truthText(company)], signal);
    await writeRunRecord(join(folder, 'run.json'), {
      command: 'simulate',
      options: { ...options },
      seed: common.seed,
      inputs: {},
      rows: {},
    });
    terminal.endProgress();
    terminal.note({
      en: `${countOf(company.truth.length, 'customer')} written to ${folder}: the seven tables, and truth.csv with who left, when and why.\nNext: holdfast check ${folder}`,
      zh: `已将 ${count(company.truth.length)} 个客户写入 ${folder}：七张表，以及记录谁在何时因何离开的 truth.csv。\n下一步：holdfast check ${folder} --lang zh`,
    });
  },
};
