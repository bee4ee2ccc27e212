import { describe, expect, it } from 'vitest';
import { tableSchema } from '../../src/history/schema.js';
import { COMPLAINT_TEXTS } from '../../src/simulate/complaintTexts.js';
import { COMPLAINT_CATEGORIES, complaintCategory } from '../../src/text/index.js';

const category = (text: string): string => complaintCategory(text).category;

describe('complaintCategory', () => {
  it('knows the categories of the complaints table, in its order', () => {
    const values = tableSchema('complaints').columns.find(({ name }) => name === 'category')?.values ?? [];
    expect(COMPLAINT_CATEGORIES).toEqual(values.map(({ value }) => value));
  });

  it.each([
    ['delay', '快件已经晚到三天，一直没收到', 'The parcel is three days late'],
    ['damage', '外箱压坏，里面全碎', 'The box was crushed and the glass is broken'],
    ['loss', '快件弄丢了，不知去向', 'You lost our shipment'],
    ['misdelivery', '送错地址，别人签收了', 'Delivered to the wrong house'],
    ['pickup', '约了三次没人来取件', 'Nobody came: the booked pickup was missed again'],
    ['tracking', '物流信息三天不更新', 'The tracking has not been updated'],
    ['coverage', '我们村不在派送范围，只能自取', 'You do not deliver to our village, it is a remote area'],
    ['attitude', '快递员态度恶劣还骂人', 'The driver was rude and shouted at us'],
    ['price', '运费又涨价，多收了我们钱', 'We were overcharged, far too expensive'],
    ['claim', '理赔被拒，赔偿太少', 'Our claim was denied'],
    ['safety', '快递员泄露我的电话和隐私', 'The courier stole it: they cut open the box'],
    ['other', '其他', 'Other'],
  ])('hears %s in both languages', (wanted, chinese, english) => {
    expect([category(chinese), category(english)]).toEqual([wanted, wanted]);
  });

  it('says nothing where the text says nothing', () => {
    for (const text of ['', '您好', 'Guten Tag', '😡', '没有破损，没有延误', 'The order number is other than agreed, thank you very much'])
      expect(complaintCategory(text), text).toEqual({ category: '', score: 0 });
  });

  it('scores one plain word ½, more of it higher, and others beside it lower', () => {
    const one = complaintCategory('延误').score;
    expect(one).toBeCloseTo(1.25 / 2.25, 12);
    expect(complaintCategory('延误，太慢，还没送到').score).toBeGreaterThan(one);
    expect(complaintCategory('延误，态度差').score).toBeLessThan(one);
  });

  it('takes the cause of the complaint for more than the wish for money', () => {
    expect(category('箱子压坏了，要求赔偿')).toBe('damage');
    expect(category('要求赔偿')).toBe('claim');
  });

  it('agrees with the sentences of the simulator, which were written without it, on nine of ten', () => {
    const wanted = ['delay', 'damage', 'loss', 'attitude', 'price'];
    const said = COMPLAINT_TEXTS.flatMap((texts, problem) =>
      texts.flatMap(({ en, zh }) => [en, zh].map((text) => [wanted[problem], category(text.replace('%', 'SF10001').replace('#', '4'))])),
    );
    const agreed = said.filter(([is, guess]) => is === guess).length;
    expect(said.length).toBe(80);
    expect(agreed).toBeGreaterThanOrEqual(72);
  });
});
