import { describe, expect, it } from 'vitest';
import { describe as describeFeature, FEATURES, featureContext, readFeature } from '../../src/features/index.js';
import { type History, historyFrom, type Row } from '../../src/history/index.js';

const feature = FEATURES.find(({ id }) => id === 'leave_cue_91d')!;
const shipments = Array.from(
  { length: 30 },
  (_, week): Row => ({ customer_id: 'C1', shipped_at: new Date(Date.UTC(2026, 0, 5 + 7 * week)) }),
);
const complaint = (opened: string, text: string): Row => ({ complaint_id: opened, customer_id: 'C1', opened_at: opened, text });

async function companyOf(complaints: Row[], surveys: Row[] = []): Promise<History> {
  return (await historyFrom({ shipments, complaints, surveys })).history;
}

function cueAt(history: History, cutoff: string): number {
  const snapshot = history.at(cutoff);
  const context = featureContext(snapshot);
  return feature.compute(snapshot.view(0), context);
}

describe('leave_cue_91d', () => {
  it('is the plainest intent to leave in the complaints of 91 days, from the day after it was written', async () => {
    const history = await companyOf([
      complaint('2026-03-10', '再这样就解约'),
      complaint('2026-03-20', '大家避雷'),
      complaint('2026-03-21', '太慢'),
    ]);
    expect(cueAt(history, '2026-03-10')).toBe(0);
    expect(cueAt(history, '2026-03-11')).toBeCloseTo(0.8, 12);
    expect(cueAt(history, '2026-06-09')).toBeCloseTo(0.8, 12);
    expect(cueAt(history, '2026-06-10')).toBeCloseTo(0.4, 12);
    expect(cueAt(history, '2026-06-20')).toBe(0);
  });

  it('hears surveys too', async () => {
    const history = await companyOf(
      [complaint('2026-03-10', '太慢')],
      [{ customer_id: 'C1', answered_on: '2026-03-12', text: 'We are looking for another carrier' }],
    );
    expect(cueAt(history, '2026-03-12')).toBe(0);
    expect(cueAt(history, '2026-03-13')).toBeCloseTo(0.8, 12);
    expect(cueAt(history, '2026-06-11')).toBeCloseTo(0.8, 12);
    expect(cueAt(history, '2026-06-12')).toBe(0);
  });

  it('says what it found in both languages', async () => {
    const history = await companyOf([complaint('2026-03-10', '再这样就解约')]);
    const snapshot = history.at('2026-03-11');
    const context = featureContext(snapshot);
    const { en, zh } = describeFeature(feature, readFeature(feature, snapshot.view(0), context));
    expect(en).toContain('in the last 91 days is 0.8 ');
    expect(zh).toContain('最明确的离开意向为 0.8');
  });
});
