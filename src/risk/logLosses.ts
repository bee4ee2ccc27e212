/** Log loss of each row under log-odds, shape (n,): ln(1 + e^−m) where the event happened, ln(1 + e^m) where not. */
export function logLosses(logOdds: Float64Array, outcome: ArrayLike<number>): Float64Array {
  return logOdds.map((margin, row) => {
    const against = outcome[row] === 1 ? -margin : margin;
    return Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
  });
}
