import type { Lang } from '../core/text.js';
import { draw, pick } from './draws.js';
import { PURPOSE } from './purposes.js';
import type { World } from './world.js';

const SURNAMES =
  'Wang 王,Li 李,Zhang 张,Liu 刘,Chen 陈,Yang 杨,Huang 黄,Zhao 赵,Wu 吴,Zhou 周,Xu 徐,Sun 孙,Ma 马,Zhu 朱,Hu 胡,Guo 郭,He 何,Lin 林,Gao 高,Luo 罗';
const GIVEN =
  'Wei 伟,Fang 芳,Na 娜,Min 敏,Jing 静,Lei 磊,Jun 军,Yang 洋,Yong 勇,Yan 艳,Jie 杰,Juan 娟,Tao 涛,Ming 明,Chao 超,Xia 霞,Ping 平,Gang 刚,Ting 婷,Hui 慧';
const BRANDS =
  'Hengda 恒达,Xinyuan 鑫源,Huifeng 汇丰源,Lanhai 蓝海,Qihang 启航,Jinqiao 金桥,Yunshang 云尚,Ruixiang 瑞祥,Dongsheng 东昇,Tianhe 天禾,Beichen 北辰,Mingzhu 明珠,Chunlei 春蕾,Haotian 昊天,Jiayuan 嘉园,Lvye 绿野,Shengshi 盛世,Wanjia 万嘉,Youpin 优品,Zhiyuan 志远';
const TRADES: readonly string[] = [
  'Online Shop 网店,Apparel 服饰,Cosmetics 美妆,Snacks 食品',
  'Trading 商贸,Hardware 五金,Tea 茶业,Printing 印务',
  'Technology 科技,Medical 医疗器械,Auto Parts 汽配,Electronics 电子',
  ' ',
];
const INDUSTRIES: readonly string[] = [
  'e-commerce 电商,apparel 服饰,cosmetics 美妆,food 食品',
  'trade 商贸,hardware 五金,tea 茶叶,printing 印刷',
  'technology 科技,medical devices 医疗器械,auto parts 汽配,electronics 电子',
  'private 个人',
];
export const COMPETITORS = 'SwiftLink 迅联快递,Northstar 北极星速运,Rapidway 捷途快运,Goldwing 金翼物流';

/** One of a list of `English 中文` pairs; English may contain blanks. */
export function wordOf(list: string, u: number, language: Lang): string {
  const pairs = list.split(',');
  const pair = pairs[pick(u, pairs.length)]!;
  const cut = pair.lastIndexOf(' ');
  return language === 'zh' ? pair.slice(cut + 1) : pair.slice(0, cut);
}

/** Name of a customer: a person's for private senders, a firm's otherwise. Names are drawn and may repeat. */
export function customerName({ seed, language }: World, customer: number, segment: number, city: string): string {
  const keyed = (item: number): number => draw(seed, PURPOSE.customerDetail, customer, item);
  if (segment === 3) return personName(keyed(0), keyed(1), language);
  const brand = wordOf(BRANDS, keyed(0), language);
  const trade = wordOf(TRADES[segment]!, keyed(2), language);
  return language === 'zh'
    ? `${city}${brand}${trade}${segment === 2 ? '有限公司' : ''}`
    : `${city} ${brand} ${trade}${segment === 2 ? ' Ltd' : ''}`;
}

/** Industry; agrees with the trade in the name. */
export function industryOf({ seed, language }: World, customer: number, segment: number): string {
  return wordOf(INDUSTRIES[segment]!, draw(seed, PURPOSE.customerDetail, customer, 2), language);
}

/** The `person`-th holder of a manager's post, from 0. */
export function managerName({ seed, language }: World, post: number, person: number): string {
  const keyed = (item: number): number => draw(seed, PURPOSE.managerLeaves, post, 100_000 + person, item);
  return personName(keyed(0), keyed(1), language);
}

function personName(u1: number, u2: number, language: Lang): string {
  const family = wordOf(SURNAMES, u1, language);
  const given = wordOf(GIVEN, u2, language);
  return language === 'zh' ? family + given : `${given} ${family}`;
}
