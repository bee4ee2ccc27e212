import { expect, test } from 'vitest';
import { type DictionaryRow, dictionary, FEATURE_FAMILIES } from '../../src/features/index.js';
import { tableSchema } from '../../src/history/index.js';

const RENEW = 'npx vitest run --config .config/vitest.config.ts test/features/dictionary.test.ts -u';

const HEAD = `# Features

The data dictionary: every number that is known of a customer before a cutoff, as \`dictionary()\` of \`holdfast\` gives it. Generated from the code; a test fails when it is stale. Renew it by

\`\`\`sh
${RENEW}
\`\`\`

- **unit**: how the value is held. \`log_count\` is ln(1 + n); \`log_rate\` is ln(shipments a week + 0.25); \`asinh_money\` is asinh(money); \`log_days\` is ln(1 + days); \`log_ratio\` is ln(a/b); \`share\` is a ratio, written as percent; \`points\` is a difference of shares, in shares; \`one_in\` is in nats, e to which is how rare it is; \`flag\` is 0 or 1; \`level\` is the code of a category.
- **window**: how far back it looks, in days; further than its name says where it compares with what was before; – where it looks at all that is known, or at today only.
- **needs**: tables and columns without which the feature is dropped, and said to be; a history has shipments with a customer and a day at the least.
- **sign**: + where more of it is expected to mean more leaving, − less, blank where it may be either.
- **sentence**: what a person is told of it. \`{value}\` is the customer's own, written out in its unit; \`{count}\` of \`{of}\` is what a rate counted, \`{rate}\` their ratio; \`{own}\` is the same a year earlier, \`{company}\` the company's rate, or the median of its customers; a clause is left out when its norm is not known.
`;

const SIGNS = { 1: '+', '-1': '−', 0: '' } as const;

function line({ id, unit, windowDays, needs, sign, cause, sentence }: DictionaryRow): string {
  const cells = [`\`${id}\``, unit, windowDays ?? '–', needs.join(', '), SIGNS[sign], cause, sentence.en, sentence.zh];
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

/** One table a family. */
function dictionaryText(rows: readonly DictionaryRow[]): string {
  const families = FEATURE_FAMILIES.map((name) => {
    const lines = rows.filter(({ family }) => family === name).map(line);
    return [
      `## ${name}`,
      '',
      '| feature | unit | window | needs | sign | speaks for | sentence | 中文 |',
      `|${'---|'.repeat(8)}`,
      ...lines,
    ].join('\n');
  });
  return `${[HEAD, ...families].join('\n\n').replace('\n\n\n', '\n\n')}\n`;
}

const rows = dictionary();

test(`src/features/README.md is the dictionary of today (renew it by ${RENEW})`, async () => {
  await expect(dictionaryText(rows)).toMatchFileSnapshot('../../src/features/README.md');
});

test('every feature has an id of its own', () => {
  const ids = rows.map(({ id }) => id);
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
});

test('every feature is of a family that the dictionary has a table for', () => {
  expect(rows.filter(({ family }) => !FEATURE_FAMILIES.includes(family))).toEqual([]);
});

test('what a feature needs is a table of the schema or a column of one', () => {
  const needs = new Set(rows.flatMap((row) => row.needs));
  const unknown = [...needs].filter((need) => {
    const [table, column] = need.split('.') as [Parameters<typeof tableSchema>[0], string | undefined];
    const schema = tableSchema(table);
    return !schema || (column !== undefined && !schema.columns.some(({ name }) => name === column));
  });
  expect(unknown).toEqual([]);
});

test('no feature looks back less far than its name says', () => {
  const days = { d: 1, w: 7 } as const;
  const shorter = rows.filter(({ id, windowDays }) => {
    const [, number, unit] = /_(\d+)([dw])$/.exec(id) ?? [];
    return windowDays !== null && Number(number) * days[unit as 'd' | 'w'] > windowDays;
  });
  expect(shorter).toEqual([]);
});
