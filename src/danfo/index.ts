export { fromDataFrame, type ReadableFrame } from './fromDataFrame.js';
export { type DataFrameLibrary, toDataFrame } from './toDataFrame.js';
