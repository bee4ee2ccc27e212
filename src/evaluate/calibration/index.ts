export { shiftBaseRate, undoSubsampling } from './baseRate.js';
export { calibrationByGroup, type GroupCalibration, type GroupCalibrationOptions } from './calibrationByGroup.js';
export { type CalibrationGap, calibrationGap } from './calibrationGap.js';
export { applyCalibrator, type Calibrator, FEWEST_EVENTS, FEWEST_FOR_ISOTONIC, fitCalibrator } from './calibrator.js';
export { type ClasswiseCalibration, classwiseCalibration } from './classwiseCalibration.js';
export { applyIsotonic, fitIsotonic, type IsotonicFit, isotonicRegression } from './isotonic.js';
export { fitPlatt, type PlattFit } from './platt.js';
export { fitVennAbers, type VennAbersFit, type VennAbersTable, vennAbers } from './vennAbers.js';
