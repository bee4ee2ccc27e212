import { displayWidth, fit } from './width.js';

/** One column of a printed table. */
export interface GridColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Longer cells are cut; default 40. */
  readonly maxWidth?: number;
}

/** Lines of a table with aligned columns, right for Chinese too; two spaces between columns, a rule under the titles. */
export function grid(columns: readonly GridColumn[], cells: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title, maxWidth = 40 }, index) =>
    Math.min(maxWidth, Math.max(displayWidth(title), ...cells.map((row) => displayWidth(row[index] ?? '')))),
  );
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align = 'left' }, index) => fit(row[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  return [line(columns.map(({ title }) => title)), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map(line)];
}
