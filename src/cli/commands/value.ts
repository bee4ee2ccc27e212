import { Option } from 'commander';
import {
  byParent,
  customerEquity,
  dayOf,
  formatDay,
  HoldfastError,
  MODEL_CHOICES,
  type ModelChoice,
  RELATIONSHIP_LENGTHS,
  type RelationshipLength,
  type Table,
  type ValueOptions,
  type ValueTable,
  valueTable,
  whatIfRetention,
} from '../../index.js';
import type { CommandContext, CommandSpec } from '../command.js';
import { type NextStep, readData, tellResult } from '../data.js';
import { count, countOf } from '../layout/number.js';
import { assumedLines, equityLines, explainLines, mostValuableLines, retentionLines } from '../layout/valueReport.js';
import { outFolder, writeResult, writeRun } from '../output.js';

const NEXT: NextStep = {
  command: 'train',
  options: ' --model model.json',
  why: { en: 'who of them is likely to leave', zh: '其中谁可能流失' },
};

export const value: CommandSpec = {
  name: 'value',
  summary: {
    en: 'what each customer is worth: the six steps, expected profit with its interval, what keeping more would bring',
    zh: '每个客户值多少：六步法、预期利润及区间、多留住客户能带来什么',
  },
  example: 'holdfast value ./export --horizon 364 --discount 10% --out ./value',
  readsData: true,
  addOptions: (command, lang) => {
    const zh = lang === 'zh';
    command
      .option('--horizon <days>', zh ? '预测多少天，28 到 3640' : 'days ahead, 28 to 3640', '364')
      .option('--discount <rate>', zh ? '年折现率，如 10% 或 0.1' : 'discount a year, such as 10% or 0.1', '10%')
      .addOption(
        new Option(
          '--relationship <how>',
          zh ? '关系年限：已有年限、1÷(1−r)，或 sBG 预期' : 'length of the relationship: so far, 1 ÷ (1 − r), or expected by sBG',
        )
          .choices([...RELATIONSHIP_LENGTHS])
          .default('tenure'),
      )
      .addOption(
        new Option(
          '--process <kind>',
          zh ? '购买过程：由数据选择、按寄件日，或按活跃周' : 'purchase process: by the data, by shipping days, or by active weeks',
        )
          .choices([...MODEL_CHOICES])
          .default('auto'),
      )
      .addOption(
        new Option('--by <level>', zh ? '按客户，或汇总到上级客户' : 'by customer, or rolled up to the parent')
          .choices(['customer', 'parent'])
          .default('customer'),
      )
      .option('--referrals', zh ? '计算推荐价值（需要“推荐客户”列）' : 'add referral value (needs referred_by)')
      .option(
        '--explain <customer>',
        zh
          ? '逐行说明一个客户的六步推导（不写 --out 时只输出它）'
          : 'print the six steps of one customer line by line (without --out nothing else)',
      );
  },
  run: async (context) => {
    const { common, own, terminal } = context;
    const options = optionsOf(context);
    const read = await readData(context);
    const seen = read.history.at(dayOf(common.asOf ?? formatDay(read.history.endDay)));
    const snapshot = own['by'] === 'parent' ? byParent(seen) : seen;
    const table = valueTable(snapshot, options);
    const explained = own['explain'] === undefined ? [] : explainLines(table, own['explain'] as string, terminal);
    if (explained.length > 0 && common.out === undefined && common.format === undefined)
      return terminal.print(explained.join('\n').trimEnd());
    const written = await writeResult(context, 'value', rounded(table));
    const folder = outFolder(context);
    if (folder !== undefined) await writeRun(context, folder, 'value', read);
    const title = {
      en: `Value as of ${formatDay(snapshot.cutoff)}: ${countOf(table.length, 'customer')}`,
      zh: `截至 ${formatDay(snapshot.cutoff)} 的客户价值：${count(table.length)} 个客户`,
    };
    const lines = [
      terminal.strong(terminal.say(title)),
      '',
      ...explained,
      ...equityLines(customerEquity(table.lifetime), table, terminal),
      ...mostValuableLines(table, terminal),
      ...retentionLines(whatIfRetention(table.lifetime), terminal),
      ...assumedLines(table, terminal),
    ];
    tellResult(context, lines, [written], NEXT);
  },
};

/** The table as people read it: money to the cent, shipments and years to hundredths, probabilities to 1/10,000. */
function rounded({ columns, length }: ValueTable): Table {
  const written = Object.entries(columns).map(([name, column]) => {
    const scale = name === 'probability_active' ? 10_000 : 100;
    return [name, column instanceof Float64Array ? column.map((value) => Math.round(scale * value) / scale + 0) : column] as const;
  });
  return { length, columns: Object.fromEntries(written) };
}

function optionsOf({ own, common }: CommandContext): ValueOptions {
  const horizonDays = Number(own['horizon']);
  const discount = String(own['discount']).trim();
  const annualDiscountRate = discount.endsWith('%') ? Number(discount.slice(0, -1)) / 100 : Number(discount);
  if (!(Number.isInteger(horizonDays) && horizonDays >= 28 && horizonDays <= 3640))
    throw usage('--horizon must be a whole number of days from 28 to 3640.', '--horizon 应为 28 到 3640 之间的整数天。');
  if (discount === '' || !(annualDiscountRate >= 0 && annualDiscountRate < 1))
    throw usage(
      '--discount must be a rate a year from 0 to below 1, such as 0.1 or 10%.',
      '--discount 应为 0 到 1 之间（不含 1）的年利率，例如 0.1 或 10%。',
    );
  return {
    horizonDays,
    annualDiscountRate,
    relationship: own['relationship'] as RelationshipLength,
    model: own['process'] as ModelChoice,
    seed: common.seed,
    ...(own['referrals'] === true ? { referrals: { annualDiscountRate } } : {}),
  };
}

function usage(en: string, zh: string): HoldfastError {
  return new HoldfastError('usage', { en, zh });
}
