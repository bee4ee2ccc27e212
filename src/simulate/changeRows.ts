import { FIRST_DAY } from './calendar.js';
import { WEEKS_A_YEAR } from './company.js';
import { customerId } from './customerId.js';
import { draw, pick } from './draws.js';
import { ROAD } from './hazards.js';
import { departures, hasWrongManager } from './managers.js';
import { managerName, wordOf } from './names.js';
import type { Path } from './path.js';
import { observedSpan } from './paths.js';
import { NOISE } from './presets.js';
import { PURPOSE } from './purposes.js';
import type { SmallRow } from './smallRow.js';
import type { World } from './world.js';

const DISTRICTS =
  'East District 东城区,West District 西城区,South District 南城区,North District 北城区,High-tech Zone 高新区,Harbour Zone 港区';
const RELOCATION_RECORDED = 0.6;

/** Dated changes of a customer's master data: price agreements, managers, addresses. */
export function changeRows(world: World, path: Path): SmallRow[] {
  return [...priceRows(world, path), ...managerRows(world, path), ...addressRows(world, path)];
}

function priceRows(world: World, path: Path): SmallRow[] {
  const rate = (index: number): string => Math.exp(index).toFixed(3);
  return path.priceSteps
    .filter(({ week }) => week < world.observedWeeks)
    .map(({ week, before, after }) => changeRow(path, FIRST_DAY + week * 7, 'price_agreement', rate(before), rate(after)));
}

function managerRows(world: World, path: Path): SmallRow[] {
  const { customer, managerPost } = path.entity;
  if (hasWrongManager(world, customer)) return [];
  const { first, last } = observedSpan(world, path);
  return departures(world, managerPost).flatMap((week, person) =>
    week < first || week > last
      ? []
      : [
          changeRow(
            path,
            FIRST_DAY + week * 7,
            'account_manager',
            managerName(world, managerPost, person),
            managerName(world, managerPost, person + 1),
          ),
        ],
  );
}

function addressRows(world: World, path: Path): SmallRow[] {
  const keyed = (week: number, item: number): number => draw(world.seed, PURPOSE.addressChange, path.entity.customer, week, item);
  const { first, last } = observedSpan(world, path);
  const weeks: number[] = [];
  for (let week = first; world.behaviour.noise && week <= last; week++)
    if (keyed(week, 0) < NOISE.addressChangesPerYear / WEEKS_A_YEAR) weeks.push(week);
  if (path.road === ROAD.relocation && path.decisionWeek < world.observedWeeks && keyed(path.decisionWeek, 1) < RELOCATION_RECORDED)
    weeks.push(path.decisionWeek);
  return weeks.map((week) =>
    changeRow(
      path,
      FIRST_DAY + week * 7 + pick(keyed(week, 2), 7),
      'address',
      wordOf(DISTRICTS, keyed(week, 3), world.language),
      wordOf(DISTRICTS, keyed(week, 4), world.language),
    ),
  );
}

function changeRow({ entity }: Path, changedOn: number, field: string, before: string, after: string): SmallRow {
  return { customer_id: customerId(entity.customer), changed_on: changedOn, field, old_value: before, new_value: after };
}
