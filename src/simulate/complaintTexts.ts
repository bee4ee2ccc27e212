import type { Text } from '../core/text.js';

const text = (en: string, zh: string): Text => ({ en, zh });

/** What customers write, by problem in the order of `PROBLEMS`; `#` stands for the number of days, `%` for the waybill. */
export const COMPLAINT_TEXTS: readonly (readonly Text[])[] = [
  [
    text('Parcel % is # days late and nobody can tell us why', '运单%已经晚了#天，没人说得清原因'),
    text('Our customer is still waiting for %, it was promised days ago', '我们的客户还在等%，早就过了承诺的时间'),
    text('Late again. % should have been delivered long before now', '又延误了，%早该送到'),
    text('Delivery of % far too slow, the tracking has not moved for # days', '%太慢了，物流信息#天没有更新'),
    text('Why does % take so much longer than promised?', '为什么%比承诺的时间慢这么多？'),
    text('% was delivered # days late, our buyer wants his money back', '%晚到#天，买家要求退款'),
    text('The delay of % cost us an order', '%延误，害我们丢了一个订单'),
    text('Still no delivery of %, please chase it at once', '%还没送到，请马上催一下'),
  ],
  [
    text('% arrived broken, the box was crushed', '%送到时已经破损，箱子被压坏了'),
    text('Goods in % damaged, photos attached, we ask for compensation', '%里的货损坏了，附照片，要求赔偿'),
    text('The glass in % is in pieces although it was marked fragile', '%里的玻璃全碎了，明明贴了易碎标'),
    text('Our customer refused % because the carton was wet and torn', '%外箱又湿又破，客户拒收'),
    text('% came damaged, this must be paid for', '%收到就是坏的，必须赔'),
    text('Contents of % squashed, useless now', '%里的东西被压扁了，没法用'),
    text('Damaged parcel again: %', '又是破损件：%'),
    text('% was thrown about, the machine inside no longer works', '%被野蛮分拣，里面的机器不能用了'),
  ],
  [
    text('% has been lost, nobody knows where it is', '%丢了，没人知道在哪里'),
    text('Where is %? No scan for # days, please pay for the loss', '%去哪了？#天没有扫描，请按丢失赔付'),
    text('You lost %, our customer never received it', '%丢失，客户一直没收到'),
    text('% went missing between your depots', '%在你们中转途中不见了'),
    text('Parcel % lost, we want the full value', '%遗失，要求按全价赔偿'),
    text('% is marked as delivered but nobody got it', '%显示已签收，可是没有人收到'),
    text('Still no trace of %, what happens now?', '%还是没有下落，现在怎么办？'),
    text('Lost again, % was worth a lot', '又丢件了，%里的东西很贵'),
  ],
  [
    text('The courier was rude to our receptionist', '快递员对我们前台态度很差'),
    text('Nobody answers the phone at the branch', '网点电话没人接'),
    text('The driver shouted at the receiver of %', '派送%的快递员对收件人大喊大叫'),
    text('Your service desk brushed us off', '客服一直敷衍我们'),
    text('The courier refused to come upstairs and was unfriendly', '快递员不肯上楼，态度不好'),
    text('We were ignored for days, no reply to our messages', '好几天没人理，发消息也不回'),
    text('The man who collected % threw our parcels into the van', '来取%的人把我们的件直接扔上车'),
    text('Very impolite driver, please send somebody else', '快递员很不礼貌，请换一个人'),
  ],
  [
    text('Your new price is too expensive for us', '新价格太贵了，我们接受不了'),
    text('We were not told of the price increase', '涨价为什么不提前通知？'),
    text('Other carriers are cheaper, please check our rates', '别家更便宜，请核一下我们的价格'),
    text('The invoice is higher than agreed', '账单比约定的价格高'),
    text('This price hike is not acceptable', '这次涨价不能接受'),
    text('Please explain the higher price a parcel', '请解释一下单价为什么高了'),
    text('At this price we have to look for another offer', '这个价格我们只能另找报价'),
    text('Why do we pay more than last year for the same service?', '服务没变，为什么比去年贵？'),
  ],
];
