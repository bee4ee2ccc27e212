export {
  type BgBbFit,
  type BgBbParams,
  bgBbConditionalExpected,
  bgBbCountProbability,
  bgBbDiscounted,
  bgBbExpected,
  bgBbLogLikelihood,
  bgBbProbabilityActive,
  fitBgBb,
} from './activePeriods/bgBb.js';
export type { OpportunityHistory } from './activePeriods/opportunityHistory.js';
export { bgCnbd, bgNbd, mbgCnbd, mbgNbd } from './betaGeometric/betaGeometric.js';
export {
  type BetaGeometricCovariateFit,
  type BetaGeometricCovariateModel,
  type CovariateFitOptions,
  fitBetaGeometricCovariates,
  paramsWithCovariates,
} from './betaGeometric/betaGeometricCovariates.js';
export type { BetaGeometricParams } from './betaGeometric/betaGeometricLaw.js';
export { fitRegularGaps, type RegularGapsFit, type RegularGapsOptions } from './betaGeometric/fitRegularGaps.js';
export { type Regularity, wheatMorrisonShape } from './betaGeometric/wheatMorrisonShape.js';
export {
  type ContractFit,
  type ContractParams,
  contractSurvival,
  discountedResidualLifetime,
  fitBdw,
  fitSbg,
  retentionElasticity,
  retentionRate,
} from './contract/contractSurvival.js';
export type { RetentionCurves } from './contract/retentionCurve.js';
export type { Covariates } from './covariates.js';
export type { FitOptions, FitReport } from './fit/fitReport.js';
export { type LikelihoodRatio, likelihoodRatioTest } from './fit/likelihoodRatioTest.js';
export { parameterDraws } from './fit/parameterDraws.js';
export { fitMbgNbd, type MbgNbdFit, type MbgNbdFitOptions, type MbgNbdFitReport } from './fitMbgNbd.js';
export { GAP_PRIOR, gapLimit, gapSurprise, gapSurvival } from './gapLaw.js';
export { type MbgNbdParams, mbgNbdProbabilityActive, probabilityActive } from './mbgNbd.js';
export { nbd } from './nbd/nbd.js';
export { paretoNbd } from './paretoNbd/paretoNbd.js';
export { type BootstrapOptions, bootstrapPurchases, type PurchaseBootstrap } from './purchase/bootstrapPurchases.js';
export { choosePurchaseProcess, type ProcessCandidate, type ProcessChoice } from './purchase/choosePurchaseProcess.js';
export type { PurchaseFit } from './purchase/fitPurchases.js';
export { type ForecastErrors, type HoldoutReport, type HoldoutRow, holdoutReport } from './purchase/holdoutReport.js';
export type { PredictiveCounts, PredictiveOptions } from './purchase/predictiveCounts.js';
export type { PurchaseProcess } from './purchase/purchaseProcess.js';
export { expectedCumulativeShipments, type Tracking, type TrackingInput, trackingReport } from './purchase/trackingReport.js';
export type { RepeatHistory } from './repeatHistory.js';
export { chooseSpendModel, type SpendChoice } from './spend/chooseSpendModel.js';
export { expectedSpend, fitGammaGamma, type GammaGammaFit, type GammaGammaParams, gammaGammaLogLikelihood } from './spend/gammaGamma.js';
export { fitLogNormal, fitNormalNormal, logNormalExpected, normalNormalExpected, type ShrinkageParams } from './spend/shrinkage.js';
export { type SpendHistory, spendHistory } from './spend/spendHistory.js';
export { aalenJohansen, type IncidenceCurve } from './survival/aalenJohansen.js';
export { integratedBrier, survivalBrier } from './survival/brierScore.js';
export { type Concordance, concordanceIndex, unoConcordance } from './survival/concordance.js';
export { type CoxFit, type CoxModel, type CoxOptions, coxRisk, coxSurvival, fitCox } from './survival/cox.js';
export type { CoxBaseline } from './survival/coxBaseline.js';
export { kaplanMeier, type SurvivalCurve } from './survival/kaplanMeier.js';
export { type LogRankResult, type LogRankWeight, logRankTest } from './survival/logRankTest.js';
export { type HazardCurve, nelsonAalen } from './survival/nelsonAalen.js';
export type { RegressionReport } from './survival/regressionReport.js';
export { type RemainingLife, remainingLife } from './survival/remainingLife.js';
export { type StepCurve, valueAt } from './survival/stepCurve.js';
export type { SurvivalRows } from './survival/survivalRows.js';
export { fitWeibullAft, type WeibullAftFit, type WeibullAftModel, weibullMedian, weibullSurvival } from './survival/weibullAft.js';
