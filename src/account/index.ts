export { type BusinessClock, businessClock, businessDays, dayPast } from './businessClock.js';
export { byParent } from './byParent.js';
export { type CompanyTrend, companyTrend } from './companyTrend.js';
export { calibrateEpsilon, type EpsilonCalibration, type ReturnRate } from './epsilon.js';
export { checkLapseRule, DEFAULT_LAPSE_RULE, type GapRecord, type LapseRule } from './lapseRule.js';
export { eachLapse, type LapseColumns, lapses, type SilenceColumns, silences } from './lapses.js';
export {
  type CostOptions,
  contactCost,
  margin,
  type Profit,
  type ProfitBasis,
  profit,
  profitBasis,
  revenue,
  serviceCost,
} from './profit.js';
export {
  gapLimitDays,
  LONGEST_LIMIT_DAYS,
  LOOK_BACK_DAYS,
  type Rhythm,
  rhythm,
  SHORTEST_LIMIT_DAYS,
  silenceSurprise,
} from './rhythm.js';
