// biome-ignore-all format: lists of words.
import { phrases, words } from '../negation.js';
import type { CueGroup } from './cueGroup.js';

const ALSO = '(也|都|还|还是|一直|确实|真的|真是|真心|就是|相对)';
const GOOD = '(好|不错|棒|热情|认真|周到|亲切|温和|端正|良好|可以|到位|给力|赞|满意|有耐心|没得说)';
const VERY = '(很|挺|真|超|超级|非常|特别|比较|十分|相当|算|蛮|最|更|更加|较|也|都|还|一直|确实)';

/** How the customer is treated. */
export const RELATIONSHIP_CUES: readonly CueGroup[] = [
  {
    kind: 'attitude',
    cause: 'relationship',
    category: 'attitude',
    cues: [
      ...words(
        '态度 骂 (很|太|超|好|真|特别|非常|这么|又)凶 (恶劣|冷漠|蛮横|嚣张|傲慢|粗鲁|粗暴|无礼) 没礼貌 没有礼貌 (不|很不|没)礼貌 不耐烦 辱骂 爆粗 脏话 威胁 恐吓 阴阳怪气 怼(我|人|客户) 爱理不理 ' +
        '吼(我|人|客户|了) 大喊大叫 动手 打人 (没|没有)素质 素质~3(低|差) 不友好 不客气 摆脸色 服务(太|很|极|极其|非常|特别|真|是真|真的|真是|也|)(差|烂|恶劣|不好|垃圾|差劲) ' +
        '不肯(上楼|上门|送上楼|搬)',
      ),
      ...phrases(
        'rude*; impolite; unfriendly; insult*; ' +
        '(bad|poor|terrible|awful|horrible|nasty|aggressive|arrogant|disgusting|shocking) ~0 (attitude*|manner*|behaviou*); ' +
        'attitude*; (shout*|yell*|swore|swear*|scream*|curs*) ~0 (at|back|to|and); abusive; disrespect*; unprofessional; ' +
        'hostile; arrogant; condescending; dismissive; (hung|hang|hangs|hanging) up; threaten*; intimidat*; harass*; bully*; ' +
        'cold and unhelpful; (extremely|very|so) cold; ' +
        '(useless|poor|terrible|worst|bad|awful|horrible|zero|no|non existent|nonexistent|pathetic|shocking|appalling|incompetent|' +
        'disgusting) ~0 customer (service*|support|care|experience)',
      ),
    ],
    not: [
      ...words(`态度~1${GOOD} 态度~1${VERY}~0${GOOD} 态度~1${ALSO}~0${VERY}~0${GOOD} 态度(转变|鲜明|积极)`),
      ...phrases(
        '(great|good|nice|friendly|positive|best|excellent|helpful) attitude*; attitude adjustment; ' +
        '(not|never) (rude|impolite); not (too |very |so |)cold',
      ),
    ],
  },
  {
    kind: 'cause',
    cause: 'relationship',
    category: 'attitude',
    weight: 0.5,
    cues: [
      ...words(
        '(回复|回答|响应|答复|客服)~3慢 不理(人|我|会|睬|客户|我们|) (不|没|没有|也没|都不|也不)(回|回复|回应|答复)(消息|信息|电话|我|微信|话|复|) 不接(电话|听|) ' +
        '(电话|客服)~4(没人接|打不通|不接|占线|无人接听) 打不通 联系不(上|到) 没人(管|理|接|处理|回|回复|联系|跟进|负责|通知|说得清) 没有人(管|理|接|处理|回|联系|跟进|负责) ' +
        '无人(接听|处理|问津|管|理|负责|跟进) 敷衍 推诿 (推卸|推脱)(责任|) 踢皮球 互相推(|诿|脱|卸) 不闻不问 冷落 忽视 不(重视|作为) 不(处理|解决)(问题|) ' +
        '(客户|)经理~4(走|离职|换|辞职|调走|不干) (业务员|销售|客服|对接人|负责人)~4(走了|离职|换了|换人|辞职) 没人情味',
      ),
      ...phrases(
        'ignor(e|ed|es|ing); ' +
        'no (reply|replies|response*|answer*|one answers|one answered|one picks up|one cares|one cared|one responds|one helps|' +
        'one can|one seems|one will|one to|one calls|one does|help|call back|callback|communication|human|real person|real support|' +
        'accountability|support); ' +
        'nobody (answer*|repl*|car*|respond*|call*|help*|pick*|can|will); ' +
        '(never|not|dont|didnt|doesnt|wont|wouldnt|refused to|refuse to|refuses to|failed to) ~1 ((call|called|calls) (me |us |)back|' +
        'answer*|repl*|respond*|return (my|our|a|any) call*|help*|pick up the phone|car(e|es|ed|ing) (about|if|these)|speak to); ' +
        '(brush*|fob*) ~0 (us|me|off|them); ' +
        '(account|sales|key account) manager ~3 (left|leaving|gone|changed|quit|resigned|moved); new account manager; ' +
        '(passed|passing|bounced|transferred) ~4 (around|from (one|department|pillar)|pillar|between); run* around; unhelpful; ' +
        '(dont|doesnt|didnt|not|couldnt|could not|wouldnt|no longer) ~2 (care|cares|cared|caring); unrespons*; neglect*; ' +
        '(useless|poor|terrible|zero|no|pathetic|incompetent) ~0 (support|communication|help|staff|agent*|advisor*|representative*); ' +
        '(impossible|unable) to (reach|contact|speak|talk|get (a|an|hold|through)); ' +
        '(cant|cannot|couldnt|could not) (even |)(reach|contact|speak|get through|get hold|get a|talk|find (a|an) (email|phone|' +
        'number|human)); ' +
        'lazy; laziness; unskilled; incompeten*; anti social; ' +
        '(chat bot|chatbot|only a bot|with a bot|just got a machine|ai generated|all automated)',
      ),
    ],
    not: [
      ...words('不回(来|家|去|收|国|头) 不理想 没人(管|理)得'),
      ...phrases('(no|dont) help needed; ignore (this|the above|my); (no one|nobody) can (beat|match)'),
    ],
  },
];
