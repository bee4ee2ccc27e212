// biome-ignore-all format: lists of words.
import type { ChurnCause } from '../core/codes.js';
import { phrases, words } from './negation.js';

/** What a cue speaks of. */
export type CueKind = 'cause' | 'leave_intent' | 'competitor' | 'attitude';

/** Cues that say one thing, and uses of the same words that do not. Patterns as `parsePattern` reads them, in normalised characters. */
export interface CueGroup {
  readonly kind: Exclude<CueKind, 'competitor'>;
  readonly cause?: ChurnCause;
  readonly cues: readonly string[];
  /** Further cues that say it less plainly. */
  readonly weak?: readonly string[];
  readonly not: readonly string[];
}

/** How much of a thing: between a noun and its praise. */
const VERY = '(也|很|也很|都很|都|挺|真|真的很|超|超级|非常|特别|比较|十分|相当|还|还是|还算|还是很|一直|一直很|蛮|最|更|更加|确实|真心|)';
const GOOD = '(好|不错|棒|热情|认真|周到|亲切|温和|端正|良好|可以|到位|给力|赞|满意|有耐心|没得说)';
const WE = '(we|weve|we ve|we re|were|i|ive|i ve|im|they|office|company|business|warehouse|factory|team|shop|store|customer|client)';
const THING = '(package*|parcel*|item*|shipment*|it|box*|order*|letter*|mail|tracking|truck|van|driver)';
const PEOPLE = '(you|u|them|they|this company|this service|this carrier|this courier|ups|fedex|dhl|usps|evri|hermes|dpd|yodel)';

