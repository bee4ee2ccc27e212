import { z } from 'zod';
import { HoldfastError, type SegmentRule } from '../index.js';

const range = z.tuple([z.number(), z.number()]);
const schema = z.array(
  z.strictObject({
    id: z.string(),
    title: z.strictObject({ en: z.string(), zh: z.string() }).optional(),
    r: range.optional(),
    f: range.optional(),
    m: range.optional(),
  }),
);

/**
 * Segment rules of a JSON file: `[{ "id": "best", "r": [4, 5], "f": [4, 5] }, …]`; the first match wins.
 *
 * @throws HoldfastError `bad-mapping` naming the first place that is wrong
 */
export function parseRules(json: unknown, file: string): readonly SegmentRule[] {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data as SegmentRule[];
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new HoldfastError('bad-mapping', {
    en: `${file} is no table of segment rules${where === '' ? '' : ` (at ${where})`}; write [{ "id": "best", "r": [4, 5], "f": [4, 5], "m": [4, 5] }, …].`,
    zh: `${file} 不是分群规则表${where === '' ? '' : `（位置 ${where}）`}；请写成 [{ "id": "best", "r": [4, 5], "f": [4, 5], "m": [4, 5] }, …]。`,
  });
}
