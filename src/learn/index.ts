export { type BinnedMatrix, binMatrix, type FeatureBins } from './binning.js';
export { additiveContributions, type Contributions } from './boosting/additiveContributions.js';
export { type BoostingData, type BoostingReport, fitBoosting } from './boosting/fitBoosting.js';
export type { BoostingModel, ModelFeature, Tree } from './boosting/model.js';
export type { BoostingOptions } from './boosting/options.js';
export { predictBoosting } from './boosting/predictBoosting.js';
export { checkMatrix, type Matrix, type MatrixFeature, type RowKeys, type TrainingData } from './matrix.js';
