export { type DroppedFeature, FEATURES, usableFeatures } from './catalogue.js';
export { type FeatureContext, featureContext } from './context.js';
export { describe, type FeatureReading, featureMedians, readFeature } from './describe.js';
export { type DictionaryRow, dictionary } from './dictionary.js';
export { ELIGIBILITY_TEXT, type Eligibility, eligibility } from './eligibility.js';
export { FEATURE_FAMILIES, type Feature, type FeatureFamily, type FeatureUnit } from './feature.js';
export { formatValue } from './format.js';
export { clumpiness, regularity } from './rhythm.js';
export { type FeatureTable, type FeatureTableOptions, featureTable, panel } from './table.js';
