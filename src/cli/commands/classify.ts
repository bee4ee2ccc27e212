import { Option } from 'commander';
import { type CauseMapping, type ClassifyOptions, causeOf, classifyChurn, dayOf, formatDay, HoldfastError } from '../../index.js';
import { loadJson } from '../../node/index.js';
import type { CommandContext, CommandSpec } from '../command.js';
import { type NextStep, readData, tellResult } from '../data.js';
import { evidenceLines, latestLines, reasonLines, typeLines } from '../layout/classifyReport.js';
import { count } from '../layout/number.js';
import { outFolder, writeResult, writeRun } from '../output.js';

const NEXT: NextStep = {
  command: 'train',
  options: ' --model model.json',
  why: { en: 'who is likely to leave next', zh: '接下来谁可能流失' },
};

export const classify: CommandSpec = {
  name: 'classify',
  summary: {
    en: 'why customers left: of their own will or not, for which cause, with the evidence for and against; and those at risk',
    zh: '客户为何流失：无意、蓄意还是企业剔除，出于什么原因，正反证据各是什么；以及有流失风险的客户',
  },
  example: 'holdfast classify ./export --reasons reasons.json --out ./types',
  readsData: true,
  addOptions: (command, lang) => {
    const zh = lang === 'zh';
    command
      .addOption(
        new Option('--by <level>', zh ? '按客户，或汇总到上级客户' : 'by customer, or rolled up to the parent')
          .choices(['customer', 'parent'])
          .default('customer'),
      )
      .option(
        '--reasons <file>',
        zh
          ? '流失原因的用语对照（JSON）：{ "R07": "price", "不详": "" }'
          : 'what the words of your exit reasons mean (JSON): { "R07": "price", "n/a": "" }',
      )
      .addOption(
        new Option(
          '--exit-reasons <how>',
          zh ? '采用或忽略记录的流失原因和去向' : 'use or ignore the exit reasons and destinations on record',
        )
          .choices(['use', 'ignore'])
          .default('use'),
      );
  },
  run: async (context) => {
    const { common, own, terminal } = context;
    const reasons =
      own['reasons'] === undefined ? undefined : parseReasons(await loadJson(own['reasons'] as string), own['reasons'] as string);
    const read = await readData(context);
    const cutoff = dayOf(common.asOf ?? formatDay(read.history.endDay));
    const result = classifyChurn(read.history, {
      at: cutoff,
      by: own['by'] as NonNullable<ClassifyOptions['by']>,
      exitReasons: own['exitReasons'] as NonNullable<ClassifyOptions['exitReasons']>,
      lang: common.lang,
      atRisk: true,
      ...(reasons === undefined ? {} : { reasons }),
    });
    const written = [await writeResult(context, 'types', result.types)];
    const folder = outFolder(context);
    if (folder !== undefined) await writeRun(context, folder, 'classify', read);
    const { report, types } = result;
    tellResult(
      context,
      [
        ...headLines(report.customers, report.atRisk.customers, cutoff, context),
        ...typeLines(types, report, terminal),
        ...evidenceLines(report, terminal),
        ...reasonLines(report, terminal),
        ...latestLines(types, report.customers, terminal),
      ],
      written,
      NEXT,
    );
  },
};

/** Words of exit reasons of a JSON file, `{ "R07": "price", "n/a": "" }`; throws `bad-mapping` for anything else. */
function parseReasons(json: unknown, file: string): CauseMapping {
  const isTable = typeof json === 'object' && json !== null && !Array.isArray(json);
  const entries: [string, unknown][] = isTable ? Object.entries(json) : [];
  const wrong = entries.find(([, cause]) => typeof cause !== 'string');
  if (!isTable || wrong !== undefined) {
    const where = wrong === undefined ? { en: '', zh: '' } : { en: ` (at "${wrong[0]}")`, zh: `（“${wrong[0]}”处）` };
    throw new HoldfastError('bad-mapping', {
      en: `${file} is no table of exit reasons${where.en}; write { "R07": "price", "n/a": "" }: each word and its cause, or "" for none.`,
      zh: `${file} 不是流失原因对照表${where.zh}；请写成 { "R07": "price", "不详": "" }：每个用语及其原因代码，"" 表示无。`,
    });
  }
  const mapping = json as CauseMapping;
  causeOf('', mapping);
  return mapping;
}

function headLines(left: number, atRisk: number, cutoff: number, { terminal }: CommandContext): string[] {
  const { say, strong } = terminal;
  return [
    strong(
      say({
        en: `Why customers left, as of ${formatDay(cutoff)}: ${count(left)} gone, ${count(atRisk)} silent for longer than usual`,
        zh: `截至 ${formatDay(cutoff)} 的流失原因：已流失 ${count(left)} 个客户，另有 ${count(atRisk)} 个沉默超出常态`,
      }),
    ),
    '',
  ];
}