/** The lexicon: every cue by what it says, in Chinese and English. */
export const CUE_GROUPS: readonly CueGroup[] = [
  {
    kind: 'cause',
    cause: 'finances',
    cues: [
      ...words('倒闭 停业 歇业 破产 注销 清算 裁员 欠薪 没钱 资金(紧张|困难|链|断裂|周转|不足|问题) 周转(不开|不灵|不过来|困难) 经营(困难|不善|不下去) 关门大吉 关张 关店 (公司|店|厂|工厂|店铺|门店)~2(倒闭|关门|关了|不开了|没了|解散) (生意|买卖)~2(不好做|难做|惨淡|做不下去|黄了) 发不(出|起)工资 亏损(严重|太大)'),
      ...phrases('closing down; closed down; bankrupt*; insolven*; out of business; cash (flow|flow problem*); cashflow; liquidat*; laid off; layoff*; lay off; (cannot|cant|couldnt|unable to) (afford|pay our bill*); shut* down (our|the) (business|company|shop|store); ceas* trading; wind* up the (business|company); administrators'),
    ],
    not: [...words('注销(账号|账户|帐号|帐户|会员|客户|月结|了账号|了账户|掉账号)'), ...phrases('(facility|depot|branch|office|hub|line*) (closing|closed) down')],
  },
  {
    kind: 'cause',
    cause: 'relocation',
    cues: [
      ...words('搬(家|走|迁|厂|仓|店|办公|到外地|去外地|离) 迁(址|移|往|到) 换(城市|地址|办公室|办公地|仓库) 不在(本地|这里|这边|本市)'),
      ...phrases(`relocat*; mov(e|ed|ing) (to|away|out); ${WE} ~2 (move|moved|moving) (to|away|out|into); mov(e|ed|ing) (our|the) (office*|warehouse|factory|shop|business|company|store|production); leaving the (city|country|area); new premises`),
    ],
    not: [...words('搬走(我|了我|快递|包裹)'), ...phrases(`${THING} ~3 mov(e|ed|ing) (to|out|away); ${THING} ~4 relocat*; mov(e|ed|ing) (to|out|away) (transit|delivery|the next|another (facility|hub|depot))`)],
  },
  {
    kind: 'cause',
    cause: 'need_ended',
    cues: [
      ...words('不(做|卖|发货)了 不再(做|卖|经营|生产|发货|需要) (店|生意|业务)~2不做了 转行 改行 停产 停售 停工 淡季 用不(上|着|著) 项目~2(结束|完成|完工|到期|停了|黄了) 不需要(寄|发|快递|物流|你们) (没|没有)(货|东西|订单|单子|单)(可|要|了|能|再)(寄|发|) 业务(停了|结束|取消|终止) 旺季(过了|结束)'),
      ...phrases('no longer (need*|ship*|requir*|sell*|produc*|mak*|export*); discontinu*; (stop|stopped|stopping|ceased|quit) (selling|producing|production|trading|manufacturing|shipping (goods|products)); project ~2 (ended|finished|over|completed|cancelled); (dont|do not|wont) need ~4 (anymore|any more|any longer); (end of|off|low) season; season is over; nothing (left |)to (ship|send); retired; out of season; product line ~2 (ended|stopped|gone)'),
    ],
    not: [],
  },
  {
    kind: 'cause',
    cause: 'price',
    cues: [
      ...words('贵 太贵 昂贵 (这么|那么|死|好|有点|越来越|偏|很|真|更)贵 涨价 涨(了|了点|了不少)价 提价 加价 (价格|运费|费用|单价|邮费|快递费|报价|成本|首重|续重|价)(太|过|偏|有点|又|比较|更|越来越|)(高|贵|离谱|不合理) (价格|运费|费用|单价|邮费|快递费)(上涨|上调|涨|又涨|大涨|翻倍) 便宜 优惠 折扣 打折 降价 性价比 报价 比价 议价 价位 多收(|了|我|我们)~3(钱|费|运费|元|块) (乱|重复|额外|另|另外|多|高)收费 收费(太|过|偏|)(高|贵|不合理|离谱|乱|不透明) 比(约定|合同|报价|去年|之前|以前|别家|其他)~6(高|贵) 不(划算|合算|值这个价) 坑钱 砍价 超出预算'),
      ...phrases('expensive; (price*|rate*|cost*|fee*) ~2 (increas*|hike*|rise*|rising|rose|went up|gone up|go up|going up|doubled|tripled|too high|higher|so high|very high); (increas*|rais*|hik*) (|your|the|their|our|its) (price*|rate*|fee*); cheaper; quot(e|es|ed|ation|ations); overpric*; overcharg*; over (charg*|priced); pric(ey|y); (high|higher|highest|excessive|outrageous|unreasonable|ridiculous|insane|exorbitant|crazy|extortionate|hefty|huge) ~1 (price*|rate*|fee*|cost|costs|charge|charges|shipping cost*|postage|bill|tariff*); (charg*|pay|paid|paying|cost|costs) ~3 too much; (better|lower|good|best|competitive) (price*|rate|rates|deal|offer*); (hidden|extra|additional|unexpected|surprise) ~1 (fee*|charge*|cost|costs); surcharge*; discount*; price gouging; rip off; ripped off; (cost|costs|costing|charge*) (more|double|triple|a fortune|an arm); look* for another offer; (higher|more) than (|was |we |)(agreed|quoted)'),
    ],
    not: [
      ...words(`(不|)贵(公司|司|重|州|阳|宾|方|港|店|姓|人|平台|客服|网点|妇|族|处|单位|部门|行|校|院|网站|分公司) (珍|宝|名|尊|富|高|可|权|华|金)贵 (价格|价钱|价位|运费|快递费)~0${VERY}(便宜|优惠|实惠|合理|公道|亲民|划算|合适|可以) (很|挺|真|又|也|还|比较|超|超级|非常|特别|蛮|比较)(便宜|优惠|实惠|划算) 性价比${VERY}(高|不错|好|可以) 物美价廉 便宜(又|好用|实惠|量大|大碗) 优惠(力度|活动|多|很多|很大|大|券)`),
      ...phrases('(great|good|very good|excellent|reasonable|fair|competitive|best) (value|price*|rate*); not (expensive|overpriced); quote unquote'),
    ],
  },
  {
    kind: 'cause',
    cause: 'service_quality',
    cues: [
      ...words('延误 延迟 超时 滞留 滞后 晚(到|点|送) 晚了~2(天|日|小时|周) 迟到 迟迟(没|不|未|无) 太慢 (很|真|好|超|超级|巨|贼|这么|那么|这样|有点|比较|实在|特别|非常|速度|物流|快递|发货|送货|配送|到货|派送|运输|就是|也|又|更|最)慢 慢死 慢(的|得)(很|要死|要命|离谱|一批|像蜗牛|可以) (等了|等|拖了|过了|都)~6(天|周|星期|个月|久)~4(没|未|才) (天|周|星期|月)才(到|收到|送|送到|发|给) 过了~4承诺 (早就|早)~3(过了|该送|该到) 一直(没|不|未)(收到|到|送|发|派|动|更新) (还|还是|仍|仍然|至今|到现在|今天)(没|未|没有)(收到|到|送|发货|送到|派送|派件|动静|消息) 没(收到|送到|送来|收着) 没有(收到|送到|送) 没有人收到 未(收到|送达|送到|派送) 收不到 送不到 催(了|单|件|一下|促) 丢(件|失|了|包|货|单) 弄丢 遗失 搞丢 不见了 (没有|没|无)下落'),
      ...words('破损 损坏 损毁 压(坏|扁|烂|碎|瘪|变形|破) 摔(坏|碎|烂|破) (全|都|打|碰|震|已经|东西)碎 碎了 碎掉 烂(了|掉) 变形 漏(了|液|油|出来|光|水) 洒(了|出|漏) (都|全|就|是|已经|收到)坏(了|的) 坏(了|掉) (又湿又破|湿透|受潮|泡水|进水) 错(发|送|分|投|派) (发|送|派|寄|投|分拣|打)错 少(件|发|货) 短少 (物流|信息|轨迹|快递|单号)~4(不更新|没更新|没有更新|不动|没动|查不到) 不更新 没有更新 查不到 暴力(分拣|运输|快递|装卸) 野蛮(分拣|装卸|操作|运输) (乱|随便)(扔|放|丢) 扔(在|到|上|下) 包装~3(差|破|烂|简陋|随便|垃圾|不好|粗糙|脏|湿|瘪) (不送|没送)(上门|货上门|上楼) 不(送货|派送|派件) 服务质量~3(差|低|不好|下降) 物流~3(差|垃圾|不给力|烂|坑)'),
      ...phrases(`late; delay*; overdue; lost; damag*; broken; broke; smash*; crush*; squash*; shatter*; dented; torn; ripped open; destroy*; leak*; wrong (address*|item*|house|home|place|person|location|door|building|city|town|state|country|customer|apartment|unit|street|neighbo*|box|parcel|package|order); misdeliver*; mis deliver*; missort*; misplac*; missing; slow; stuck (in|at|on|for|with|there|somewhere); (not|never|hasnt|havent|didnt|hadnt|isnt|wasnt) ~1 (deliver*|received|receive|arriv*|got|get|gotten|come|came|coming|show up|showed up|shown up|shipped|picked up|moved|updated); never (turned up|made it|left); still (waiting|not|no|hasnt|havent|havnt|nothing); (hasnt|has not|not) moved; (no|without) (update*|movement|trace|scan*|delivery|sign|tracking (update*|info*)); (fail|fails|failed|failure|failing) to (deliver|collect|pick|arrive|provide|show); (failed|missed|late|attempted) (delivery|deliveries|pickup*|collection*|pick up*); (threw|thrown|throw*|toss*|dump*|kick*) ~4 (package*|parcel*|box*|over|about|around|down|on|in|into|at); (in|into) pieces; wet and torn; useless now; (poor|bad|terrible|horrible|awful|worst|appalling|dreadful|shocking|disgraceful|abysmal|pathetic|atrocious|low level|garbage|trash|crap|shit|shitty) ~0 (|delivery |courier |shipping )(service*|delivery|deliveries|courier*|shipping|company|experience|carrier*|quality|packaging); (take|takes|took|taking) ~3 (forever|ages|weeks|months|longer|so long|too long); days (late|ago and)`),
    ],
    not: [
      ...words('(不|没)(|那么|太|算)慢 慢(用|走|慢来) 少发(脾气|朋友圈) 坏(人|蛋) 不变形'),
      ...phrases('(better|rather) late than; late (fee*|night|evening|afternoon|morning|shift*); (of|as) late; broken (english|heart*|record); slow (down|season|period|motion); lost (my|our|all|any|complete|total) (faith|trust|respect|patience|hope|confidence|business|job|mind|interest); (broke|broken) (up|down in tears); no update needed; get lost; (not|never) (missing|missed) out; missing (the|a) point; broke the law'),
    ],
  },
  {
    kind: 'attitude',
    cause: 'relationship',
    cues: [
      ...words('态度 骂 (很|太|超|好|真|特别|非常|这么|又)凶 (恶劣|冷漠|蛮横|嚣张|傲慢|粗鲁|粗暴|无礼) 没礼貌 没有礼貌 (不|很不|没)礼貌 不耐烦 辱骂 爆粗 脏话 威胁 恐吓 阴阳怪气 怼(我|人|客户) 爱理不理 吼(我|人|客户|了) 大喊大叫 动手打 打人 (没|没有)素质 素质~3(低|差) 不友好 不客气 摆脸色 服务(太|很|极|极其|非常|特别|真|是真|真的|真是|也|)(差|烂|恶劣|不好|垃圾|差劲)'),
      ...phrases('rude*; impolite; unfriendly; insult*; (bad|poor|terrible|awful|horrible|nasty|aggressive|arrogant|disgusting|shocking) ~0 (attitude*|manner*|behaviou*); attitude*; (shout*|yell*|swore|swear*|scream*|curs*) (at|back|to|and); abusive; disrespect*; unprofessional; hostile; arrogant; condescending; dismissive; (hung|hang|hangs|hanging) up; threaten*; harass*; bully*; cold and unhelpful; (extremely|very|so) cold'),
    ],
    not: [...words(`态度~0${VERY}${GOOD} 态度(转变|鲜明|积极)`), ...phrases('(great|good|nice|friendly|positive|best|excellent|helpful) attitude*; attitude adjustment; (not|never) (rude|impolite)')],
  },
  {
    kind: 'cause',
    cause: 'relationship',
    cues: [
      ...words('不理(人|我|会|睬|客户|我们|) (不|没|没有|也没|都不|也不)(回|回复|回应|答复)(消息|信息|电话|我|微信|话|复|) 不接(电话|听|) (电话|客服)~4(没人接|打不通|不接|占线|无人接听) 打不通 联系不(上|到) 没人(管|理|接|处理|回|回复|联系|跟进|负责|通知|说得清) 没有人(管|理|接|处理|回|联系|跟进|负责) 无人(接听|处理|问津|管|理|负责|跟进) 敷衍 推诿 (推卸|推脱)(责任|) 踢皮球 互相推(|诿|脱|卸) 不闻不问 冷落 忽视 不(重视|作为) 不(处理|解决)(问题|) (客户|)经理~4(走|离职|换|辞职|调走|不干) (业务员|销售|客服|对接人|负责人)~4(走了|离职|换了|换人|辞职) 没人情味'),
      ...phrases('ignor(e|ed|es|ing); no (reply|replies|response*|answer*|one answers|one answered|one picks up|one cares|one cared|one responds|one helps|one can|one knows|one seems|one will|one to|one calls|help|call back|callback|communication|human|real person|accountability|support); nobody (answer*|repl*|car*|respond*|call*|help*|pick*|know*|can|will); (never|not|dont|didnt|doesnt|wont|wouldnt|refused to|refuse to|refuses to|failed to) ~1 ((call|called|calls) (me |us |)back|answer*|repl*|respond*|return (my|our|a|any) call*|help*|pick up the phone); (brush*|fob*|fobb*) (us|me|off|them); (account|sales|key account) manager ~3 (left|leaving|gone|changed|quit|resigned|moved); new account manager; (passed|passing|bounced|transferred) ~4 (around|from (one|department|pillar)|pillar|between); run* around; unhelpful; (dont|doesnt|didnt|not|couldnt|could not|wouldnt) (seem to |)car(e|ing); unrespons*; neglect*; (useless|poor|terrible|worst|bad|awful|horrible|zero|no|non existent|nonexistent|pathetic|shocking|appalling|incompetent|disgusting) ~0 (customer (service*|support|care)|support|communication|help|staff|agent*); (impossible|unable) to (reach|contact|speak|talk|get (a|an|hold|through)); (cant|cannot|couldnt) (reach|contact|speak|get through|get hold|get a|talk)'),
    ],
    not: [...words('不回(来|家|去|收|国|头) 不理想 没人(管|理)得'), ...phrases('(no|dont) help needed; ignore (this|the above|my)')],
  },
  {
    kind: 'cause',
    cause: 'trust',
    cues: [
      ...words('不(赔|理赔|赔付|赔偿|认账|承认|认|退款|退钱|退费) 拒(赔|不赔|不理赔|绝赔|绝理赔|绝退款|不退款|不承认) (不肯|不愿|不愿意|不给|不予|拒绝)(赔|赔偿|理赔|退款|退) 赔(付|偿|的|得|款)~6(少|慢|没|不到|低|拖) 理赔~6(难|慢|没|拖|不) (只|就|才)(赔|肯赔|给赔) 骗 欺诈 欺骗 诈骗 忽悠 坑(人|我|爹|客户|消费者|死|爸) 虚假(签收|派送|宣传|发货|物流|信息|揽收) 假(签收|派送|货) (冒|代|私自|擅自)签收 (未经|没经)~6签收 (没|没有|未)(收到|送|看到|见)~6(签收|已签) (显示|系统|物流|状态)~6签收~8(没|未) (投诉|举报|反映|申诉|打)~4(邮政局|12305|12315|12345|消协|邮管局|国家邮政|工商) (说话|讲话)不算(数|话) 不(讲|守)(信用|诚信|承诺) 不诚信 (没|没有|无)(信用|诚信|信誉) (承诺|答应|说好)~8(没|未|不|做不到|没有兑现) 黑心 无良 霸王条款 套路 失信 偷(件|东西|货|走|了|拆|换) 奸商 无赖 耍赖'),
      ...phrases('(refus*|den(y|ies|ied|ying)|reject*|declin*) ~4 (claim*|refund*|compensat*|pay|reimburs*|responsib*|liab*); (claim*|refund*|compensation) ~3 (denied|rejected|refused|declined|ignored|never paid|closed); (no|without|never got|never received|still no) ~2 (refund*|compensation|reimbursement|money back); (wont|never|not|dont|cant|refuse to|didnt) ~1 (refund*|compensat*|reimburs*|pay out|honor|honour); scam*; fraud*; con artist*; conned; (fake*|false|falsely|lied|lying|liar*|lie|lies|dishonest*|deceiv*|deceptive*|mislead*|untrustworthy|unreliable|cheat*|crook*|criminal*|thieves|thief|theft|stole|stolen|steal|steals|stealing); (mark*|show*|say*|said|status|listed|updated|claim*) ~4 (as |)delivered ~8 (not|never|nothing|wasnt|didnt|isnt|nobody|but|no|yet|without); cant be trusted; (cant|cannot|dont|never|not) trust (them|you|this|ups|fedex|usps|dhl|their|your); (broken|broke|false|empty) promise*; small claims; trading standards; ombudsman; better business bureau; (lawyer|attorney|legal action|lawsuit|sue them|suing|chargeback|police report)'),
    ],
    not: [...words('不认(识|真|为|得|输|可) 骗不了'), ...phrases('(false|fake) (nail*|alarm*|lash*); no lie; (lie|lies) in; lie down; (not|never) (a |)scam')],
  },
  {
    kind: 'leave_intent',
    cues: [
      ...words('换(一家|别家|别的|其他|其它|个(快递|物流|公司|平台|承运|供应)|快递|物流|承运|供应商|公司|了家|了一家|了别家|一个(快递|物流|公司)) 改(用|发|走|寄|选)~0(别家|别的|其他|其它|顺丰|京东|中通|圆通|申通|韵达|极兔|邮政|ems|德邦) 换(成|到|了|用|)~0(顺丰|京东|中通|圆通|申通|韵达|极兔|邮政|ems|德邦) 再也不 (不|不再|不会再|不想再|不会|再不)(跟你们|和你们|与你们|跟贵司|和贵司|)合作 不再(用你们|寄|使用|选择|找你|发你|续约) 不(用|发|找|寄|选)(你们|贵司)(家|了|公司|) 不寄了 (不会|不想|不敢)再(用|寄|选|找|来|发|买|合作) 不会(用|寄|选|找)你们 解约 解除(合同|合作|协议) (终止|停止|结束|取消|中止|暂停)(合同|合作|协议) 拉黑 (另|重新)(找|寻|请|选)(一家|别家|快递|物流|公司|合作|其他|报价) 只能另找 找(别家|别人|其他|其它|另一家|下家|别的) (选|选择|用|走|发|投)(别家|其他家|别的快递|其他快递) 考虑(换|更换|别家|其他|其它|解约|终止) 更换(快递|物流|承运商|供应商|合作|公司) (以后|今后|下次|再)~0(不|不会|不再|绝不|决不|坚决不|都不)(会|再|想|)(用|寄|发|找|选|走|买|来|光顾) 转(投|用|到|去)~0(别家|其他|竞争|顺丰|京东|中通|圆通|申通|韵达|极兔) (不|不再|不会|不打算|不想)续(签|约|费|合同) 销户 (注销|取消|关闭|关掉|销)(账号|账户|帐号|帐户|会员|月结|了账号|了账户)'),
      ...phrases(`(switch|switching|switched|change|changing|changed|swap|swapping|swapped) ~0 (to (another|a different|a new|other|ups|fedex|dhl|usps|dpd|evri|amazon|royal mail)|carrier*|courier*|provider*|compan*|supplier*|shipper*); switch(|ing|ed) (to|away); (cancel*|clos*|terminat*|end*) ~2 (account*|contract*|agreement*|subscription*|membership*|relationship|cooperation|partnership); never again; (never|not|wont|wouldnt|refuse to|no longer) ~1 (use|using|used|ship*|order*|deal*|buy*|choose|choosing|send*|work*|trust*|hire|book*|support|spend*|do business|return*) ~9 again; (will|would|ill|id|i ll|we ll|well|i d) ~1 (never|not) ~1 (use|ship|order|deal|buy|choose|send|work|do business|go with|be (using|ordering|shipping|returning|buying|back)); (never|not|wont|no longer) (be |)(using|shipping with|ordering from|doing business with|dealing with) ~0 ${PEOPLE}; (look|looking|searching|shopping) for (an alternative|alternatives); (look|looking|searching|shopping) for ~0 (another|a new|a different|other|an alternative|a better|a replacement) ~0 (carrier*|courier*|compan*|provider*|option*|service*|shipper*|supplier*|offer*); (done|finished|through) with ${PEOPLE}; tak(e|ing) ~1 (my|our) (business|custom|money|parcels|packages|shipping) (elsewhere|away|somewhere|to); (go|going|went|look*|ship*) elsewhere; (stop|stopped|stopping|quit|ceased) (using|shipping with|ordering (from|with)|doing business); last time; (lost|losing) (a|our|my|another) (customer*|client*|business|custom); (wont|not|never|no) renew*; find (someone|somebody|another|a new|a different); (use|using|choose|pick|go with|ship with) (someone|something|anyone|anything|another|a different|literally any) ~0 (else|other|carrier*|courier*|company|service|delivery)`),
    ],
    weak: [
      ...words('最后一次 避雷 避坑 远离 (千万|大家|建议|劝)~2(别|不要|勿)(用|发|寄|选|找|买) 不推荐 不建议(用|选|寄|发) 劝退 垃圾(快递|公司|物流) 合同(到期|快到期) 别家~4(便宜|更好|更快|优惠)'),
      ...phrases(`avoid (at all|this|these|them|like|ups|fedex|dhl|usps|evri|hermes|dpd|yodel|using|if); stay (away|clear); steer clear; (do not|dont|never|please dont|please do not) (ever |)(use|ship with|order (from|with)|choose|trust|waste|bother|deal|buy) ~2 ${PEOPLE}; (would|will|do|can|could|cant|cannot|wouldnt|wont|dont) (not |never |)recommend*; not recommend*; anyone but; any other (carrier|courier|company|service); (boycott*|alternative carrier*|alternative courier*)`),
    ],
    not: [...phrases('for the last time; (was|is|are|were) the last time; since (the |)last time; last time (it|they|we|you|the)'), ...phrases('(would|will|do|can|could) (highly |definitely |)recommend*; (would|will|do|can) recommend*')],
  },
];
