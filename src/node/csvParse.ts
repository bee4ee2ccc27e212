import { parse } from 'csv-parse/sync';

/** csv-parse as every record is read with it: a quote inside an unquoted cell is an ordinary character, any line end ends a record. */
export const csvParseOptions = (delimiter: number): { readonly [key: string]: unknown } => ({
  delimiter: String.fromCharCode(delimiter),
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  bom: false,
});

/** Cells of one well-formed record at `[start, end)`, by csv-parse. About 15 µs. */
export function parseRecord(bytes: Uint8Array, start: number, end: number, delimiter: number): readonly string[] {
  const slice = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  return (parse(slice, csvParseOptions(delimiter)) as string[][])[0] ?? [];
}
