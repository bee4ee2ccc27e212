import { styleText } from 'node:util';
import type { Lang, Progress, Text } from '../index.js';
import { bar, count, seconds } from './layout/number.js';
import { fit } from './layout/width.js';

/** Where a command speaks: results on stdout, everything else on stderr. */
export interface Terminal {
  readonly lang: Lang;
  /** A line of the result. */
  print(line?: string): void;
  /** A line to the person at the terminal, on stderr; nothing under `--quiet`, one JSON object under `--log-json`. */
  note(text: Text): void;
  /** Like `note`, but said under `--quiet` too. */
  warn(text: Text): void;
  /** The text in the language of this run. */
  say(text: Text): string;
  readonly onProgress: (progress: Progress) => void;
  /** Ends a bar that stands on the terminal. */
  endProgress(): void;
  /** Columns of stdout, at most 120. */
  readonly width: number;
  strong(text: string): string;
}

export interface TerminalOptions {
  readonly lang: Lang;
  readonly quiet: boolean;
  readonly logJson: boolean;
}

const STAGES: Readonly<Record<string, Text>> = {
  read: { en: 'reading', zh: '读取' },
  features: { en: 'looking back, month by month', zh: '逐月回看' },
  choose: { en: 'choosing a model', zh: '挑选模型' },
  test: { en: 'testing forward in time', zh: '向后检验' },
  final: { en: 'training the final model', zh: '训练最终模型' },
  simulate: { en: 'simulating', zh: '模拟' },
  write: { en: 'writing', zh: '写出' },
};

/** The terminal of this process. */
export function openTerminal({ lang, quiet, logJson }: TerminalOptions): Terminal {
  const say = (text: Text): string => text[lang];
  const log = (level: string, data: object): void => void process.stderr.write(`${JSON.stringify({ level, ...data })}\n`);
  const progress = logJson ? jsonProgress(log) : quiet ? silentProgress() : process.stderr.isTTY ? barProgress(lang) : lineProgress(lang);
  const line = (level: string, text: Text): void => {
    progress.end();
    if (logJson) log(level, { message: say(text) });
    else process.stderr.write(`${say(text)}\n`);
  };
  return {
    lang,
    say,
    print: (text = '') => void process.stdout.write(`${text}\n`),
    note: (text) => {
      if (!quiet) line('info', text);
    },
    warn: (text) => line('warn', text),
    onProgress: progress.show,
    endProgress: progress.end,
    width: Math.min(120, process.stdout.columns ?? 100),
    strong: (text) => (process.stdout.isTTY && !process.env['NO_COLOR'] ? styleText('bold', text) : text),
  };
}

interface ProgressSink {
  show(progress: Progress): void;
  end(): void;
}

function stageName(stage: string, lang: Lang): string {
  return STAGES[stage]?.[lang] ?? stage;
}

function silentProgress(): ProgressSink {
  return { show: () => {}, end: () => {} };
}

function jsonProgress(log: (level: string, data: object) => void): ProgressSink {
  const due = throttle(500);
  return {
    show: ({ stage, done, total }) => {
      if (due(stage) || done >= total) log('progress', { stage, done, total });
    },
    end: () => {},
  };
}

function barProgress(lang: Lang): ProgressSink {
  const due = throttle(80);
  let shown = false;
  return {
    show: ({ stage, done, total }) => {
      if (!due(stage) && done < total) return;
      shown = true;
      const fraction = done / total;
      // Where the end is not known beforehand there is no bar, only how far it has come.
      const state = total > 0 ? `${bar(fraction, 24)} ${fit(`${Math.floor(fraction * 100)}%`, 4, 'right')}` : fit(count(done), 29);
      process.stderr.write(`\r${fit(stageName(stage, lang), 28)} ${state} `);
    },
    end: () => {
      if (shown) process.stderr.write(`\r${' '.repeat(62)}\r`);
      shown = false;
    },
  };
}

/** One line when a stage has run for a second, and one every ten seconds after. */
function lineProgress(lang: Lang): ProgressSink {
  let stage = '';
  let began = 0;
  let next = 1000;
  return {
    show: (progress) => {
      const now = performance.now();
      if (progress.stage !== stage) {
        stage = progress.stage;
        began = now;
        next = 1000;
      }
      if (now - began < next) return;
      next += 10_000;
      const share = progress.total > 0 ? ` ${Math.floor((100 * progress.done) / progress.total)}%` : ` ${count(progress.done)}`;
      process.stderr.write(`${stageName(stage, lang)}${share} (${seconds(now - began, lang)})\n`);
    },
    end: () => {},
  };
}

/** True at most once in `milliseconds` for one stage, and whenever the stage changes. */
function throttle(milliseconds: number): (stage: string) => boolean {
  let last = Number.NEGATIVE_INFINITY;
  let lastStage = '';
  return (stage) => {
    const now = performance.now();
    if (stage === lastStage && now - last < milliseconds) return false;
    last = now;
    lastStage = stage;
    return true;
  };
}
