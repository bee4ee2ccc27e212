import { formatDay } from '../../core/day.js';
import type { Text } from '../../core/text.js';
import { levelShift } from '../../evaluate/index.js';
import type { Snapshot, TableName } from '../../history/index.js';
import { type InputSeries, inputSeries, PERIOD_DAYS } from './inputSeries.js';

/** An input that has changed for good, so that what was learnt of it no longer holds. */
export interface InputAlarm {
  readonly table: TableName;
  /** '' for the rows of the table. */
  readonly column: string;
  /** `unit`: values of another size; `missing`: cells no longer filled; `price`: dearer or cheaper than the same shipments were. */
  readonly kind: 'unit' | 'missing' | 'price';
  /** Level now ÷ level before. */
  readonly factor: number;
  /** First day of the first period that is different, ISO date. */
  readonly since: string;
  readonly text: Text;
}

/** No month of a company is this far from its year: `bench/monitoring.mjs` counts the false alarms of quiet months. */
const JUMP = Math.log(1.6);
/** Log ratio of the freight of like shipments that is a change of price. */
const PRICE_STEP = 0.08;
const DEVIATIONS = 6;
/** A value this far below its usual level counts as none. */
const NOTHING = 1e-5;
/** Fewer rows than this are expected too rarely for their absence to tell. */
const FEWEST_ROWS = 20;
/** Units that are mixed up: ten, jin, hundredth, hours, thousandth, ten-thousandth. */
const UNIT_FACTORS = [2, 10, 60, 100, 500, 1000, 10_000];
const UNIT_ERROR = 0.15;

/**
 * Inputs of the company that have changed for good: a unit, a column that is no longer filled, a table that no longer comes, a price level.
 * Each of the latest periods of 28 days, up to a year of them, is held against the periods before.
 *
 * @param snapshot - the facts as of today; 140 days or more
 * @returns one alarm an input, gravest first; none where all is as it was
 * @remarks O(facts). A sum a shipment is compared, so growth raises no alarm; prices are those of the same lane, product and weight.
 */
export function inputAlarms(snapshot: Snapshot): InputAlarm[] {
  const found = inputSeries(snapshot).flatMap((series) => alarmOf(series, snapshot.cutoff) ?? []);
  const hasUnit = found.some(({ kind, column }) => kind !== 'price' && column === 'freight');
  const size = ({ factor }: InputAlarm): number => Math.abs(Math.log(Math.max(factor, NOTHING)));
  return found.filter(({ kind }) => kind !== 'price' || !hasUnit).sort((a, b) => size(b) - size(a) || (a.column < b.column ? -1 : 1));
}

function alarmOf(series: InputSeries, cutoff: number): InputAlarm | undefined {
  const usual = Math.max(...series.values.filter((value) => !Number.isNaN(value)), 0);
  if (!(usual > 0)) return undefined;
  const shift = levelShift(series.values.map((value) => Math.log(Math.max(value, usual * NOTHING))));
  if (shift.periods === 0 || shift.deviations < DEVIATIONS) return undefined;
  const kind = kindOf(series, shift, Math.exp(shift.farthest));
  if (kind === undefined) return undefined;
  // A unit that changed within a period shows its whole factor only in those after.
  const factor = Math.exp(kind === 'price' ? shift.step : shift.farthest);
  const { table, column } = series;
  const since = formatDay(cutoff - shift.periods * PERIOD_DAYS);
  return { table, column, kind, factor: factor < 10 * NOTHING ? 0 : factor, since, text: textOf(series, kind, factor, since) };
}

function kindOf(
  { kind, values, shipments }: InputSeries,
  { periods, step, least }: { periods: number; step: number; least: number },
  factor: number,
): InputAlarm['kind'] | undefined {
  if (kind === 'price') return Math.abs(step) > PRICE_STEP && least > PRICE_STEP / 2 ? 'price' : undefined;
  if (Math.abs(step) < JUMP || least < JUMP / 2) return undefined;
  if (kind === 'rows') return step < 0 && factor < 0.3 && expectedRows(values, shipments, periods) >= FEWEST_ROWS ? 'missing' : undefined;
  if (kind === 'filled') return step < 0 ? 'missing' : undefined;
  return step > 0 || unitFactor(1 / factor) !== undefined ? 'unit' : 'missing';
}

/** Rows that the latest periods would have held at the rate of those before. */
function expectedRows(values: Float64Array, shipments: Float64Array, periods: number): number {
  const before = values.slice(periods, periods + 13);
  const rate = before.reduce((sum, value) => sum + value, 0) / before.length;
  return rate * shipments.slice(0, periods).reduce((sum, value) => sum + value, 0);
}

/** The unit factor that a ratio is near to. */
function unitFactor(ratio: number): number | undefined {
  return UNIT_FACTORS.find((factor) => Math.abs(Math.log(ratio / factor)) < UNIT_ERROR);
}

function textOf({ table, column, kind: what }: InputSeries, kind: InputAlarm['kind'], factor: number, since: string): Text {
  const name = column === '' ? table : `${table}.${column}`;
  if (kind === 'price') {
    const percent = Math.round(Math.abs(factor - 1) * 100);
    return {
      en: `Since about ${since} the same shipments cost customers ${percent}% ${factor > 1 ? 'more' : 'less'} than before (${name}).`,
      zh: `约自 ${since} 起，同样的快件向客户收取的运费比以前${factor > 1 ? '高' : '低'} ${percent}%（${name}）。`,
    };
  }
  if (kind === 'missing') {
    const percent = factor < 10 * NOTHING ? 0 : Math.round(factor * 100);
    const unit = what === 'rows' ? { en: 'rows', zh: '行数' } : { en: 'values', zh: '填写量' };
    return {
      en: `Since about ${since} ${name} holds only ${percent}% of the ${unit.en} it held before; look at the export.`,
      zh: `约自 ${since} 起，${name} 的${unit.zh}只有以前的 ${percent}%；请检查导出。`,
    };
  }
  const near = unitFactor(factor >= 1 ? factor : 1 / factor);
  const times = near ?? Number((factor >= 1 ? factor : 1 / factor).toPrecision(2));
  return {
    en: `Since about ${since} the values of ${name} are about ${times.toLocaleString('en-US')} times ${factor >= 1 ? 'larger' : 'smaller'} than before; the unit seems to have changed.`,
    zh: `约自 ${since} 起，${name} 的数值约为以前的 ${factor >= 1 ? `${times.toLocaleString('en-US')} 倍` : `1/${times.toLocaleString('en-US')}`}；单位似乎变了。`,
  };
}
