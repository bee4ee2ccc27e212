import type { ChurnCause, ChurnType } from '../core/codes.js';
import { isEntry } from './company.js';
import { draw } from './draws.js';
import { OVERDUE_LIMIT_DAYS, ROAD } from './hazards.js';
import type { Path } from './path.js';
import { PURPOSE } from './purposes.js';
import type { World } from './world.js';

const CAUSES: readonly ChurnCause[] = ['finances', 'relocation', 'need_ended', 'service_quality', 'price', 'relationship', 'trust'];
const REPORTED_SHARE = 0.3;
const MISREPORTED_SHARE = 0.2;

/** True cause of leaving of a path with a decision. */
export function trueCause({ company }: World, { road, entity, decisionWeek, overdueDays }: Path): ChurnCause {
  if (road === ROAD.removal) return overdueDays[decisionWeek]! > OVERDUE_LIMIT_DAYS ? 'bad_debt' : 'misconduct';
  if (road === ROAD.price && isEntry(company, entity.region, decisionWeek)) return 'competitor_offer';
  return CAUSES[road]!;
}

export function typeOfRoad(road: number): ChurnType {
  return road === ROAD.removal ? 'carrier_initiated' : road <= ROAD.needEnded ? 'unintentional' : 'deliberate';
}

/** What the records say of an end: the cause as stated ('' when nobody asked), which is often another than the true one. */
export function statedCause(world: World, path: Path): ChurnCause | '' {
  const keyed = (item: number): number => draw(world.seed, PURPOSE.closure, path.entity.customer, item);
  const cause = trueCause(world, path);
  if (path.road === ROAD.removal) return cause;
  if (keyed(0) >= REPORTED_SHARE) return '';
  if (keyed(1) >= MISREPORTED_SHARE) return cause;
  if (path.road === ROAD.service || path.road === ROAD.relationship) return 'price';
  const others = CAUSES.filter((other) => other !== cause);
  return others[Math.floor(keyed(2) * others.length)]!;
}

/** Stated causes in Chinese records. */
export const CAUSE_WORDS: Readonly<Record<ChurnCause, string>> = {
  finances: '资金困难',
  relocation: '搬迁',
  need_ended: '不再需要',
  service_quality: '服务质量',
  price: '价格太高',
  relationship: '无人跟进',
  competitor_offer: '其他快递报价',
  trust: '拒赔',
  product_fit: '产品不合适',
  bad_debt: '恶意欠款',
  misconduct: '违规寄件',
  policy: '公司政策',
};
