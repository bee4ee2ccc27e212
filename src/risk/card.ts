import { formatDay } from '../core/day.js';
import { countBins, type ReferenceBins, referenceBins, stabilityIndex } from '../evaluate/index.js';
import type { History } from '../history/types.js';
import { recalibrate } from '../learn/index.js';
import { logistic } from '../math/logSums.js';
import { memberMargins } from './members.js';
import { modelId } from './modelId.js';
import type { RiskReport } from './report.js';
import type { RiskCard, RiskPrediction } from './riskModel.js';
import type { TrainingPanel } from './trainingPanel.js';
import { rowsOfCutoffs } from './trainingRows.js';
import type { TrainingSettings } from './trainRisk.js';

/** Reference spreads are taken over so many of the last training cutoffs: about a year, so that no season is missing. */
const REFERENCE_CUTOFFS = 13;

/** What a card is made from. */
export interface CardContent {
  readonly history: History;
  readonly panel: TrainingPanel;
  readonly prediction: RiskPrediction;
  readonly report: RiskReport;
  readonly settings: TrainingSettings;
  readonly learners: readonly string[];
}

/** The card of a trained model. */
export async function riskCard({ history, panel, prediction, report, settings, learners }: CardContent): Promise<RiskCard> {
  const { horizonDays, stepDays, seed, seeds } = settings;
  return {
    asOf: report.asOf,
    options: { horizonDays, stepDays, seed, seeds, learners },
    data: await fingerprint(history, panel),
    reference: reference(panel, prediction),
    report,
  };
}

async function fingerprint(history: History, { table, outcome }: TrainingPanel): Promise<RiskCard['data']> {
  const rows = Array.from(outcome, (left, row) => [table.cutoff[row]!, history.customers.ids[table.customer[row]!] ?? '', left]);
  return {
    rows: outcome.length,
    churners: outcome.reduce((sum, left) => sum + left, 0),
    customers: new Set(table.customer).size,
    firstCutoff: formatDay(table.cutoff[0] ?? Number.NaN),
    lastCutoff: formatDay(table.cutoff.at(-1) ?? Number.NaN),
    fingerprint: await modelId(rows),
  };
}

function reference(panel: TrainingPanel, prediction: RiskPrediction): RiskCard['reference'] {
  const cutoffs = [...new Set(panel.table.cutoff)].slice(-REFERENCE_CUTOFFS);
  const { matrix, rowKeys } = rowsOfCutoffs(panel, cutoffs);
  const score = recalibrate(prediction.recalibration, memberMargins(prediction.members, matrix).mean).map(logistic);
  const used = new Set(prediction.features.map(({ id }) => id));
  const features = matrix.features.filter(({ name, categories }) => used.has(name) && categories === undefined);
  const spread = (values: Float64Array): FeatureSpread => spreadOf(values, rowKeys?.high ?? new Int32Array(values.length));
  return { score: spread(score), features: features.map(({ name, values }) => ({ id: name, ...spread(values) })) };
}

type FeatureSpread = ReferenceBins & { readonly usualShift: number };

/** Bins of all rows, and the largest shift of the rows of one cutoff against them: what season and chance do in a year. */
function spreadOf(values: Float64Array, cutoff: Int32Array): FeatureSpread {
  const bins = referenceBins(values);
  const shifts = Array.from(new Set(cutoff), (day) => {
    const own = values.filter((_, row) => cutoff[row] === day);
    return stabilityIndex(bins.counts, countBins(bins.edges, own));
  });
  return { ...bins, usualShift: Math.max(0, ...shifts) };
}
