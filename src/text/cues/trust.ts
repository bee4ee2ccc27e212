// biome-ignore-all format: lists of words.
import { phrases, words } from '../negation.js';
import type { CueGroup } from './cueGroup.js';

/** Promises and claims not honoured, fraud, theft. */
export const TRUST_CUES: readonly CueGroup[] = [
  {
    kind: 'cause',
    cause: 'trust',
    category: 'claim',
    cues: [
      ...words(
        '不(赔|理赔|赔付|赔偿|认账|承认|认|退款|退钱|退费) 拒(赔|不赔|不理赔|绝赔|绝理赔|绝退款|不退款|不承认) (不肯|不愿|不愿意|不给|不予|拒绝)(赔|赔偿|理赔|退款|退) ' +
        '赔(付|偿|的|得|款)~6(少|慢|没|不|低|拖) 理赔~6(难|慢|没|拖|不) (只|就|才)(赔|肯赔|给赔) (索赔|理赔|赔偿|赔付)(被拒|无果|进度|迟迟|一直|还没|太|标准) 要求~6(理赔|赔付)进度',
      ),
      ...phrases(
        '(refus*|den(y|ies|ied|ying)|reject*|declin*) ~4 (claim*|refund*|compensat*|pay|reimburs*|responsib*|liab*); ' +
        '(claim*|refund*|compensation) ~3 (denied|rejected|refused|declined|ignored|never paid|closed|must be filed|had to be); ' +
        '(no|without|never got|never received|still no|had no) ~2 (refund*|compensation|reimbursement|money back); ' +
        '(wont|never|not|dont|cant|refuse to|didnt|werent) ~1 (refund*|compensat*|reimburs*|pay out|honor|honour|liable); ' +
        '(accept*|take*|took) ~0 no responsib*; (file|filed|filing|submit|submitted|open|opened) ~2 claim; small claims',
      ),
    ],
    not: [
      ...words('不认(识|真|为|得|输|可)'),
      ...phrases('no refund (needed|required)'),
    ],
  },
  {
    kind: 'topic',
    category: 'claim',
    weight: 0.5,
    cues: [
      ...words('赔偿 赔付 理赔 索赔 赔钱 退款 (必须|要求|给我|请)赔'),
      ...phrases('compensat*; refund*; reimburs*; insurance claim*; claim for; pay for (the|this|it)'),
    ],
    not: [],
  },
  {
    kind: 'cause',
    cause: 'trust',
    category: 'misdelivery',
    cues: [
      ...words('虚假(签收|派送|揽收) 假(签收|派送) (冒|代|私自|擅自)签收 (未经|没经)~6签收 (没|没有|未)(收到|送|看到|见)~6(签收|已签) (显示|系统|物流|状态)~6签收~8(没|未)'),
      ...phrases(
        'fake deliver*; fals* ~1 (mark*|claim*|scan*); ' +
        '(mark*|show*|say*|said|status|listed|updated|claim*|scanned|states|signed) ~3 (as |)delivered ~8 (not|never|nothing|wasnt|' +
        'didnt|isnt|nobody|but|no|yet|without|missing|true); ' +
        '(supposedly|allegedly) delivered',
      ),
    ],
    not: [],
  },
  {
    kind: 'cause',
    cause: 'trust',
    category: 'safety',
    cues: [
      ...words('偷(件|东西|货|走|了|拆|换) 私拆 拆(我|客户)~2(件|包裹|快递) 泄露~6(信息|隐私|电话|地址) (个人信息|隐私)~4泄 (违禁|危险)品 (闯|超速|撞)(红灯|人|车|到) 骚扰'),
      ...phrases(
        'stole; stolen; steal; steals; stealing; theft; thief; thieves; (cut|opened|slit) open; ' +
        '(data|privacy) (leak*|breach*); dangerous (driv*|goods); drove (dangerously|too fast); ' +
        'hit my (car|fence|wall|gate|dog)',
      ),
    ],
    not: [
      ...words('偷(偷|懒|笑|税)'),
      ...phrases('could have (been |)(stolen|stole); steal of a deal; a steal'),
    ],
  },
  {
    kind: 'cause',
    cause: 'trust',
    cues: [
      ...words(
        '骗 欺诈 欺骗 诈骗 忽悠 坑(人|我|爹|客户|消费者|死|爸) 虚假(宣传|发货|物流|信息) 假货 (投诉|举报|反映|申诉|打)~4(邮政局|邮管局|国家邮政|消协|工商) ' +
        '(投诉|举报|反映|申诉|打)~4(12305|12315|12345) (说话|讲话)不算(数|话) 不(讲|守)(信用|诚信|承诺) 不诚信 (没|没有|无)(信用|诚信|信誉) ' +
        '(承诺|答应|说好)~8(没|未|不|做不到|没有兑现) 黑心 无良 霸王条款 套路 失信 奸商 无赖 耍赖',
      ),
      ...phrases(
        'scam*; fraud*; con artist*; conned; ' +
        '(fake*|false|falsely|lied|lying|liar*|lie|lies|dishonest*|deceiv*|deceit*|deceptive*|mislead*|untrustworthy|cheat*|crook*|' +
        'criminal*); ' +
        'cant be trusted; (cant|cannot|dont|never|not) trust (them|you|this|ups|fedex|usps|dhl|their|your); ' +
        '(broken|broke|empty) promise*; trading standards; ombudsman; better business bureau; bbb; ' +
        '(lawyer|attorney|legal action|lawsuit|sue them|suing|chargeback|police report)',
      ),
    ],
    not: [
      ...words('骗不了'),
      ...phrases('(false|fake) (nail*|alarm*|lash*); no lie; (lie|lies) in; lie down; (not|never) (a |)scam'),
    ],
  },
];
