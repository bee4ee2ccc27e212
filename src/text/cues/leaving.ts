// biome-ignore-all format: lists of words.
import { phrases, words } from '../negation.js';
import type { CueGroup } from './cueGroup.js';

const CARRIER = '(顺丰|京东|中通|圆通|申通|韵达|极兔|邮政|ems|德邦|dhl|ups|fedex)';
const PEOPLE =
  '(you|u|them|they|this company|this service|this carrier|this courier|ups|fedex|fed ex|dhl|usps|evri|hermes|dpd|yodel)';

/** An intent to leave. */
export const LEAVING_CUES: readonly CueGroup[] = [
  {
    kind: 'leave_intent',
    cues: [
      ...words(
        '换(一家|别家|别的|其他|其它|个(快递|物流|公司|平台|承运|供应)|快递|物流|承运|供应商|公司|了家|了一家|了别家|一个(快递|物流|公司)) 改(用|发|走|寄|选)~0(别家|别的|其他|其它) ' +
        `换(成|到|了|用|)~0${CARRIER} 再也不 (不|不再|不会再|不想再|不会|再不)(跟你们|和你们|与你们|跟贵司|和贵司|)合作 不再(用你们|寄|使用|选择|找你|发你|续约) ` +
        '不(用|发|找|寄|选)(你们|贵司)(家|了|公司|) 不寄了 (不会|不想|不敢)再(用|寄|选|找|来|发|买|合作) 不会(用|寄|选|找)你们 解约 解除(合同|合作|协议) ' +
        '(终止|停止|结束|取消|中止|暂停)(合同|合作|协议) 拉黑 (另|重新)(找|寻|请|选)(一家|别家|快递|物流|公司|合作|其他|报价) 只能另找 找(别家|别人|其他|其它|另一家|下家|别的) ' +
        '(选|选择|用|走|发|投)(别家|其他家|别的快递|其他快递) 考虑(换|更换|别家|其他|其它|解约|终止) 更换(快递|物流|承运商|供应商|合作|公司) ' +
        `(以后|今后|下次|再)~0(不|不会|不再|绝不|决不|坚决不|都不)(会|再|想|)(用|寄|发|找|选|走|买|来|光顾) 转(投|用|到|去)~0(别家|其他|竞争) 转(投|用|到|去)~0${CARRIER} ` +
        `(不|不再|不会|不打算|不想)续(签|约|费|合同) 销户 (注销|取消|关闭|关掉|销)(账号|账户|帐号|帐户|会员|月结|了账号|了账户) 改(用|发|走|寄|选)~0${CARRIER}`,
      ),
      ...phrases(
        '(switch|switching|switched|change|changing|changed|swap|swapping|swapped) ~0 (to (another|a different|a new|other|ups|fedex|' +
        'dhl|usps|dpd|evri|amazon|royal mail)|carrier*|courier*|provider*|compan*|supplier*|shipper*); ' +
        'switch(|ing|ed) (to|away); ' +
        '(cancel*|clos*|terminat*|end*) ~2 (account*|contract*|agreement*|subscription*|membership*|relationship|cooperation|' +
        'partnership); ' +
        'never again; ' +
        '(never|not|wont|wouldnt|refuse to|no longer) ~1 (use|using|used|ship*|order*|deal*|buy*|choose|choosing|send*|work*|trust*|' +
        'hire|book*|support|spend*|do business|return*) ~9 again; ' +
        '(will|would|ill|id|i ll|we ll|well|i d) ~1 (never|not) ~1 (use|ship|order|deal|buy|choose|send|work|do business|go with|' +
        'shop|be (using|ordering|shipping|returning|buying|back)); ' +
        '(wont|will not|wouldnt) ~1 (be using|be ordering|be shipping|buy from|use|order from|ship with|be returning|be back); ' +
        `(never|not|wont|no longer) (be |)(using|shipping with|ordering from|doing business with|dealing with) ~0 ${PEOPLE}; ` +
        `never use ${PEOPLE}; (look|looking|searching|shopping) for (an alternative|alternatives); ` +
        '(look|looking|searching|shopping) for ~0 (another|a new|a different|other|an alternative|a better|' +
        'a replacement) ~0 (carrier*|courier*|compan*|provider*|option*|service*|shipper*|supplier*|offer*); ' +
        `(done|finished|through) with ~0 ${PEOPLE}; ` +
        'tak(e|ing) ~1 (my|our) (business|custom|money|parcels|packages|shipping) (elsewhere|away|somewhere|to); ' +
        '(go|going|went|look|looking|ship|shipping|shop) elsewhere; ' +
        '(stop|stopped|stopping|quit|ceased) (using|shipping with|ordering (from|with)|doing business); last time; ' +
        '(lost|losing|lose) (a|our|my|another) (customer*|client*|business|custom); (wont|not|never|no) renew*; ' +
        'find (someone|somebody|another|a new|a different); ' +
        '(use|using|choose|pick|go with|ship with) (someone|something|anyone|anything|another|a different|literally any) ~0 (else|' +
        'other|carrier*|courier*|company|service|delivery); ' +
        '(request*|choose|prefer*) (a |)(different|another|other) (carrier*|courier*|shipper*|delivery compan*); ' +
        'only ~1 (order*|using|use|ship*) ~4 (fedex|fed ex|ups|dhl|usps) ~2 from now on',
      ),
    ],
    weak: [
      ...words('最后一次 避雷 避坑 远离 (千万|大家|建议|劝)~2(别|不要|勿)(用|发|寄|选|找|买) 不推荐 不建议(用|选|寄|发) 劝退 垃圾(快递|公司|物流) 合同(到期|快到期) 别家~4(便宜|更好|更快|优惠)'),
      ...phrases(
        `(to|will|always|please|should|just) avoid ~1 ${PEOPLE}; avoid (at all|this|these|them|like|using|if); ` +
        'stay (away|clear); steer clear; ' +
        '(do not|dont|never|please dont|please do not) (ever |)(use|ship with|order (from|with|anything from)|choose|trust|waste|' +
        `bother|deal|buy|touch) ~3 ${PEOPLE}; ` +
        'do not use; (dont|do not) ship ~4 with; ' +
        '(would|will|do|can|could|cant|cannot|wouldnt|wont|dont) (not |never |)recommend*; not recommend*; anyone but; ' +
        'any other (carrier|courier|company|service); (boycott*|alternative carrier*|alternative courier*)',
      ),
    ],
    not: [
      ...words('再也不(怕|用担心|担心|用怕|愁|用愁|用发愁|敢相信)'),
      ...phrases(
        'for the last time; (was|is|are|were) the last time; since (the |)last time; last time (it|they|we|you|the|i); ' +
        '(would|will|do|can|could) (highly |definitely |)recommend*',
      ),
    ],
  },
];
