import type { Command } from 'commander';
import type { Lang, Text } from '../index.js';
import type { CommonOptions, TableFiles } from './options.js';
import type { Terminal } from './terminal.js';

/** What a command is given. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly common: CommonOptions;
  readonly tables: TableFiles;
  /** The folder named on the command line, if any. */
  readonly dataDir: string | undefined;
  /** The command's own options. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/** One command of the command line. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: Text;
  readonly example: string;
  readonly readsData: boolean;
  readonly addOptions?: (command: Command, lang: Lang) => void;
  readonly run: (context: CommandContext) => Promise<void>;
}
