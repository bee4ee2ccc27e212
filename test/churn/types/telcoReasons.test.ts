import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { reasonModel } from '../../../src/churn/index.js';

const folder = join(process.env['HOLDFAST_DATA'] ?? join(process.cwd(), '../shared/data'), 'telco_ibm_reason');
const read = (name: string): Record<string, string>[] =>
  parse(gunzipSync(readFileSync(join(folder, `Telco_customer_churn_${name}.csv.gz`))), { columns: true, bom: true }) as never;

it.skipIf(!existsSync(folder))('abstains on the reasons of the IBM telco, which nothing known of the customers tells, and says so', () => {
  const [status, services, people] = ['status', 'services', 'demographics'].map(read);
  const byId = (table: readonly Record<string, string>[]) => new Map(table.map((row) => [row['Customer ID']!, row]));
  const [serviceOf, personOf] = [byId(services!), byId(people!)];
  const left = status!.filter((row) => row['Churn Category'] !== '');
  const known = left.map(
    (row) => ({ ...serviceOf.get(row['Customer ID']!), ...personOf.get(row['Customer ID']!) }) as Record<string, string>,
  );
  const columns: { name: string; value: (row: Record<string, string>) => number }[] = [];
  for (const name of Object.keys(known[0]!)) {
    if (name === 'Customer ID') continue;
    const levels = [...new Set(known.map((row) => row[name]!))].sort();
    const isNumber = levels.every((level) => !Number.isNaN(Number(level)));
    if (isNumber) columns.push({ name, value: (row) => (row[name] === '' ? Number.NaN : Number(row[name])) });
    else for (const level of levels.slice(1)) columns.push({ name: `${name} ${level}`, value: (row) => (row[name] === level ? 1 : 0) });
  }
  const { model, report } = reasonModel({
    columns: columns.map(({ name }) => name),
    rows: known.map((row) => columns.map(({ value }) => value(row))),
    reasons: left.map((row) => row['Churn Category']!),
  });
  expect([report.customers, report.majority]).toEqual([1869, 'Competitor']);
  expect(report.majorityShare).toBeCloseTo(0.45, 3);
  expect(Math.abs(report.accuracy - report.majorityShare)).toBeLessThan(0.02);
  expect(model).toBeNull();
  expect(report.why.en).toContain('The model abstains, as these columns do not tell why customers left');
});
