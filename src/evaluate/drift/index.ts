export { type Cusum, type CusumOptions, type CusumPeriod, cusum } from './cusum.js';
export {
  type ExpectedMeasure,
  type ExpectedPerformance,
  type ExpectedPerformanceOptions,
  expectedPerformance,
} from './expectedPerformance.js';
export { type LevelShift, type LevelShiftOptions, levelShift } from './levelShift.js';
export { countBins, type ReferenceBins, referenceBins, type StabilityOptions, stabilityIndex, stabilityLimit } from './stabilityIndex.js';
