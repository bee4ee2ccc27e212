import { type Command, InvalidArgumentError, Option } from 'commander';
import { dayOf, type Lang, SCHEMA, type TableName } from '../index.js';

/** What every command takes, checked. */
export interface CommonOptions {
  readonly asOf?: string;
  readonly lang: Lang;
  readonly format?: 'csv' | 'json' | 'ndjson';
  readonly out?: string;
  readonly threads: number;
  readonly seed: number;
  readonly map?: string;
  readonly timeZone: string;
  readonly maxRejected: number;
  readonly quiet: boolean;
  readonly logJson: boolean;
}

/** `--customers FILE`, `--shipments FILE` …: one or more files a table, instead of a folder. */
export type TableFiles = Partial<Record<TableName, readonly string[]>>;

function wholeNumber(low: number, high: number, lang: Lang): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(
      lang === 'zh' ? `应为 ${low} 到 ${high} 之间的整数。` : `It must be a whole number from ${low} to ${high}.`,
    );
  };
}

function day(lang: Lang): (text: string) => string {
  return (text) => {
    try {
      dayOf(text);
      return text;
    } catch {
      throw new InvalidArgumentError(
        lang === 'zh' ? '请写成 YYYY-MM-DD,例如 2026-06-30。' : 'Write it as YYYY-MM-DD, for example 2026-06-30.',
      );
    }
  };
}

function share(lang: Lang): (text: string) => number {
  return (text) => {
    const value = text.trim().endsWith('%') ? Number(text.trim().slice(0, -1)) / 100 : Number(text);
    if (text.trim() !== '' && value >= 0 && value <= 1) return value;
    throw new InvalidArgumentError(
      lang === 'zh' ? '应为 0 到 1 之间的数，或百分数，例如 5%。' : 'It must be from 0 to 1, or a percentage such as 5%.',
    );
  };
}

function timeZone(lang: Lang): (text: string) => string {
  return (text) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: text });
      return text;
    } catch {
      throw new InvalidArgumentError(
        lang === 'zh' ? '没有这个时区；例如 Asia/Shanghai。' : 'There is no such time zone; for example Asia/Shanghai.',
      );
    }
  };
}

/** Adds the options that every command takes. */
export function addCommonOptions(command: Command, lang: Lang): Command {
  const zh = lang === 'zh';
  return command
    .option(
      '--as-of <date>',
      zh
        ? '截止日：只看这一天 00:00 之前已知的事（默认：最后一票的次日）'
        : 'cutoff: only what was known before 00:00 of this day (default: the day after the latest shipment)',
      day(lang),
    )
    .addOption(new Option('--lang <language>', zh ? '语言' : 'language of messages and reports').choices(['en', 'zh']).default('en'))
    .addOption(new Option('--format <format>', zh ? '结果格式' : 'format of the result').choices(['csv', 'json', 'ndjson']))
    .option(
      '--out <path>',
      zh
        ? '文件夹（不存在则创建），或以 .csv/.json/.ndjson 结尾的一个文件；不写则输出到标准输出'
        : 'a folder (made if absent), or one file ending in .csv, .json or .ndjson; without it the result goes to stdout',
    )
    .option(
      '--threads <n>',
      zh ? '训练时最多使用的线程数（结果与线程数无关）' : 'at most this many threads in training (results never depend on it)',
      wholeNumber(1, 64, lang),
      1,
    )
    .option('--seed <n>', zh ? '随机种子' : 'random seed', wholeNumber(0, 4294967295, lang), 1)
    .option('--map <file>', zh ? '列名映射文件(JSON)' : 'mapping file (JSON) for headers that are not recognised')
    .option('--time-zone <zone>', zh ? '没有时区的时间所属的时区' : 'zone of times that carry none', timeZone(lang), 'Asia/Shanghai')
    .option(
      '--max-rejected <share>',
      zh ? '被拒行超过此比例即停止' : 'stop when more than this share of rows is rejected',
      share(lang),
      0.05,
    )
    .option('--quiet', zh ? '不显示进度和说明' : 'no progress and no notes')
    .option('--log-json', zh ? '进度和说明写成 JSON 行（标准错误）' : 'progress and notes as JSON lines on stderr');
}

/** Adds one flag a table, for data that does not lie in one folder. */
export function addTableOptions(command: Command, lang: Lang): Command {
  for (const { name, title } of SCHEMA)
    command.option(
      `--${name} <file...>`,
      lang === 'zh' ? `${title.zh}表的文件（代替文件夹）` : `file of the ${title.en} table (instead of a folder)`,
    );
  return command;
}

/** The options as the commands use them. */
export function commonOptions(raw: Readonly<Record<string, unknown>>): CommonOptions {
  return {
    ...optional('asOf', raw['asOf']),
    ...optional('format', raw['format']),
    ...optional('out', raw['out']),
    ...optional('map', raw['map']),
    lang: raw['lang'] as Lang,
    threads: raw['threads'] as number,
    seed: raw['seed'] as number,
    timeZone: raw['timeZone'] as string,
    maxRejected: raw['maxRejected'] as number,
    quiet: raw['quiet'] === true,
    logJson: raw['logJson'] === true,
  } as CommonOptions;
}

function optional(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

/** Files given by table flags. */
export function tableFiles(raw: Readonly<Record<string, unknown>>): TableFiles {
  return Object.fromEntries(SCHEMA.flatMap(({ name }) => (Array.isArray(raw[name]) ? [[name, raw[name]]] : [])));
}

/** The language asked for anywhere on the command line, before anything else is parsed. */
export function languageOf(argv: readonly string[]): Lang {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const value = at < 0 ? '' : (argv[at]?.split('=')[1] ?? argv[at + 1] ?? '');
  return value === 'zh' ? 'zh' : 'en';
}
