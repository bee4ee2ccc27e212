import { type ProfitBasis, profitBasis } from '../account/index.js';
import type { Text } from '../core/text.js';
import type { Snapshot } from '../history/types.js';
import { normalQuantile } from '../math/normalQuantile.js';
import type { FitReport, ShrinkageParams } from '../process/index.js';
import type { ActivityModel } from './activity.js';
import { type ActivityOver, type AssumptionChange, assumptionChanges } from './assumptions.js';
import type { Calibration } from './calibration.js';
import { customerKeys, sampleOf } from './customerKey.js';
import { PERIOD_DAYS, YEAR_DAYS } from './horizon.js';
import type { OutlookParts } from './outlook.js';

/** What a lifetime profit rests on. */
export interface LifetimeReport {
  /** `margin`: profit; `revenue`: the data have no cost, and revenue stands in for it. */
  readonly basis: ProfitBasis;
  readonly horizonDays: number;
  /** Share a year of {@link yearDays} days; earned in the middle of each period of {@link periodDays} days. */
  readonly annualDiscountRate: number;
  readonly yearDays: number;
  readonly periodDays: number;
  readonly level: number;
  /** The purchase process: what it counts, why it was chosen, its parameters (days or weeks), whether the fit may be believed. */
  readonly model: {
    readonly id: string;
    readonly occasions: 'days' | 'weeks';
    readonly reason: Text;
    readonly params: Readonly<Record<string, number>>;
    readonly fit: FitReport;
  };
  /** Margin a shipment over customers: mean, variance from period to period, variance between customers. */
  readonly margins: ShrinkageParams;
  /** The forecast of the past: over how many days (0: the history is too short), of how many customers, what came ÷ what was forecast. */
  readonly calibration: { readonly horizonDays: number; readonly customers: number; readonly ratio: number; readonly ratioError: number };
  /** Expected profit of all customers together, with its interval. */
  readonly total: { readonly estimate: number; readonly low: number; readonly high: number };
  /** What would change the total, the largest first. */
  readonly assumptions: readonly AssumptionChange[];
  readonly warnings: readonly Text[];
}

export interface ReportInput {
  readonly snapshot: Snapshot;
  readonly parts: OutlookParts;
  /** Of each row: what its profit is multiplied with. */
  readonly factors: Float64Array;
  readonly fitted: ActivityModel;
  readonly activityOver: ActivityOver;
  readonly calibration: Calibration;
  readonly options: { readonly horizonDays: number; readonly annualDiscountRate: number; readonly level: number };
}

/** Assumptions are varied on about so many customers. */
const VARIED_CUSTOMERS = 5000;
/** How far the ratio of what came to what was forecast may be off (standard deviation): another year, and the part of the horizon not tested. */
const YEAR_ERROR = 0.05;
const UNTESTED_ERROR = 0.15;

export function lifetimeReport(
  input: ReportInput,
  columns: { readonly expected_profit: Float64Array; readonly expected_profit_sd: Float64Array },
): LifetimeReport {
  const { snapshot, parts, factors, fitted, activityOver, calibration, options } = input;
  const basis = profitBasis(snapshot);
  const rows = sampleOf(customerKeys(snapshot, parts.state.customer), VARIED_CUSTOMERS);
  const { horizonDays, customers, ratio, ratioError } = calibration;
  return {
    basis,
    ...options,
    yearDays: YEAR_DAYS,
    periodDays: PERIOD_DAYS,
    model: { id: fitted.id, occasions: fitted.occasions, reason: fitted.reason, params: fitted.params, fit: fitted.report },
    margins: parts.unit.margins,
    calibration: { horizonDays, customers, ratio, ratioError },
    total: totalOf(columns, sharedError(calibration, options.horizonDays), options.level),
    assumptions: assumptionChanges(parts, factors, rows, activityOver, options.annualDiscountRate),
    warnings: warningsOf(basis, fitted, calibration, options.horizonDays),
  };
}

/** Error of the forecast that all customers share, as a share of it. */
function sharedError({ horizonDays, ratioError }: Calibration, asked: number): number {
  const untested = UNTESTED_ERROR * Math.max(0, 1 - horizonDays / asked);
  const sampled = horizonDays > 0 ? ratioError : 0;
  return Math.sqrt(sampled * sampled + YEAR_ERROR * YEAR_ERROR + untested * untested);
}

/** Sum over customers; independent of one another but for an error that all share. */
function totalOf(
  { expected_profit, expected_profit_sd }: { readonly expected_profit: Float64Array; readonly expected_profit_sd: Float64Array },
  shared: number,
  level: number,
): LifetimeReport['total'] {
  const estimate = expected_profit.reduce((sum, value) => sum + value, 0);
  const own = expected_profit_sd.reduce((sum, value) => sum + value * value, 0);
  const common = shared * estimate;
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(own + common * common);
  return { estimate, low: estimate - half, high: estimate + half };
}

function warningsOf(basis: ProfitBasis, { id, report }: ActivityModel, { horizonDays }: Calibration, asked: number): Text[] {
  const warnings: Text[] = [];
  if (basis === 'revenue')
    warnings.push({
      en: 'Revenue stands in for profit: shipments have no cost. Do not spend on keeping customers by these figures.',
      zh: '运单没有成本列，此处以收入代替利润；请勿据此决定挽留开支。',
    });
  if (!report.converged || report.boundary.length > 0)
    warnings.push({
      en: `The fit of ${id} did not settle${report.boundary.length > 0 ? ` (at the border: ${report.boundary.join(', ')})` : ''}; read the figures with caution.`,
      zh: `${id} 的拟合未完全收敛${report.boundary.length > 0 ? `（到达边界：${report.boundary.join('、')}）` : ''}；请谨慎使用。`,
    });
  if (horizonDays === 0)
    warnings.push({
      en: 'No forecast of the past could be held against what came (too little history, or nobody had shipped twice by then): intervals are the model’s own, not tested ones.',
      zh: '无法用已发生的结果检验过去的预测（历史太短，或当时尚无客户寄过两次）：区间仅来自模型本身，未经检验。',
    });
  else if (horizonDays < Math.floor(asked / PERIOD_DAYS) * PERIOD_DAYS)
    warnings.push({
      en: `The forecast could be tested over ${horizonDays} days only, not over ${asked}.`,
      zh: `预测只能在 ${horizonDays} 天的期限上检验，而非 ${asked} 天。`,
    });
  return warnings;
}
