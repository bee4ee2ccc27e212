import { polynomial } from './polynomial.js';

const CENTRE_TOP = [0.065682337918207449, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249];
const CENTRE_BOTTOM = [1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
const MIDDLE_TOP = [
  1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
  2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
];
const MIDDLE_BOTTOM = [
  1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091, 34900.952721145977266,
  38912.003286093271411, 19685.429676859990727,
];
const FAR_TOP = [
  0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466, 2.9112874951168792e-5,
];
const FAR_BOTTOM = [1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244, 7.29751555083966205e-5];
const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

/**
 * Φ(x), the standard normal distribution function, with full relative accuracy in the lower tail; 1 − Φ(x) is Φ(−x).
 *
 * @remarks Cody, "Algorithm 715: SPECFUN", ACM TOMS 19 (1993), function ANORM: about 16 digits.
 */
export function normalCdf(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.66291) return 0.5 + (x * polynomial(CENTRE_TOP, x * x)) / polynomial(CENTRE_BOTTOM, x * x);
  const tail = lowerTail(size);
  return x < 0 ? tail : 1 - tail;
}

/** Φ(−size) beyond the centre. The exponent is split at a multiple of 1/16, whose square is exact. */
function lowerTail(size: number): number {
  if (size > 39) return 0; // below the smallest double
  const coarse = Math.trunc(size * 16) / 16;
  const rest = (size - coarse) * (size + coarse);
  return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * rest) * tailRatio(size);
}

/** Φ(−size) / e^(−size² / 2). */
function tailRatio(size: number): number {
  if (size <= 5.656854248) return polynomial(MIDDLE_TOP, size) / polynomial(MIDDLE_BOTTOM, size);
  const q = 1 / (size * size);
  return (INVERSE_SQRT_TWO_PI - (q * polynomial(FAR_TOP, q)) / polynomial(FAR_BOTTOM, q)) / size;
}
