/** What every fit by likelihood takes. */
export interface FitOptions {
  /** Strength of the pull of the log-parameters towards 0, divided by the number of customers; default 0.01. 0 is pure maximum likelihood. */
  readonly ridge?: number | undefined;
  readonly maxIterations?: number | undefined;
  /** Starts drawn at random beside the fixed ones; default 3. */
  readonly randomStarts?: number | undefined;
  /** Key of the random starts; default 1. */
  readonly seed?: number | undefined;
  /** Parameters of an earlier fit to start from instead of all other starts (a warm start); purchase processes only. */
  readonly start?: Readonly<Record<string, number>> | undefined;
}

/** Whether a fit may be believed, and how far. Numbers that the data do not tell are NaN. */
export interface FitReport<Name extends string = string> {
  /** True when the best start ended at a flat place of the mean log-likelihood. */
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest derivative of the penalised mean log-likelihood by a log-parameter. */
  readonly gradientNorm: number;
  /** Total log-likelihood at the parameters, without the ridge, with time in the unit of the data. */
  readonly logLikelihood: number;
  /** Parameters that ran to where the data no longer tell. */
  readonly boundary: readonly Name[];
  readonly customers: number;
  /** Starts compared; the search went on from the best. */
  readonly starts: number;
  /** Largest over smallest eigenvalue of the curvature by log-parameters; above 1e6 some combination of parameters is not known. */
  readonly conditionNumber: number;
  /** Standard errors of the parameters: θ × standard error of ln θ. */
  readonly standardErrors: Readonly<Record<Name, number>>;
  /** Covariance of the log-parameters in the order of the model, row after row: the inverse of the penalised curvature. */
  readonly logCovariance: readonly number[];
}
