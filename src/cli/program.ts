import { Command, type CommanderError } from 'commander';
import type { Lang } from '../index.js';
import type { CommandSpec } from './command.js';
import { check } from './commands/check.js';
import { churn } from './commands/churn.js';
import { classify } from './commands/classify.js';
import { demo } from './commands/demo.js';
import { evaluate } from './commands/evaluate.js';
import { score } from './commands/score.js';
import { segment } from './commands/segment.js';
import { simulate } from './commands/simulate.js';
import { train } from './commands/train.js';
import { value } from './commands/value.js';
import { faultOf, usageSentence } from './faults.js';
import { addCommonOptions, addTableOptions, commonOptions, languageOf, tableFiles } from './options.js';
import { refuseOtherFile } from './output.js';
import { openTerminal } from './terminal.js';

const COMMANDS: readonly CommandSpec[] = [demo, check, train, score, segment, value, churn, classify, evaluate, simulate];

/**
 * Runs the command line; resolves to the exit code: 0 done, 1 internal fault, 2 bad usage or input, 3 too many rejected rows,
 * 130 interrupted.
 */
export async function main(argv: readonly string[], version: string): Promise<number> {
  const lang = languageOf(argv);
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    await buildProgram(lang, version, abort.signal).parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    const { exitCode, code, message } = faultOf(error, lang);
    if (message !== '')
      process.stderr.write(argv.includes('--log-json') ? `${JSON.stringify({ level: 'error', code, message })}\n` : `${message}\n`);
    return exitCode;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function buildProgram(lang: Lang, version: string, signal: AbortSignal): Command {
  const zh = lang === 'zh';
  const program = new Command('holdfast')
    .description(
      zh
        ? '快递企业的客户流失预警：谁可能离开、有多大把握、为什么、损失多少。'
        : 'Early warning of customer churn for express-delivery companies: who is likely to leave, how sure, why, and what is at stake.',
    )
    .version(version, '-V, --version', zh ? '显示版本' : 'print the version')
    .helpOption('-h, --help', zh ? '显示帮助' : 'show help')
    .helpCommand(false)
    .addHelpText(
      'after',
      zh
        ? '\n先试：holdfast demo --lang zh\n再用自己的数据：holdfast check 数据文件夹 --lang zh'
        : '\nTry first:  holdfast demo\nThen your own data:  holdfast check DATA_DIR',
    );
  translate(program, lang);
  for (const spec of COMMANDS) addCommand(program, spec, lang, signal);
  return program;
}

function addCommand(program: Command, spec: CommandSpec, lang: Lang, signal: AbortSignal): void {
  const command = program.command(spec.name).description(spec.summary[lang]);
  translate(command, lang);
  command.helpOption('-h, --help', lang === 'zh' ? '显示帮助' : 'show help');
  if (spec.readsData) command.argument('[DATA_DIR]', lang === 'zh' ? '数据文件夹' : 'folder of tables');
  spec.addOptions?.(command, lang);
  addCommonOptions(command, lang);
  if (spec.readsData) addTableOptions(command, lang);
  command.addHelpText('after', `\n${lang === 'zh' ? '例如' : 'Example'}:\n  ${spec.example}`);
  command.action(async (...given: unknown[]) => {
    const own = command.opts();
    const common = commonOptions(own);
    const terminal = openTerminal(common);
    try {
      refuseOtherFile(common.out);
      await spec.run({
        terminal,
        common,
        own,
        signal,
        tables: tableFiles(own),
        dataDir: spec.readsData ? (given[0] as string | undefined) : undefined,
      });
    } finally {
      terminal.endProgress();
    }
  });
}

const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

function translate(command: Command, lang: Lang): void {
  command.exitOverride((error: CommanderError) => {
    if (error.code !== 'commander.help' && error.code !== 'commander.helpDisplayed' && error.code !== 'commander.version')
      process.stderr.write(`${usageSentence(error, lang)}\n${hint(command, lang)}\n`);
    throw error;
  });
  command.configureOutput({ outputError: () => {} });
  command.configureHelp({ styleTitle: (title) => (lang === 'zh' ? (HEADINGS[title] ?? title) : title), sortSubcommands: false });
}

function hint(command: Command, lang: Lang): string {
  const name = command.name() === 'holdfast' ? 'holdfast' : `holdfast ${command.name()}`;
  return lang === 'zh' ? `用法见：${name} --help --lang zh` : `See: ${name} --help`;
}
