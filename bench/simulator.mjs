// The simulator against the acceptance ranges of its specification: 5,000 customers, three presets, seeds 1 to 3.
// node bench/simulator.mjs [--json]   (after npm run build; about a minute)
import { companyFigures, simulate } from '../dist/esm/index.js';
import { ACCEPTANCE } from './simulatorRanges.mjs';

const rows = [];
for (const [preset, ranges] of Object.entries(ACCEPTANCE))
  for (const seed of [1, 2, 3]) {
    const { world } = await simulate({ customers: 5000, seed, preset });
    const figures = companyFigures(world);
    for (const [figure, [low, high]] of Object.entries(ranges))
      rows.push({ preset, seed, figure, value: figures[figure], low, high, inside: figures[figure] >= low && figures[figure] <= high });
  }

if (process.argv.includes('--json')) console.log(JSON.stringify(rows));
else {
  for (const { preset, seed, figure, value, low, high, inside } of rows)
    console.log(
      [
        preset.padEnd(10),
        seed,
        figure.padEnd(26),
        value.toFixed(4).padStart(9),
        `${low}–${high}`.padStart(15),
        inside ? 'inside' : `OUTSIDE by ${(100 * Math.max(low / value - 1, value / high - 1)).toFixed(1)} %`,
      ].join(' '),
    );
  console.log(`${rows.filter(({ inside }) => inside).length} of ${rows.length} cells inside`);
}
