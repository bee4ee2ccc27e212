import type { Lang } from '../core/text.js';

/** Cities of the same province besides each region's own, and places far from all. */
export const NEIGHBOURS = 2;
export const REMOTES = 4;

/** Each region's city, then each region's neighbours, then the remote places. */
const CITIES =
  'Hangzhou 杭州,Nanjing 南京,Guangzhou 广州,Fuzhou 福州,Jinan 济南,Zhengzhou 郑州,Wuhan 武汉,Changsha 长沙,Chengdu 成都,Xian 西安,Hefei 合肥,Shijiazhuang 石家庄';
const AROUND =
  'Ningbo 宁波,Jinhua 金华,Suzhou 苏州,Wuxi 无锡,Shenzhen 深圳,Foshan 佛山,Xiamen 厦门,Quanzhou 泉州,Qingdao 青岛,Yantai 烟台,Luoyang 洛阳,Kaifeng 开封,Yichang 宜昌,Xiangyang 襄阳,Zhuzhou 株洲,Yueyang 岳阳,Mianyang 绵阳,Deyang 德阳,Xianyang 咸阳,Baoji 宝鸡,Wuhu 芜湖,Bengbu 蚌埠,Baoding 保定,Tangshan 唐山';
const FAR = 'Urumqi 乌鲁木齐,Lhasa 拉萨,Xining 西宁,Hohhot 呼和浩特';

function both(list: string, language: Lang): string[] {
  return list.split(',').map((pair) => pair.split(' ')[language === 'zh' ? 1 : 0]!);
}

/** Names of all places by code (from 0). */
export function placeNames(language: Lang): string[] {
  return both([CITIES, AROUND, FAR].join(','), language);
}

/** Names of the branches: two in each region's city. */
export function branchNames(language: Lang): string[] {
  return both(CITIES, language).flatMap((city) => (language === 'zh' ? [`${city}一部`, `${city}二部`] : [`${city} 1`, `${city} 2`]));
}

/** Economy, standard, express. */
export function productNames(language: Lang): string[] {
  return both('economy 经济,standard 标准,express 特快', language);
}
