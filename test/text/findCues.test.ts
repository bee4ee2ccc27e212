import { describe, expect, it } from 'vitest';
import { findCues, leaveIntent } from '../../src/text/index.js';

const heard = (text: string): string[] => findCues(text).map(({ kind, cause, name }) => name ?? cause ?? kind);
const first = (text: string): string => heard(text)[0] ?? '';

describe('cues of a cause', () => {
  it.each([
    ['finances', '公司倒闭了'],
    ['finances', '最近资金紧张'],
    ['finances', 'We are closing down at the end of the month'],
    ['finances', 'serious cash-flow problems'],
    ['relocation', '我们搬厂了'],
    ['relocation', '公司迁址到外地'],
    ['relocation', 'The office has relocated'],
    ['relocation', 'we have moved to Leeds'],
    ['need_ended', '这个产品停产，不再发货'],
    ['need_ended', '淡季没货发'],
    ['need_ended', 'we no longer ship to Spain'],
    ['price', '又涨价了'],
    ['price', '運費太貴'],
    ['price', 'far too expensive'],
    ['price', 'not after this price increase'],
    ['service_quality', '等了五天还没送到'],
    ['service_quality', '箱子压坏了'],
    ['service_quality', 'Parcel three days late'],
    ['service_quality', 'It never arrived'],
    ['relationship', '没人管，打电话也不接电话'],
    ['relationship', '客户经理上个月离职了'],
    ['relationship', 'nobody answers the phone'],
    ['trust', '保价了也不赔'],
    ['trust', '赔偿金额太少'],
    ['trust', '虚假签收，我要投诉到邮政局'],
    ['trust', 'They refused to pay our claim'],
    ['trust', 'what a scam'],
  ])('%s: %s', (cause, text) => {
    expect(first(text)).toBe(cause);
  });

  it('tells bad manners apart, as a sign of the relationship', () => {
    expect(findCues('快递员态度差')[0]).toEqual({ kind: 'attitude', cause: 'relationship', text: '态度', at: 3 });
    expect(findCues('a rude driver')[0]).toEqual({ kind: 'attitude', cause: 'relationship', text: 'rude', at: 2 });
  });

  it('knows what only looks like one', () => {
    for (const text of [
      '贵公司你好',
      '服务态度很好',
      '价格优惠',
      '我不认识他',
      'my account is up to date',
      'We collate and translate',
      'the parcel moved to the next depot',
      'not only good but fine',
    ])
      expect(findCues(text), text).toEqual([]);
  });
});

describe('what denies a cue', () => {
  it.each([
    '没有破损',
    '没破损',
    '不太贵',
    '未延误',
    '别再骂了',
    'not late',
    'was not at all late',
    'never been late',
    'It wasn’t damaged',
    "isn't expensive",
  ])('%s', (text) => {
    expect(findCues(text)).toEqual([]);
  });

  it.each([
    ['beyond the window', '没有理由再这么一直延误'],
    ['over a comma', '不错，破损了'],
    ['over a word that turns', 'not good but late'],
    ['where it denies nothing', '不仅延误还破损'],
    ['where it denies nothing', 'not only late'],
    ['where the cue holds it itself', '没收到'],
    ['where the cue holds it itself', 'no reply'],
  ])('does not %s: %s', (_, text) => {
    expect(findCues(text)).not.toEqual([]);
  });
});

describe('findCues', () => {
  it('gives every place as the text has it, in order', () => {
    const text = 'Ｔｏｏ ＥＸＰＥＮＳＩＶＥ ㎏，再也不用你們了，換順豐';
    const cues = findCues(text);
    expect(cues.map(({ text: words }) => words)).toEqual(['ＥＸＰＥＮＳＩＶＥ', '再也不', '換順豐', '順豐']);
    for (const cue of cues) expect(text.slice(cue.at, cue.at + cue.text.length)).toBe(cue.text);
  });

  it('finds words where scripts meet', () => {
    expect(heard('包裹late了，改用EMS')).toEqual(['service_quality', 'leave_intent', 'EMS']);
  });

  it('gives the longest of those that overlap and say the same', () => {
    expect(findCues('一直没收到').map(({ text }) => text)).toEqual(['一直没收到']);
  });

  it('does not reach over the end of a sentence', () => {
    expect(findCues('客户经理很好。换个箱子')).toEqual([]);
    expect(findCues('He refused. A claim is open')).toEqual([]);
  });

  it.each(['', ' ', '😡😡', '\ud800', '\udfff late', 'Доставка задержана', 'تأخر الطرد', 'ส่งช้ามาก', '12345', '，。！'])(
    'takes %j without a fault',
    (text) => {
      const cues = findCues(text);
      expect(cues.length).toBe(text.includes('late') ? 1 : 0);
    },
  );

  it('refuses what is no string', () => {
    expect(() => findCues(undefined as never)).toThrow(/must be a string, not undefined/);
  });
});

describe('leaveIntent', () => {
  it('is .8 for a plain cue, .4 for a weak one, and grows with different ones', () => {
    expect(leaveIntent('我们要解约')).toBeCloseTo(0.8, 12);
    expect(leaveIntent('大家避雷')).toBeCloseTo(0.4, 12);
    expect(leaveIntent('解约，以后不用你们，大家避雷')).toBeCloseTo(1 - 0.2 * 0.2 * 0.6, 12);
    expect(leaveIntent('解约解约解约')).toBeCloseTo(0.8, 12);
  });

  it.each([
    '我要换一家快递',
    '下次不会再用',
    '不再合作了',
    'We will switch to another courier',
    'I will never use UPS again',
    'looking for a new carrier',
    'please cancel our contract',
  ])('hears it: %s', (text) => {
    expect(leaveIntent(text)).toBeGreaterThanOrEqual(0.8);
  });

  it.each(['', '快递太慢', 'late again', '我们不会解约', 'We will not switch to another carrier', 'we do not want to cancel our contract'])(
    'does not: %s',
    (text) => {
      expect(leaveIntent(text)).toBe(0);
    },
  );
});
