/** Additive explanations of margins: base + Σ of a row's values = the row's margin. */
export interface Contributions {
  /** What a row is compared with: the mean margin of the training rows, or of the background rows where there are some. */
  readonly base: number;
  /** Names of the columns of `values`. */
  readonly features: readonly string[];
  /** Shape (rows × features), row after row, on the margin (log-odds). */
  readonly values: Float64Array;
}
