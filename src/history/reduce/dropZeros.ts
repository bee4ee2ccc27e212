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
  return {
    ...keptGroups(groups, starts, keep),
    major: squeeze(run.major),
    minor: run.minor && squeeze(run.minor),
    values: values.map(squeeze),
    largest: run.largest,
  };
}

/** Groups that still have an entry. */
function keptGroups(groups: Int32Array, starts: Int32Array, keep: Uint8Array): { groups: Int32Array; starts: Int32Array } {
  const newGroups = new Int32Array(groups.length);
  const newStarts = new Int32Array(groups.length + 1);
  let found = 0;
  let count = 0;
  for (let g = 0; g < groups.length; g++) {
    newStarts[found] = count;
    for (let entry = starts[g]!; entry < starts[g + 1]!; entry++) count += keep[entry]!;
    if (count > newStarts[found]!) newGroups[found++] = groups[g]!;
  }
  newStarts[found] = count;
  return { groups: newGroups.slice(0, found), starts: newStarts.slice(0, found + 1) };
}
