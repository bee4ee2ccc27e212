import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ErrorCode, HoldfastError } from '../core/errors.js';
import { writeFileWhole } from './atomicFile.js';

const MAX_BYTES = 256 << 20;

/**
 * JSON with sorted keys, two spaces deep, and a line end: equal values have equal text, whatever the order in which they were made.
 *
 * @param value - plain data; fields that are undefined are left out
 * @example
 * ```ts
 * jsonText({ seed: 1, asOf: '2026-06-30' }); // => '{\n  "asOf": "2026-06-30",\n  "seed": 1\n}\n'
 * ```
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(sortedKeys(value), null, 2)}\n`;
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sortedKeys(each)]));
}

/**
 * Reads a JSON file: a model, a mapping, options. A byte order mark is passed over.
 *
 * @param path - the file, UTF-8, at most 256 MiB
 * @param code - code of the error when it is not JSON, or too large
 * @returns the value as it stands: check it, as `parseRiskModel` does
 * @throws HoldfastError `no-file`, `unreadable-file`, or `code`
 * @example
 * ```ts
 * await writeFileWhole('mapping.json', ['{ "shipments": { "customer_id": "Kunde" } }']);
 * await loadJson('mapping.json', 'bad-mapping'); // => { shipments: { customer_id: 'Kunde' } }
 * await loadJson('absent.json'); // => throws no-file
 * ```
 */
export async function loadJson(
  path: string,
  code: Extract<ErrorCode, 'bad-model' | 'bad-mapping' | 'bad-parameter'> = 'bad-parameter',
): Promise<unknown> {
  const name = basename(path);
  const text = await readText(path, name, code);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const why = (error as Error).message;
    throw new HoldfastError(code, {
      en: `${name}: not JSON (${why}); correct the file at that place`,
      zh: `${name}：不是 JSON(${why}）；请更正文件中该处`,
    });
  }
}

async function readText(path: string, name: string, code: ErrorCode): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES)
      throw new HoldfastError(code, {
        en: `${name}: larger than 256 MiB, so not such a file; check the path`,
        zh: `${name}：超过 256 MiB，不是这种文件；请检查路径`,
      });
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof HoldfastError) throw error;
    const reason = (error as { code?: string }).code ?? '';
    if (reason === 'ENOENT')
      throw new HoldfastError('no-file', { en: `${name}: there is no such file; check the path`, zh: `${name}：没有这个文件；请检查路径` });
    throw new HoldfastError('unreadable-file', {
      en: `${name}: cannot be read (${reason}); check that it is a file and that you may read it`,
      zh: `${name}：无法读取（${reason}）；请确认它是文件且您有读取权限`,
    });
  }
}

/**
 * Writes a model (or any value) as JSON on one line, whole or not at all. Read it back by `parseRiskModel(await loadJson(path, 'bad-model'))`.
 *
 * @param path - the file; its folder is made if absent
 * @param model - plain data; numbers keep every bit
 * @throws HoldfastError `write-failed`
 * @example
 * ```ts
 * await saveModel('models/limits.json', { epsilon: 0.001, days: [28, 182] });
 * await loadJson('models/limits.json'); // => { epsilon: 0.001, days: [28, 182] }
 * ```
 */
export async function saveModel(path: string, model: unknown): Promise<void> {
  await writeFileWhole(path, [`${JSON.stringify(model)}\n`]);
}
