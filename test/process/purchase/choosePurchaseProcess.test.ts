import { describe, expect, it } from 'vitest';
import { choosePurchaseProcess } from '../../../src/process/index.js';
import { cdnowSummary, hasCdnow } from '../cdnow.js';
import { simulated } from '../simulated.js';

describe('choosePurchaseProcess', () => {
  it('keeps the default for customers that it made', () => {
    const choice = choosePurchaseProcess(simulated(2000, { r: 0.8, alpha: 30, a: 0.7, b: 2.5 }));
    expect(choice.process.id).toBe('mbg-nbd');
    expect(choice.candidates).toHaveLength(4);
    expect(choice.candidates.map(({ aic }) => aic)).toEqual(choice.candidates.map(({ aic }) => aic).toSorted((one, other) => one - other));
  });
  it('takes NBD for customers that never leave, and says why in both languages', () => {
    const { process, reason } = choosePurchaseProcess(simulated(2000, { r: 1.5, alpha: 30, a: 1e-9, b: 2 }));
    expect(process.id).toBe('nbd');
    expect([reason.en.startsWith('nbd: '), reason.zh.startsWith('nbd：')]).toEqual([true, true]);
  });
  it.skipIf(!hasCdnow)('keeps the default on CDNOW, where BG/NBD is as good', () => {
    const { process, candidates } = choosePurchaseProcess(cdnowSummary());
    expect(process.id).toBe('mbg-nbd');
    expect(candidates.map(({ id }) => id)).toEqual(['mbg-nbd', 'bg-nbd', 'pareto-nbd', 'nbd']);
  });
});
