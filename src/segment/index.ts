export { type AbcOptions, type AbcTable, abc } from './abc.js';
export { ABC_CLASSES, type AbcClass, type AbcLimits, type AbcScores, abcBreakPoints, abcClasses } from './abcClasses.js';
export { type ClusterSearch, type ClusterSearchOptions, type ClusterTrial, findClusters } from './clusterSearch.js';
export { type ClusterOptions, type ClusterResult, clusters } from './clusters.js';
export { type CohortOptions, type CohortTable, cohorts } from './cohorts.js';
export { type Concentration, type ConcentrationOptions, concentration, type Interval, lorenzCurve } from './concentration.js';
export { CREDIT_GRADES, CREDIT_TITLES, type CreditTable, creditGrades } from './creditGrade.js';
export {
  type CustomerFigures,
  customerFigures,
  type FigureColumns,
  type FigureOptions,
  type GivenFigures,
  VALUE_BASES,
  type ValueBasis,
} from './customerFigures.js';
export { type KeyAccountOptions, type KeyAccountTable, keyAccounts } from './keyAccounts.js';
export {
  LIFECYCLE_STAGES,
  LIFECYCLE_TITLES,
  type LifecycleOptions,
  type LifecycleStage,
  type LifecycleTable,
  lifecycle,
} from './lifecycle.js';
export { LOYALTY_TITLES, LOYALTY_TYPES, type LoyaltyTable, type LoyaltyType, loyalty } from './loyalty.js';
export { type MigrationOptions, type MigrationResult, type MigrationTable, MOVES, type MoverTable, migration } from './migration.js';
export { compareMoves, type MigrationTest, type MoveCounts, moveShares } from './migrationMatrix.js';
export { MIGRATION_STATES, MIGRATION_TITLES, type MigrationState } from './migrationStates.js';
export { segmentRules } from './namedSegments.js';
export { type ParetoOptions, type ParetoResult, pareto } from './pareto.js';
export type { PeriodLength } from './periods.js';
export { PRICE_SENSITIVITIES, type PriceSensitivity, type PriceSensitivityTable, priceSensitivity } from './priceSensitivity.js';
export { type PurchaseNumberOptions, type PurchaseNumberTable, purchaseNumbers } from './purchaseNumbers.js';
export { type PyramidOptions, type PyramidTable, pyramid } from './pyramid.js';
export {
  pyramidTiers,
  TIER_TITLES,
  TIERS,
  type Tier,
  type TierNaming,
  type TierShares,
  type TierThresholds,
  tiersByThreshold,
  tierThresholds,
} from './pyramidTiers.js';
export { REVENUE_NODES, type RevenueTreeOptions, type RevenueTreeTable, revenueTree } from './revenueTree.js';
export { type RfmOptions, type RfmTable, rfm } from './rfm.js';
export {
  type Cuts,
  cutsOfScores,
  type RfmCuts,
  type RfmScores,
  type RfmValues,
  rfmScores,
  type ScoreMethod,
  type ScoreOptions,
} from './rfmScores.js';
export { checkSegmentRules, OTHERS, type RuleReport, type RuleTable, type ScoreRange, type SegmentRule } from './segmentRules.js';
export { type SegmentOptions, type SegmentTable, segments } from './segments.js';
export { type SwitchingCost, switchingCost } from './switchingCost.js';
export { type TieRanks, tieRanks } from './tieRanks.js';
export { type UpgradeOptions, type UpgradeTable, upgradeCandidates } from './upgradeCandidates.js';
export { XYZ_CLASSES, type XyzOptions, type XyzTable, xyz } from './xyz.js';
