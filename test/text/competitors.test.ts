import { describe, expect, it } from 'vitest';
import { competitors } from '../../src/text/index.js';

describe('competitors', () => {
  it('finds names in both scripts, each once, in order of mention', () => {
    expect(competitors('京东和順豐都比你们快，ＵＰＳ也是，京东最快')).toEqual(['京东', '顺丰', 'UPS']);
  });

  it('takes a name only where it stands as a word', () => {
    expect(competitors('it seems the groups sit in the depot; pick ups and downs')).toEqual([]);
    expect(competitors('已集中通知，其中通过三件，请找邮政局')).toEqual([]);
    expect(competitors('EMS, FedEx’s driver')).toEqual(['EMS', 'FedEx']);
  });

  it('leaves out the carrier itself, by any of its words', () => {
    expect(competitors('顺丰丢件，改用中通', { own: '顺丰' })).toEqual(['中通']);
    expect(competitors('ZTO or 中通 or DHL', { own: 'zto' })).toEqual(['DHL']);
  });

  it('takes a list of its own, with words and exceptions', () => {
    const list = [{ name: 'Acme', words: ['acme express', '阿克'], not: ['acme street'] }, 'B(x)|*~2'];
    expect(competitors('阿克 on Acme Street, then Acme Express and b x 2', { competitors: list })).toEqual(['Acme', 'B(x)|*~2']);
  });

  it('refuses a name without a letter', () => {
    expect(() => competitors('x', { competitors: ['()'] })).toThrow(/letters or digits/);
  });
});
