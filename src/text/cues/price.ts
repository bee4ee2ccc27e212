// biome-ignore-all format: lists of words.
import { phrases, words } from '../negation.js';
import type { CueGroup } from './cueGroup.js';

const THING = '(package*|parcel*|item*|shipment*|it|box*|order*|letter*|mail|tracking|truck|van|driver)';
const VERY = '(很|挺|真|超|超级|非常|特别|比较|十分|相当|算|蛮|最|更|更加|较|也|都|还|一直|确实)';

/** Price, and what is charged beside it. */
export const PRICE_CUES: readonly CueGroup[] = [
  {
    kind: 'cause',
    cause: 'price',
    category: 'price',
    cues: [
      ...words(
        '贵 太贵 昂贵 (这么|那么|死|好|有点|越来越|偏|很|真|更)贵 涨价 涨(了|了点|了不少)价 提价 加价 ' +
        '(价格|运费|费用|单价|邮费|快递费|报价|成本|首重|续重|价)(太|过|偏|有点|又|比较|更|越来越|)(高|贵|离谱|不合理) (价格|运费|费用|单价|邮费|快递费)(上涨|上调|涨|又涨|大涨|翻倍) ' +
        '(单价|价格|运费)~3高了 (别家|别人|其他|其它|人家|同行|另一家|他们|市场价|顺丰|京东|中通|圆通|申通|韵达|极兔|邮政|德邦)~8(便宜|优惠|实惠|划算|低) 便宜(点|些|一点|一些) 不(便宜|优惠|划算) ' +
        '(能|能不能|可以|可否|有没有|有无|申请|要求|希望|给|想要|没|没有|取消|少|什么|谈)~3(优惠|折扣|打折|便宜|降价) (优惠|折扣)(太|)(少|小|没了|取消|低|不够|力度不|没以前) ' +
        '性价比(太|很|)(低|不高|差|不好) 报价 比价 议价 多收(|了|我|我们)~3(钱|费|运费|元|块) (乱|重复|额外|另|另外|多|高)收费 收费(太|过|偏|)(高|贵|不合理|离谱|乱|不透明) ' +
        '比(约定|合同|报价|去年|之前|以前|别家|其他)~6(高|贵) 不(划算|合算|值这个价) 坑钱 砍价 超出预算 到付~4(高|贵|多)',
      ),
      ...phrases(
        'expensive; ' +
        '(price*|rate*|cost*|fee*) ~2 (increas*|hike*|rise*|rising|rose|went up|gone up|go up|going up|doubled|tripled|too high|' +
        'higher|so high|very high); ' +
        '(increas*|rais*|hik*) (|your|the|their|our|its) (price*|rate*|fee*); (higher|new) price; cheaper; ' +
        'quot(e|es|ed|ation|ations); overpric*; overcharg*; over (charg*|priced); pric(ey|y); ' +
        '(high|higher|highest|excessive|outrageous|unreasonable|ridiculous|insane|exorbitant|crazy|extortionate|hefty|' +
        'huge) ~1 (price*|rate*|fee*|cost|costs|charge|charges|shipping cost*|postage|bill|tariff*); ' +
        '(charg*|pay|paid|paying|cost|costs) ~3 too much; ' +
        '(better|lower|good|best|competitive) (price*|rate|rates|deal|offer*); ' +
        '(hidden|extra|additional|unexpected|surprise) ~1 (fee*|charge*|cost|costs); ' +
        '(still|was|got|been|keep|kept) ~1 (billed|charged|invoiced); ' +
        '(import|storage|customs|clearance|admin|handling) (fee*|charge*); charged ~2 for; surcharge*; discount*; ' +
        'price gouging; rip off; ripped off; (cost|costs|costing|charge*) (more|double|triple|a fortune|an arm); ' +
        '(invoice|bill) ~2 (higher|wrong|incorrect|too high); look* for another offer; ' +
        '(higher|more) than (|was |we |)(agreed|quoted); pay more',
      ),
    ],
    not: [
      ...words(
        '贵(公司|司|重|州|阳|宾|方|港|店|姓|人|平台|客服|网点|妇|族|处|单位|部门|行|校|院|网站|分公司) (珍|宝|名|尊|富|高|可|权|华|金)贵 ' +
        `(价格|价钱|价位|运费|快递费)~0(便宜|优惠|实惠|合理|公道|亲民|划算|合适|可以) (价格|价钱|价位|运费|快递费)~0${VERY}~0(便宜|优惠|实惠|合理|公道|亲民|划算|合适|可以) ` +
        `(很|挺|真|又|也|还|比较|超|超级|非常|特别|蛮|比较)(便宜|优惠|实惠|划算) 性价比(高|不错|好|可以) 性价比~0${VERY}~0(高|不错|好|可以) 物美价廉 便宜(又|好用|实惠|量大|大碗) ` +
        '优惠(力度|活动|多|很多|很大|大|券)',
      ),
      ...phrases(
        '(great|good|very good|excellent|reasonable|fair|competitive|best) (value|price*|rate*); not (expensive|overpriced); ' +
        `quote unquote; (rather|happy to|happily|gladly|willing to|would|way to) pay more; ${THING} ~2 quoted`,
      ),
    ],
  },
];
