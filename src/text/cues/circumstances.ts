// biome-ignore-all format: lists of words.
import { phrases, words } from '../negation.js';
import type { CueGroup } from './cueGroup.js';

const THING = '(package*|parcel*|item*|shipment*|it|box*|order*|letter*|mail|tracking|truck|van|driver)';

/** Circumstances of the customer: money, place, need. */
export const CIRCUMSTANCE_CUES: readonly CueGroup[] = [
  {
    kind: 'cause',
    cause: 'finances',
    cues: [
      ...words(
        '倒闭 停业 歇业 破产 注销 清算 裁员 欠薪 没钱 资金(紧张|困难|链|断裂|周转|不足|问题) 周转(不开|不灵|不过来|困难) 经营(困难|不善|不下去) 关门大吉 关张 关店 ' +
        '(公司|店|厂|工厂|店铺|门店)~2(倒闭|关门|关了|不开了|没了|解散) (生意|买卖)~2(不好做|难做|惨淡|做不下去|黄了) 发不(出|起)工资 亏损(严重|太大)',
      ),
      ...phrases(
        'closing down; closed down; bankrupt*; insolven*; out of business; cash (flow|flow problem*); cashflow; liquidat*; ' +
        'laid off; layoff*; lay off; (cannot|cant|couldnt|unable to) (afford|pay our bill*); ' +
        'shut* down (our|the) (business|company|shop|store); ceas* trading; wind* up the (business|company)',
      ),
    ],
    not: [
      ...words('注销(账号|账户|帐号|帐户|会员|客户|月结|了账号|了账户|掉账号)'),
      ...phrases(
        '(facility|depot|branch|office|hub|line*) ~0 (closing|closed) down; ' +
        '(go|going|went|be|goes|put them|run) out of business',
      ),
    ],
  },
  {
    kind: 'cause',
    cause: 'relocation',
    cues: [
      ...words('搬(家|走|迁|厂|仓|店|办公|到外地|去外地|离) 迁(址|移|往|到) 换(城市|地址|办公室|办公地|仓库) 不在(本地|这里|这边|本市)'),
      ...phrases(
        'relocat*; mov(e|ed|ing) (to|away|out); mov(ed|ing) into; ' +
        'mov(e|ed|ing) (our|the) (office*|warehouse|factory|shop|business|company|store|production); ' +
        'leaving the (city|country|area); new premises',
      ),
    ],
    not: [
      ...words('搬走(我|了我|快递|包裹)'),
      ...phrases(
        `${THING} ~3 mov(e|ed|ing) (to|out|away); ${THING} ~4 relocat*; ` +
        'mov(e|ed|ing) (to|out|away) (transit|delivery|the next|another (facility|hub|depot)|delivered)',
      ),
    ],
  },
  {
    kind: 'cause',
    cause: 'need_ended',
    cues: [
      ...words(
        '不(做|卖|发货)了 不再(做|卖|经营|生产|发货|需要) (店|生意|业务)~2不做了 转行 改行 停产 停售 停工 淡季 用不(上|着|著) 项目~2(结束|完成|完工|到期|停了|黄了) 不需要(寄|发|快递|物流|你们) ' +
        '(没|没有)(货|东西|订单|单子|单)(可|要|了|能|再)(寄|发|) 业务(停了|结束|取消|终止) 旺季(过了|结束)',
      ),
      ...phrases(
        'no longer (need*|ship*|requir*|sell*|produc*|mak*|export*); discontinu*; ' +
        '(stop|stopped|stopping|ceased|quit) (selling|producing|production|trading|manufacturing|shipping (goods|products)); ' +
        'project ~2 (ended|finished|over|completed|cancelled); (dont|do not|wont) need ~4 (anymore|any more|any longer); ' +
        '(end of|off|low) season; season is over; nothing (left |)to (ship|send); retired; out of season; ' +
        'product line ~2 (ended|stopped|gone)',
      ),
    ],
    not: [
      ...words('不做了(任何|什么)'),
    ],
  },
];
