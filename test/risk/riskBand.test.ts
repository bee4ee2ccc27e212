import { expect, it } from 'vitest';
import { riskBand } from '../../src/risk/riskBand.js';

it('is high from the published threshold on: 0.164179 at a value of 200, an offer of 10 and a contact of 1', () => {
  expect(riskBand(0.1642, 200, 200)).toBe('high');
  expect(riskBand(0.1641, 200, 200)).toBe('medium');
});

it('is medium where only a call pays', () => {
  expect(riskBand(0.051, 200, 200)).toBe('medium');
  expect(riskBand(0.049, 200, 200)).toBe('low');
});

it('asks less certainty of a customer who is worth more', () => {
  expect(riskBand(0.16, 200, 200)).toBe('medium');
  expect(riskBand(0.16, 2000, 200)).toBe('high');
});

it('never spends on a customer who earns nothing, and takes an unknown one for an ordinary one', () => {
  expect(riskBand(0.99, -5, 200)).toBe('low');
  expect(riskBand(0.2, Number.NaN, 200)).toBe(riskBand(0.2, 200, 200));
  expect(riskBand(0.2, Number.NaN, Number.NaN)).toBe('high');
});
