const MAX_TERMS = 5_000_000;

/**
 * Expected shipments in the coming `time` of an active customer with exponential gaps, whose rate is Gamma(s, now) and whose
 * probability of leaving after a shipment is Beta(a, b), as its history leaves them.
 *
 * @remarks E = ∫ of s·nowˢ ∫ Beta(p; a, b) / (now + pt)^(s+1), which is the ₂F₁ of Fader, Hardie & Lee (2005) after Euler's
 *   transformation, with 1 / (a − 1) cancelled: no pole at a = 1 or a + b = 1, no alternating terms. With c = a + b − 1, L = ln(now/(now+t)),
 *   z = t/(now+t): E = c·(−expm1((a−1)L)/(a−1)) − e^((a−1)L)·Σ_{k≥1} (c−s)_k (a)_{k−1} zᵏ / ((c+1)_{k−1} k!).
 *   6 to 40 terms typically, 36 / (1 − z) at most.
 */
export function exponentialGapMean(s: number, now: number, a: number, b: number, time: number): number {
  const c = a + b - 1;
  const log = -Math.log1p(time / now);
  const z = time / (now + time);
  const power = a - 1;
  const grown = power === 0 ? -log : -Math.expm1(power * log) / power;
  return Math.max(0, c * grown - Math.exp(power * log) * correction(c - s, a, c, z));
}

function correction(A: number, a: number, c: number, z: number): number {
  const enough = 1e-15 * (1 - z);
  let term = A * z;
  let sum = term;
  for (let k = 1; k < MAX_TERMS && Math.abs(term) > enough * Math.abs(sum); k++) {
    term *= ((A + k) * (a + k - 1) * z) / ((c + k) * (k + 1));
    sum += term;
  }
  return sum;
}
