// biome-ignore-all format: lists of words.
import { phrases, words } from '../negation.js';
import type { CueGroup } from './cueGroup.js';

const BAD =
  '(poor|bad|terrible|horrible|awful|worst|worse|appalling|dreadful|shocking|disgraceful|abysmal|pathetic|atrocious|low level|' +
  'garbage|trash|crap|shit|shitty|useless|incompetent)';
const NOT = '(not|never|hasnt|havent|havnt|didnt|hadnt|isnt|wasnt|doesnt|dont)';
const THING = '(package*|parcel*|item*|shipment*|it|box*|order*|letter*|mail|tracking|truck|van|driver)';

/** Service quality, by what went wrong. */
export const SERVICE_CUES: readonly CueGroup[] = [
  {
    kind: 'cause',
    cause: 'service_quality',
    category: 'delay',
    cues: [
      ...words(
        '延误 延迟 超时 滞留 滞后 晚(到|点|送) 晚了~2(天|日|小时|周) 迟到 迟迟(没|不|未|无) 太慢 (好|真|超|超级|巨|贼|这么|那么|这样|实在|特别|非常|实在太|承诺的时间)慢 ' +
        '(速度|物流|快递|发货|送货|配送|到货|派送|运输|时效|送|派|寄)~4慢 慢死 慢(的|得)(很|要死|要命|离谱|一批|像蜗牛|可以) (等了|等|拖了|过了)~6(天|周|星期|个月|久)~4(没|未|才) ' +
        '(天|周|星期|月)才(到|收到|送|送到|发|给) 过了~4承诺 (早就|早)~3(过了|该送|该到) 一直(没|不|未)(收到|到|送|发|派) ' +
        '(还|还是|仍|仍然|至今|到现在|今天)(没|未|没有)(收到|到|送|发货|送到|派送|派件|动静) 没(收到|送到|送来|收着) 没有(收到|送到|送) 未(收到|送达|送到|派送) 收不到 送不到 催(了|单|件|一下|促) ' +
        '(等|等了)(好久|很久|太久|半天|一周|一个月)',
      ),
      ...phrases(
        'late; delay*; overdue; slow; stuck (in|at|on|for|with|there|somewhere); ' +
        `${NOT} ~1 (deliver*|received|receive|recieve|recieved|arriv*|got|gotten|come|came|show up|showed up|shown up|turned up|` +
        'shipped|moved); ' +
        'still (waiting|not|no|hasnt|havent|havnt|nothing|at|sitting); (no|without) (movement|delivery|deliver date); ' +
        '(missed|late|attempted) (delivery|deliveries); (no one|nobody|not|wasnt|werent) (was |at |)home; ' +
        '(days|weeks|months|hours) (later|late|ago|past|behind|after|overdue); ' +
        '(later|longer) than (promised|expected|the day|they|stated|advertised|it); ' +
        '(take|takes|took|taking) ~3 (forever|ages|weeks|months|longer|so long|too long|days); ' +
        '(been|was|keep|kept|sat|sitting|sit|sits) (waiting|sitting|there|at|in) ~6 (day|days|week|weeks|month|months|hours); ' +
        'waiting ~3 (day|days|week|weeks|month|months|hours|all day|forever); wait* in all day; ' +
        '(out for delivery) ~6 (day|days|but|and|never|not|yet|still); ' +
        '(fail|fails|failed|failure|failing) to (deliver|arrive|show); (unable|refus*) to (deliver|be delivered); ' +
        '(supposed|meant|due|expected|scheduled|promised) to (be delivered|arrive|be here|come|get here); ' +
        '(not|never|dont|doesnt) ~2 on time; (next|tomorrow) ~2 (never|then); undelivered; ' +
        'should have (been delivered|arrived|been here|come)',
      ),
    ],
    not: [
      ...words('(不|没)(|那么|太|算)慢 慢(用|走|慢来) 晚(上|饭|安|霜) (今|昨|前|明|当)天才(到|收到|送|送到|发|给) (回复|回答|响应|答复|处理|客服)(速度|得|)(太|好|很|真|超|有点|比较|非常|特别|)慢'),
      ...phrases(
        '(better|rather) late than; late (fee*|night|evening|afternoon|morning|shift*|payment*); (of|as) late; ' +
        'slow (down|season|period|motion|play*); not late; (always|usually|never) late for (work|school); ' +
        `${NOT} ~1 (got|come|came) (to|a|an|the) (work|job|time)`,
      ),
    ],
  },
  {
    kind: 'cause',
    cause: 'service_quality',
    category: 'damage',
    cues: [
      ...words(
        '破损 损坏 损毁 压(坏|扁|烂|碎|瘪|变形|破) 摔(坏|碎|烂|破) (全|都|打|碰|震|已经|东西)碎 碎了 碎掉 烂(了|掉) 变形 漏(了|液|油|出来|光|水) 洒(了|出|漏) ' +
        '(都|全|就|是|已经|收到)坏(了|的) 坏(了|掉) (又湿又破|湿透|受潮|泡水|进水) 暴力(分拣|运输|快递|装卸) 野蛮(分拣|装卸|操作|运输) (乱|随便)(扔|丢) ' +
        '包装~3(差|破|烂|简陋|随便|垃圾|不好|粗糙|脏|湿|瘪) (外箱|箱子|盒子|包装盒|外包装|纸箱|瓶子|瓶口|盖子)~3(破|烂|碎|瘪|湿|裂|坏|脏)',
      ),
      ...phrases(
        'damag*; broken; broke; smash*; crush*; squash*; shatter*; dented; torn; ripped open; destroy*; leak*; ruined; ' +
        'spoiled; spoilt; soaked; saturated; (filthy|wet) (box*|package*|parcel*|carton*); ' +
        `${THING} ~3 (filthy|soaked|soaking|bent|cracked|in pieces); in pieces; wet and torn; (in|into) the (pouring |)rain; ` +
        'useless now; tampered; no longer works; ' +
        '(threw|thrown|throw*|toss*|kick*|chuck*) ~4 (package*|parcel*|box*|about|around|over|down|into|everywhere)',
      ),
    ],
    not: [
      ...words('坏(人|蛋|习惯) 不变形 变形(计|金刚)'),
      ...phrases('broken (english|heart*|record|promise*); (broke|broken) (up|down in tears); broke the law; (threw|throw*) (away|up)'),
    ],
  },
  {
    kind: 'cause',
    cause: 'service_quality',
    category: 'loss',
    cues: [
      ...words('丢(件|失|了|包|货|单) 弄丢 遗失 搞丢 不见了 (没有|没|无)下落 去哪(了|里了|儿了) 找不到(了|件|货|包裹|快递) 少(件|发|货) 短少 缺(件|货少) (不知|不知道|没人知道)(去向|下落|在哪|在哪里)'),
      ...phrases(
        'lost; missing; went missing; gone missing; misplac*; disappear*; vanish*; ' +
        'never (received|arrived|got|found|turned up|made it|seen); ' +
        '(lose|loses|losing) ~2 (package*|parcel*|item*|shipment*|order*|mail|letter*|box*); not found; loss of',
      ),
    ],
    not: [
      ...words('丢(人|脸|下|份) 不见(得|不散)'),
      ...phrases(
        'lost and found; between lost; ' +
        'lost (my|our|all|any|complete|total) (faith|trust|respect|patience|hope|confidence|business|job|mind|interest|money); ' +
        'lost (hope|money|time|control|billion*|integrity|their|it|a lot of money|more money); ' +
        '(not|never) (missing|missed) out; missing (the|a) point; ' +
        '(lost|losing) (a|our|my|another) (customer*|client*|business|custom); lost ~2 (billion|million)',
      ),
    ],
  },
  {
    kind: 'cause',
    cause: 'service_quality',
    category: 'loss',
    weight: 0.6,
    cues: [
      ...phrases(
        'no (trace|sign|scan) ~1 of; no trace; (no idea|dont know|no clue|nobody knows|no one knows) ~1 where; ' +
        'where is (it|my|our|the|this)',
      ),
    ],
    not: [
      ...phrases('where is (the|my) (driver|truck|office)'),
    ],
  },
  {
    kind: 'topic',
    category: 'delay',
    weight: 0.5,
    cues: [
      ...phrases(
        '(for|after|over|another|extra|took|take|takes|taken|almost|nearly|within|past|last|been) ~2 (days|weeks|months); ' +
        'days in a row; day delivery; (delivery|arrival) date; ' +
        '(will|would|to) (be delivered|deliver|arrive) (tomorrow|the next day|next); waiting; waited; tomorrow; ' +
        '(hasnt|has not|havent|have not) ~2 (yet); as of today; on its way; rescheduled; reschedul*; postpon*',
      ),
    ],
    not: [
      ...phrases('(for|over|in) the (last|past) ~2 (years|months)'),
    ],
  },
  {
    kind: 'cause',
    cause: 'service_quality',
    category: 'misdelivery',
    cues: [
      ...words(
        '错(发|送|分|投|派) (发|送|派|寄|投|分拣|打)错 (放|扔|丢|送)(在|到)(门口|驿站|快递柜|丰巢|别人|楼下|代收点|别处) (没|不|未)(经|给)~4(放|扔)(在|到|驿站) ' +
        '(不送|没送)(上门|货上门|上楼) 不(送货上门|上门) 别人(签收|拿走|领走|签了)',
      ),
      ...phrases(
        'wrong (address*|house|home|place|person|location|door|building|city|town|state|country|customer|apartment|unit|street|' +
        'neighbo*|box|floor); ' +
        'misdeliver*; mis (deliver*|ship*|sort*|rout*); missort*; misrout*; misship*; ' +
        '(delivered|left|dropped|dumped|took|taken|sent|signed|sits|deposited|dumps|leave|drop) ~4 (at|to|on|in|with|by) ~1 (someone|' +
        'somebody|neighbo*|another|different|unknown|doorstep|porch|driveway|curb|mailbox|garage|gate|lobby|street|snow|ground|other|' +
        'random|bank|stranger); ' +
        'left ~1 (outside|outdoors|on|in); never (attempted|knocked|rang); (no|without) (attempt*|knock*|ringing); ' +
        `${NOT} ~1 (knock|ring|rang); signed for (it|my|our|the|by)`,
      ),
    ],
    not: [
      ...phrases('wrong (with|about|way)'),
    ],
  },
  {
    kind: 'cause',
    cause: 'service_quality',
    category: 'pickup',
    cues: [
      ...words(
        '(不|没|没有|没人|无人|一直没|一直不|迟迟不|迟迟没)(来|上门|)(取件|揽收|揽件|收件|取货|收货|揽) 揽收(慢|不及时|超时|延误|失败) 取件(慢|不及时|超时|延误|太晚) 上门取件~6(没|不|未|等) ' +
        '(约|预约|叫|下单)~8(没|没有|不)(来|上门|人来)',
      ),
      ...phrases(
        '(miss|missed|failed|late|no|cancelled|scheduled|booked|rescheduled) ~1 (pickup*|pick up*|collection*); ' +
        '(never|not|didnt|doesnt|wouldnt|failed to|refused to) ~1 (pick up|collect|picked up|collected) ~1 (parcel*|package*|our|the|' +
        'goods|shipment*|boxes|from); ' +
        '(pickup*|collection*) ~4 (missed|never|late|failed|not|didnt|cancelled|avoided); ' +
        '(no driver|nobody|no one) (came|come|collected|picked); unable to pick up',
      ),
    ],
    not: [
      ...phrases('(pick|picked|pickup) (it |them |)up myself; pick up (the phone|point)'),
    ],
  },
  {
    kind: 'cause',
    cause: 'service_quality',
    category: 'tracking',
    weight: 0.6,
    cues: [
      ...words(
        '(物流|信息|轨迹|快递|单号|状态|物流信息)~4(不更新|没更新|没有更新|不动|没动|查不到|停滞) 不更新 没有更新 不(动|更新)了 查不到 查不了 查件 (物流|轨迹|信息)(异常|错误|不对|不准|有误) ' +
        '一直(显示|停在|停留在)',
      ),
      ...phrases(
        '(no|never|not|without|zero) ~3 (update*|tracking info*|tracking update*|scan*); no scan; ' +
        '(package*|parcel*|tracking|status|it) ~3 (hasnt|has not|not|havent|never) ~1 (moved|updated|changed); ' +
        'tracking ~4 (not|no|wrong|false|useless|never|doesnt|isnt|stopped|stuck|joke|bogus|says); not updat*; ' +
        '(misinformation|miss information|false information|wrong information); cannot (be |)track*; cant track; ' +
        '(hasnt|has not|not) moved; non update',
      ),
    ],
    not: [
      ...phrases('no update needed'),
    ],
  },
  {
    kind: 'cause',
    cause: 'service_quality',
    category: 'coverage',
    cues: [
      ...words(
        '超(出|)(派送|服务|配送|)(范围|区|区域) (不|没)在(派送|服务|配送)范围 不(派送|派件|配送|送货)(到|我们|这里|乡|村|镇|地址|) 不送(到|村|乡|镇|货) 送不到(村|乡|镇|家|门) 偏远(地区|) ' +
        '没有网点 (要求|让)自(取|提) 只能自(取|提)',
      ),
      ...phrases(
        '(not|dont|doesnt|wont|do not|does not|refused to|refuses to|no) (deliver|serve|service|ship|delivery|cover) ~1 (to|my|our|' +
        'this|that|here|in) ~1 (area*|address|region|village|town|street|road|rural|remote|island*|location|zip|postcode|packages); ' +
        '(outside|out) (of |)~1 (delivery |service |)(area|range|zone); remote (area*|location*|address*); ' +
        'rural (area*|address*|route); no (branch|depot|service) (here|nearby|in); not accessible; far away',
      ),
    ],
    not: [
      ...phrases('not a remote area'),
    ],
  },
  {
    kind: 'cause',
    cause: 'service_quality',
    cues: [
      ...words('服务质量~3(差|低|不好|下降) 物流~3(差|垃圾|不给力|烂|坑)'),
      ...phrases(
        `${BAD} ~0 (|delivery |courier |shipping |customer )(service*|delivery|deliveries|courier*|shipping|company|experience|` +
        'carrier*|quality|packaging|shipper*); ' +
        'wrong (item*|parcel|package|order); (fail|fails|failed|failing) to provide; dump*; zero star*; 0 star*; sham; ' +
        'shambles; joke of; (unreliable|unacceptable|disappointing|disappointed)',
      ),
    ],
    not: [
      ...phrases('(dump|dumping) (ground|truck)'),
    ],
  },
];
