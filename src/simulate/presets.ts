/** Kinds of customer, in the order of every array below. */
export const SEGMENTS = ['ecom', 'sme', 'corp', 'ind'] as const;
export const SEGMENT_SHARES: readonly number[] = [0.45, 0.3, 0.15, 0.1];

/** Worlds that differ in how loudly customers announce that they will leave. */
export type SimulationPreset = 'realistic' | 'hard' | 'easy' | 'demo' | 'taught';

/** Numbers of one world; hazards are per year unless named weekly. */
export interface Behaviour {
  /** Median shipments a week by segment, standard deviation of its logarithm, and the most a customer ships. */
  readonly weeklyMedian: readonly number[];
  readonly weeklyLogSd: readonly number[];
  readonly weeklyCap: number;
  readonly customerServiceSd: number;
  readonly branchServiceSd: number;
  readonly crisesPerYear: number;
  readonly crisisWeeks: number;
  readonly crisisLogit: number;
  readonly lateLogit: number;
  readonly priceSd: number;
  /** Slopes of the deliberate hazards on perceived failure, price gap and neglect. */
  readonly failureSlope: number;
  readonly gapSlope: number;
  readonly neglectSlope: number;
  readonly managerFactor: number;
  readonly serviceBase: number;
  readonly priceBase: number;
  readonly relationshipBase: number;
  readonly trustWeekly: number;
  /** Multiplies every hazard of leaving. */
  readonly hazardScale: number;
  readonly abruptShare: number;
  readonly leadWeeksLeast: number;
  readonly leadWeeksMean: number;
  /** How far the volume falls before a leaver's last shipment, as a share. */
  readonly depth: number;
  /** Share of customers that hardly ever complain, and by what complaints of the others are multiplied. */
  readonly silentShare: number;
  readonly voice: number;
  /** Untidy records: see {@link NOISE}. */
  readonly noise: boolean;
}

/** Records that do not say what they seem to say: rates per year, shares, days. */
export const NOISE = {
  addressChangesPerYear: 0.02,
  latePayerShare: 0.08,
  latePayerDays: 6,
  wrongManagerShare: 0.05,
  duplicatedShare: 0.03,
  withoutPromiseShare: 0.01,
  complaintLogDays: 3,
} as const;

/*
 * Where these numbers are not those of the specification, and why. Its formulas with its numbers, programmed twice (here, and anew with a sequential
 * generator), show the same company, whose means over seeds lie partly beside the ranges it states for seeds 1 to 3 (bench/simulatorRanges.mjs):
 *
 *   figure                     specified: hard, realistic, easy     with its own numbers      changed here
 *   late parcels               .057–.062, .056–.059, .057–.060      .056, .063, .060          lateLogit -3.35, -3.75, -4
 *   deliberate exits a year    .117–.122, .142–.146, .172–.178      .112, .141, .170          the three bases, by 5.7, 5, 2.5 %
 *   Gini index of revenue      .72–.73                              .730–.736                 weeklyCap 400
 *
 * `taught` scales the hazards by .585 instead of .55: then half of the customers of the first day are lost in five years.
 */
const realistic: Behaviour = {
  weeklyMedian: [6, 2.5, 4, 0.35],
  weeklyLogSd: [1.45, 1.2, 1, 0.6],
  weeklyCap: 205,
  customerServiceSd: 0.75,
  branchServiceSd: 0.7,
  crisesPerYear: 1,
  crisisWeeks: 10,
  crisisLogit: 1.7,
  lateLogit: -3.8,
  priceSd: 0.12,
  failureSlope: 0.95,
  gapSlope: 7,
  neglectSlope: 1,
  managerFactor: 4,
  serviceBase: 0.0273,
  priceBase: 0.0273,
  relationshipBase: 0.0137,
  trustWeekly: 0.03,
  hazardScale: 1,
  abruptShare: 0.2,
  leadWeeksLeast: 4,
  leadWeeksMean: 6,
  depth: 0.8,
  silentShare: 0.25,
  voice: 1,
  noise: false,
};

const hard: Behaviour = {
  ...realistic,
  weeklyCap: 215,
  customerServiceSd: 0.35,
  branchServiceSd: 0.45,
  crisesPerYear: 0.5,
  crisisWeeks: 8,
  crisisLogit: 1.4,
  lateLogit: -3.255,
  priceSd: 0.1,
  failureSlope: 0.55,
  gapSlope: 5,
  neglectSlope: 0.6,
  managerFactor: 2,
  serviceBase: 0.0296,
  priceBase: 0.0423,
  relationshipBase: 0.0233,
  trustWeekly: 0.02,
  abruptShare: 0.35,
  leadWeeksLeast: 1,
  leadWeeksMean: 2.5,
  depth: 0.7,
};

const easy: Behaviour = {
  ...realistic,
  weeklyCap: 180,
  customerServiceSd: 0.9,
  branchServiceSd: 0.8,
  crisisLogit: 2,
  lateLogit: -4,
  priceSd: 0.15,
  failureSlope: 1.2,
  gapSlope: 9,
  neglectSlope: 1.3,
  managerFactor: 6,
  serviceBase: 0.0205,
  priceBase: 0.0164,
  relationshipBase: 0.0082,
  trustWeekly: 0.04,
  abruptShare: 0.08,
  leadWeeksLeast: 6,
  leadWeeksMean: 7,
  depth: 0.85,
};

/** `realistic`, `hard` and `easy` as in the evidence of the method; `demo` a small company; `taught` half the customers lost in five years. */
export const PRESETS: Readonly<Record<SimulationPreset, Behaviour>> = {
  realistic,
  hard,
  easy,
  demo: { ...easy, weeklyMedian: [0.6, 0.45, 0.55, 0.25], weeklyLogSd: [0.7, 0.6, 0.6, 0.5], weeklyCap: 6, noise: true },
  // Silence is of each problem, not of some customers. With this voice a quarter of the customers with a failed parcel in a year say nothing in it.
  taught: { ...realistic, hazardScale: 0.585, silentShare: 0, voice: 1.32, noise: true },
};
