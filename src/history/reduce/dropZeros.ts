import type { NumberArray } from './narrow.js';
import type { Run } from './run.js';

/** A run without the entries that are zero in every column: what was added and taken back again leaves no trace, whatever came first. */
export function dropZeros(run: Run): Run {
  const { groups, starts, values } = run;
  const length = run.major.length;
  const keep = new Uint8Array(length);
  for (const column of values) for (let entry = 0; entry < length; entry++) if (column[entry] !== 0) keep[entry] = 1;
  const kept = keep.reduce((sum, flag) => sum + flag, 0);
  if (kept === length) return run;
  const squeeze = (column: NumberArray): NumberArray => {
    let to = 0;
    for (let entry = 0; entry < length; entry++) if (keep[entry] === 1) column[to++] = column[entry]!;
    return column.subarray(0, kept);
  };
  const newStarts = new Int32Array(groups.length + 1);
  let count = 0;
  for (let g = 0, entry = 0; g < groups.length; g++) {
    newStarts[g] = count;
    for (; entry < starts[g + 1]!; entry++) count += keep[entry]!;
  }
  newStarts[groups.length] = count;
  return { ...run, starts: newStarts, major: squeeze(run.major), minor: run.minor && squeeze(run.minor), values: values.map(squeeze) };
}
