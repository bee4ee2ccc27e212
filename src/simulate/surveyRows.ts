import { normalQuantile } from '../math/normalQuantile.js';
import { FIRST_DAY } from './calendar.js';
import { WEEKS_A_YEAR } from './company.js';
import { customerId } from './customerId.js';
import { draw, pick } from './draws.js';
import { priceGap } from './hazards.js';
import { wordOf } from './names.js';
import type { Path } from './path.js';
import { observedSpan } from './paths.js';
import { PURPOSE } from './purposes.js';
import type { SmallRow } from './smallRow.js';
import type { World } from './world.js';

const ASKED_A_YEAR = 0.1;
const ITEMS: readonly string[] = ['delivery speed 时效', 'parcel safety 安全', 'staff 人员服务', 'price 价格'];

/** Answers of the tenth of the customers that is asked each year: what they expect and get, item by item. */
export function surveyRows(world: World, path: Path): SmallRow[] {
  const { first, last } = observedSpan(world, path);
  const rows: SmallRow[] = [];
  for (let year = 0; year * WEEKS_A_YEAR < world.observedWeeks; year++) {
    const keyed = (item: number): number => draw(world.seed, PURPOSE.survey, path.entity.customer, year, item);
    const week = year * WEEKS_A_YEAR + pick(keyed(1), WEEKS_A_YEAR);
    if (keyed(0) < ASKED_A_YEAR && week > first && week <= last) rows.push(...answers(world, path, week, keyed));
  }
  return rows;
}

function answers(world: World, path: Path, week: number, keyed: (item: number) => number): SmallRow[] {
  const trouble = path.failure[week - 1]!;
  const gap = priceGap(world, path, week, false);
  const felt: readonly number[] = [4.6 - 0.6 * trouble, 4.6 - 0.3 * trouble, 4.2, 3.8 - 6 * gap];
  const rating = (mean: number, item: number): number => Math.min(5, Math.max(1, Math.round(mean + 0.5 * normalQuantile(keyed(item)))));
  return felt.map((mean, item) => ({
    customer_id: customerId(path.entity.customer),
    answered_on: FIRST_DAY + week * 7 + pick(keyed(2), 7),
    item: wordOf(ITEMS[item]!, 0.5, world.language),
    expected: rating(4.2, 10 + item),
    actual: rating(mean, 20 + item),
    importance: rating(4, 30 + item),
  }));
}
