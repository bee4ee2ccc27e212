export { type AdditiveReport, fitAdditive } from './additive/fitAdditive.js';
export type { AdditiveModel, Axis, Curve, PairTable } from './additive/model.js';
export type { AdditiveOptions } from './additive/options.js';
export { additiveContributions, predictAdditive } from './additive/predictAdditive.js';
export { type BinnedMatrix, binMatrix, type FeatureBins } from './binning.js';
export { blendWeights } from './blend/blendWeights.js';
export type { BlendReport } from './blend/fitBlend.js';
export { type BoostingData, type BoostingReport, fitBoosting } from './boosting/fitBoosting.js';
export type { BoostingModel, ModelFeature, Tree } from './boosting/model.js';
export type { BoostingOptions } from './boosting/options.js';
export { predictBoosting } from './boosting/predictBoosting.js';
export type { ProfitObjective } from './boosting/profit.js';
export type { Contributions } from './explain/contributions.js';
export { interventionalContributions } from './explain/interventionalContributions.js';
export { interventionalShap } from './explain/interventionalShap.js';
export { type DependenceOptions, type DependenceTable, partialDependence } from './explain/partialDependence.js';
export { type ImportanceOptions, type ImportanceTable, permutationImportance } from './explain/permutationImportance.js';
export { treeShap } from './explain/treeShap.js';
export { fitLearner } from './fitLearner.js';
export { type ForestReport, fitForest } from './forest/fitForest.js';
export type { ForestModel } from './forest/model.js';
export type { ForestOptions } from './forest/options.js';
export { predictForest } from './forest/predictForest.js';
export { fitHazard, type HazardModel } from './hazard/fitHazard.js';
export { type HazardData, type HazardRows, hazardRows } from './hazard/hazardRows.js';
export { expectedLifetime, type LifetimeOptions, type SurvivalOptions, survivalFrom } from './hazard/survivalFrom.js';
export { LEARN_KERNELS } from './kernels.js';
export {
  type BlendModel,
  contributions,
  type LearnerModel,
  modelFeatures,
  predictMargin,
  type SingleLearnerModel,
} from './learnerModel.js';
export type { BlendOptions, LearnerOptions, SingleLearnerOptions } from './learnerOptions.js';
export { fromLightGbm } from './lightgbm/fromLightGbm.js';
export { toLightGbm } from './lightgbm/toLightGbm.js';
export { fitLogistic, type LogisticOptions, type LogisticReport } from './logistic/fitLogistic.js';
export { type LogisticPathOptions, type LogisticPathPoint, logisticPath } from './logistic/logisticPath.js';
export type { CategoryTerm, LogisticModel, NumberTerm } from './logistic/model.js';
export type { NormalScores } from './logistic/normalScores.js';
export { logisticContributions, predictLogistic } from './logistic/predictLogistic.js';
export { checkMatrix, type Matrix, type MatrixFeature, type RowKeys, type TrainingData } from './matrix.js';
export { fitMlRandomForest, type MlRandomForestOptions } from './mlRandomForest/fitMlRandomForest.js';
export { fitOneFeature, type OneFeatureModel, type OneFeatureOptions, oneFeatureContributions, predictOneFeature } from './oneFeature.js';
export { fitRecalibration, type Recalibration, type RecalibrationFit, recalibrate } from './recalibration.js';
