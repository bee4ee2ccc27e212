import { CommanderError } from 'commander';
import { EXIT_CODES, errorCodeOf, type HoldfastError, type Lang, type Text } from '../index.js';

/** What the command line says of an error, and the code it exits with. */
export function faultOf(error: unknown, lang: Lang): { readonly exitCode: number; readonly code: string; readonly message: string } {
  if (error instanceof CommanderError) return { exitCode: error.exitCode === 0 ? 0 : 2, code: 'usage', message: '' };
  const code = errorCodeOf(error);
  const text = (error as HoldfastError).text as Text | undefined;
  if (code !== 'internal' && text) return { exitCode: EXIT_CODES[code], code, message: text[lang] };
  const detail = error instanceof Error ? error.message : String(error);
  const message =
    lang === 'zh'
      ? `内部错误：${detail}。这不是数据的问题；请附上 holdfast --version 的输出报告此错误。`
      : `Internal fault: ${detail}. This is not your data's fault; please report it with what holdfast --version prints.`;
  return { exitCode: EXIT_CODES.internal, code: 'internal', message };
}

/** Commander's own sentences in Chinese, by its stable codes; its English text where there is none. */
export function usageSentence(error: CommanderError, lang: Lang): string {
  if (lang === 'en') return error.message;
  const quoted = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownOption':
      return `错误：没有选项 ${quoted}`;
    case 'commander.unknownCommand':
      return `错误：没有命令 ${quoted}`;
    case 'commander.missingArgument':
      return `错误：缺少参数 ${quoted}`;
    case 'commander.missingMandatoryOptionValue':
      return `错误：必须给出选项 ${quoted}`;
    case 'commander.optionMissingArgument':
      return `错误：选项 ${quoted} 缺少值`;
    case 'commander.invalidArgument':
      return `错误：选项 ${quoted} 的值无效。${error.message
        .split('. ')
        .slice(1)
        .join('. ')
        .replace(/^Allowed choices are/, '可选:')}`;
    case 'commander.excessArguments':
      return '错误：参数过多';
    default:
      return error.message;
  }
}
