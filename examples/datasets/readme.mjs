// datasets/README.md, from the schema of the library and the counts of the files.
import { SCHEMA } from 'holdfast';

const count = (n) => n.toLocaleString('en-US');

export function datasetsReadme({ demo, dirty }) {
  return `# Bundled data

An express company that never was: simulated, so the truth about every customer is known. Everything here is made by \`node examples/make-datasets.mjs\` (after \`npm run build\`), the same bytes each time; a test makes it again and compares.

It is a test bed, not an estimate of reality: how often parcels are late, prices rise and customers leave are assumptions, set so that leaving shows in the records. What works here may work less well on yours; \`holdfast evaluate\` tells.

## \`demo/\`

1,500 customers, 42 months from 2022-01-03, about 34 shipments a year each; English; \`.csv.gz\` is read as it is. The records are untidy in ways that no reader can see: addresses change without leaving, some customers always pay late, some managers are recorded wrongly, 3 % of the customers have two numbers, 1 % of the parcels have no promise, complaints are logged up to three days late.

| file | rows |
|---|---|
${demo.map(([file, rows]) => `| \`${file}\` | ${count(rows)} |`).join('\n')}

### \`truth.csv.gz\`

What no company knows; one row a customer number, nothing where it did not happen. Read it to check a method, never to train one.

| column | meaning |
|---|---|
| customer_id | the customer number |
| same_as | the main number of a customer that the records hold under two |
| segment | \`ecom\`, \`sme\`, \`corp\`, \`ind\` |
| type, cause | why it left, in the codes of the library |
| arm | of a campaign; empty here |
| decided_on | first day after the week of the decision to leave |
| last_shipped_on | day of its last shipment, of those who left (up to 52 weeks after the end of the records) |
| lead_weeks | weeks from the decision to the last week with shipments |
| downgraded_on, share_left | first day after the week in which it gave a part of its parcels to others for good; what was left to us |
| weekly_shipments | usual shipments a week |
| frailty | how ready it is to leave of its own will; mean 1 |
| voice | multiplies its chances to complain |
| perceived_failure | what it feels of late, damaged and lost parcels at the end, 0 to 6 |
| realised_profit | of the 42 months, after claims, complaint handling and contacts |
| future_profit | of the 52 weeks after them, discounted at 10 % a year |

## \`demo-zh-gbk-dirty/\`

The first 100 customers of the same company as a Chinese export: GBK, Chinese headers and words, CRLF, and the defects that exports have. Try \`holdfast check datasets/demo-zh-gbk-dirty --lang zh\`.

| file | defect | times |
|---|---|---|
${dirty.flatMap(([file, counts]) => [...counts].map(([defect, times]) => `| \`${file}\` | ${defect} | ${count(times)} |`)).join('\n')}

## Columns

Of every table that holdfast reads, with the Chinese header. The files here have those that a company of this kind can fill.

| table | column | 中文 | what it holds |
|---|---|---|---|
${SCHEMA.flatMap(({ name, columns }) => columns.map((column) => `| ${name} | ${column.name}${column.required ? ' (needed)' : ''} | ${column.headers[0]} | ${holds(column)} |`)).join('\n')}
`;
}

const KINDS = {
  id: 'text',
  key: 'text, unique',
  category: 'text',
  instant: 'date and time',
  date: 'date',
  money: 'money',
  count: 'whole number',
  mass: 'weight',
  rating: 'number',
  text: 'text',
};

function holds({ kind, unit, values }) {
  if (kind === 'choice') return values.map(({ value }) => `\`${value}\``).join(' ');
  return unit ? `${KINDS[kind]}, ${unit}` : KINDS[kind];
}
