// biome-ignore-all format: a line a column reads as the table it is.
import type { Text } from '../core/text.js';

/** What a cell of a column means and how it is held once read. */
export type ColumnKind =
  /** Identifier with few distinct values against rows; held as dictionary codes. */
  | 'id'
  /** Unique identifier of a row; held as a 64-bit hash in big tables. */
  | 'key'
  /** Text that names a group; held as dictionary codes. */
  | 'category'
  /** One of the listed values; held as the 1-based position in `values`, 0 is missing. */
  | 'choice'
  /** Wall-clock minutes since 1970-01-01 00:00. */
  | 'instant'
  /** Day number since 1970-01-01. */
  | 'date'
  /** Whole 1/10,000 of the currency unit. */
  | 'money'
  /** Whole number >= 0. */
  | 'count'
  /** Grams, from kilograms. */
  | 'mass'
  /** Number from 1 to 5. */
  | 'rating'
  /** Free text. */
  | 'text';

/** One value of a `choice` column with the words that mean it. */
export interface Choice {
  readonly value: string;
  readonly synonyms: readonly string[];
}

/** One column that a table may have. */
export interface ColumnSchema {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Chinese name, then other headers that mean this column, in any language; matched case-, space-, underscore- and width-insensitively. */
  readonly headers: readonly string[];
  /** A row without it is rejected. */
  readonly required?: true;
  readonly unit?: string;
  /** The words of a `choice`. */
  readonly values?: readonly Choice[];
  /** The cell is known from the first of these that is there; without it, from the row's own time. */
  readonly knownAt?: readonly string[];
  /** What its absence costs. */
  readonly without?: Text;
}

/** One of the seven tables. */
export interface TableSchema {
  readonly name: TableName;
  readonly title: Text;
  /** File names (without extension) that mean this table, beside its own. */
  readonly files: readonly string[];
  /** The column that dates a row; rows of `customers` are not dated. */
  readonly time?: string;
  /** The column that must be unique. */
  readonly key?: string;
  readonly columns: readonly ColumnSchema[];
  /** What the absence of the whole table costs. */
  readonly without: Text;
}

/** The seven tables; only `shipments` is needed. */
export type TableName = 'customers' | 'shipments' | 'complaints' | 'contacts' | 'invoices' | 'changes' | 'surveys';

const choice = (value: string, ...synonyms: string[]): Choice => ({ value, synonyms });

const CUSTOMER_ID: ColumnSchema = {
  name: 'customer_id',
  kind: 'id',
  required: true,
  headers: ['客户编号', '客户编码', '客户号', '客户代码', '客户ID', '客户账号', '月结账号', '月结卡号', 'customer', 'customer_no', 'customer_number', 'customer_code', 'cust_id', 'client_id', 'account_id', 'account_no', 'account_number', 'payer_id', 'shipper_id'],
};

const YES_NO: readonly Choice[] = [choice('yes', 'y', 'true', '1', '是', '有'), choice('no', 'n', 'false', '0', '否', '无')];

/** The seven tables; everything that reads, checks, stores, simulates or documents data derives from this list. */
export const SCHEMA: readonly TableSchema[] = [
  {
    name: 'customers',
    title: { en: 'customers', zh: '客户' },
    files: ['customer', 'clients', 'accounts', '客户', '客户表', '客户资料', '客户信息'],
    key: 'customer_id',
    without: {
      en: 'no names and managers on the list, no contract dates, no closures or exit reasons',
      zh: '名单上没有客户名称和客户经理，也没有合同日期、销户和流失原因',
    },
    columns: [
      CUSTOMER_ID,
      { name: 'parent_id', kind: 'id', headers: ['上级客户', '上级客户编号', '集团编号', '总部客户', 'parent', 'parent_customer', 'group_id', 'payer'] },
      { name: 'name', kind: 'text', headers: ['客户名称', '名称', '客户名', '公司名称', 'customer_name', 'client_name', 'company', 'company_name'], without: { en: 'the list shows ids only', zh: '名单只显示客户编号' } },
      {
        name: 'kind',
        kind: 'choice',
        headers: ['客户类型', '类型', '结算方式', 'customer_type', 'type', 'billing'],
        values: [choice('contract', '协议', '协议客户', '合同', '合同客户'), choice('monthly', '月结', '月结客户', 'monthly_billing'), choice('walk_in', '散客', '零散客户', '现结', 'walk-in', 'casual')],
      },
      { name: 'industry', kind: 'category', headers: ['行业', '所属行业', 'sector'] },
      { name: 'city', kind: 'category', headers: ['城市', '所在城市', 'town'] },
      { name: 'account_manager', kind: 'category', headers: ['客户经理', '业务员', '销售经理', '负责人', 'manager', 'sales_rep', 'account_owner'], without: { en: 'the list cannot say who should call', zh: '名单无法指明由谁联系' } },
      { name: 'key_account', kind: 'choice', headers: ['大客户', '是否大客户', '重点客户', 'key_customer', 'vip'], values: YES_NO },
      { name: 'joined_on', kind: 'date', headers: ['开户日期', '开户时间', '入网日期', '注册日期', 'join_date', 'opened_on', 'created_on', 'since'] },
      { name: 'contract_start', kind: 'date', headers: ['合同开始', '合同开始日期', '签约日期', 'contract_from'] },
      { name: 'contract_end', kind: 'date', headers: ['合同到期', '合同到期日', '合同结束', 'contract_to', 'contract_expiry'] },
      { name: 'committed_monthly_pieces', kind: 'count', unit: 'pieces a month', headers: ['承诺月件量', '月承诺件量', '承诺件量', 'committed_pieces', 'commitment'] },
      { name: 'payment_term_days', kind: 'count', unit: 'days', headers: ['账期', '付款天数', '结算周期', 'payment_terms', 'credit_days'] },
      { name: 'referred_by', kind: 'id', headers: ['推荐客户', '推荐人', '介绍客户', 'referrer'] },
      { name: 'closed_on', kind: 'date', headers: ['销户日期', '销户时间', '关户日期', 'close_date', 'closed_at', 'closed'], knownAt: ['closed_on'] },
      { name: 'closed_by', kind: 'choice', headers: ['销户方', '销户发起方'], values: [choice('customer', '客户'), choice('carrier', '公司', '我司', '企业', '承运商', 'company')], knownAt: ['closed_on'] },
      { name: 'exit_reason', kind: 'text', headers: ['流失原因', '离开原因', '销户原因', 'reason', 'churn_reason', 'close_reason'], knownAt: ['closed_on'] },
      { name: 'exit_to', kind: 'category', headers: ['流向', '流失去向', '转向', 'competitor', 'switched_to'], knownAt: ['closed_on'] },
    ],
  },
  {
    name: 'shipments',
    title: { en: 'shipments', zh: '运单' },
    files: ['shipment', 'waybills', 'waybill', 'orders', 'parcels', '运单', '运单表', '快件', '寄件', '订单', '运单明细'],
    time: 'shipped_at',
    key: 'waybill_no',
    without: { en: 'nothing can be done: this is the one table that is needed', zh: '什么都无法进行：只有这张表是必需的' },
    columns: [
      { name: 'waybill_no', kind: 'key', headers: ['运单号', '运单编号', '快递单号', '单号', '面单号', '母单号', 'waybill', 'waybill_number', 'tracking_no', 'tracking_number', 'awb', 'shipment_id', 'consignment_no', 'parcel_id'], without: { en: 'a shipment exported twice is counted twice', zh: '重复导出的运单会被重复计数' } },
      CUSTOMER_ID,
      { name: 'shipped_at', kind: 'instant', required: true, headers: ['寄件时间', '寄件日期', '揽收时间', '收件时间', '揽件时间', '发货时间', '发货日期', 'ship_date', 'shipped', 'shipped_on', 'ship_time', 'pickup_time', 'picked_up_at', 'pickup_date', 'date', 'shipment_date'] },
      { name: 'ordered_at', kind: 'instant', headers: ['下单时间', '下单日期', '订单时间', 'order_date', 'order_time', 'ordered_on'] },
      { name: 'product', kind: 'category', headers: ['产品类型', '产品', '服务类型', '时效类型', '业务类型', 'service', 'service_type', 'product_type'], without: { en: 'prices are compared across all products together', zh: '价格只能在所有产品之间混合比较' } },
      { name: 'origin', kind: 'category', headers: ['始发地', '寄件城市', '始发城市', '寄件地', '发件城市', 'from', 'origin_city', 'from_city'], without: { en: 'no lanes: price and transit are not compared by lane', zh: '没有线路：无法按线路比较价格和时效' } },
      { name: 'destination', kind: 'category', headers: ['目的地', '收件城市', '目的城市', '到达地', '收件地', 'to', 'dest', 'destination_city', 'to_city'], without: { en: 'no lanes: price and transit are not compared by lane', zh: '没有线路：无法按线路比较价格和时效' } },
      { name: 'branch', kind: 'category', headers: ['网点', '收件网点', '寄件网点', '揽收网点', '营业部', 'depot', 'station', 'outlet', 'site'], without: { en: 'a branch in trouble is not seen', zh: '看不到出问题的网点' } },
      { name: 'courier', kind: 'category', headers: ['收派员', '收件员', '快递员', '小哥', 'driver', 'courier_id'] },
      { name: 'pieces', kind: 'count', unit: 'pieces', headers: ['件数', '数量', 'quantity', 'qty', 'piece_count'] },
      { name: 'weight_kg', kind: 'mass', unit: 'kg', headers: ['计费重量', '重量', '计费重', '重量(kg)', 'weight', 'chargeable_weight', 'billed_weight'], without: { en: 'prices are compared without regard to weight', zh: '价格比较时不考虑重量' } },
      { name: 'declared_value', kind: 'money', headers: ['保价金额', '声明价值', '保价', 'insured_value'] },
      { name: 'list_price', kind: 'money', headers: ['标准价', '标准运费', '公布价', '牌价', 'tariff', 'list'] },
      { name: 'freight', kind: 'money', headers: ['运费', '应收运费', '费用', '金额', '应收金额', 'amount', 'price', 'charge', 'revenue', 'freight_charge'], without: { en: 'no value, no price features: customers are ranked by shipments', zh: '没有价值和价格特征：只能按票数排序' } },
      { name: 'discount', kind: 'money', headers: ['优惠', '优惠金额', '折扣金额', '折扣', 'rebate'] },
      { name: 'cost', kind: 'money', headers: ['成本', '成本金额', '总成本', 'unit_cost', 'total_cost'], without: { en: 'profit is not known: revenue stands in for it, with a warning', zh: '利润未知：以收入代替并给出提示' } },
      { name: 'promised_at', kind: 'instant', headers: ['承诺时间', '承诺送达时间', '预计送达', '预计送达时间', '应签收时间', 'promised', 'due_at', 'due_date', 'eta', 'promised_delivery', 'estimated_delivery'], without: { en: 'lateness cannot be measured', zh: '无法衡量延误' } },
      { name: 'delivered_at', kind: 'instant', headers: ['签收时间', '实际签收时间', '妥投时间', '送达时间', 'delivered', 'delivery_time', 'delivered_on', 'delivery_date', 'signed_at'], knownAt: ['delivered_at'], without: { en: 'transit times and lateness cannot be measured', zh: '无法衡量运输时长和延误' } },
      {
        name: 'status',
        kind: 'choice',
        headers: ['状态', '运单状态', '快件状态', '签收状态', 'state', 'delivery_status'],
        knownAt: ['status_at', 'delivered_at', 'promised_at'],
        without: { en: 'damage and loss are not seen', zh: '看不到破损和丢失' },
        values: [
          choice('delivered', '已签收', '签收', '妥投', '已妥投', '正常签收', 'signed', 'complete', 'completed', 'ok'),
          choice('returned', '退回', '已退回', '退件', '拒收退回', '拒收', '拒签', 'return', 'refused'),
          choice('lost', '丢失', '遗失', '丢件'),
          choice('damaged', '破损', '损坏', '签收破损', 'damage'),
          choice('short', '短少', '内件短少', '少件', 'shortage'),
          choice('misdelivered', '错派', '误投', '错投', '派错', 'misdelivery'),
          choice('cancelled', '取消', '已取消', '撤单', '作废', 'canceled', 'void'),
          choice('in_transit', '在途', '运输中', '派送中', '在途中', 'transit', 'shipping', 'shipped', 'in transit'),
        ],
      },
      { name: 'status_at', kind: 'instant', headers: ['状态时间', '状态更新时间', 'status_time', 'status_date'], knownAt: ['status_at'] },
    ],
  },
  {
    name: 'complaints',
    title: { en: 'complaints', zh: '投诉' },
    files: ['complaint', 'tickets', 'cases', '投诉', '投诉表', '工单', '投诉记录'],
    time: 'opened_at',
    key: 'complaint_id',
    without: { en: 'no complaint features: the customers who said so before they left are not heard', zh: '没有投诉特征：听不到客户离开前的声音' },
    columns: [
      { name: 'complaint_id', kind: 'key', required: true, headers: ['投诉单号', '投诉编号', '工单号', '工单编号', 'complaint_no', 'ticket_id', 'ticket_no', 'case_id', 'case_no'] },
      { ...CUSTOMER_ID },
      { name: 'waybill_no', kind: 'key', headers: ['运单号', '运单编号', '快递单号', '单号', 'waybill', 'tracking_no', 'tracking_number', 'awb'] },
      { name: 'opened_at', kind: 'instant', required: true, headers: ['投诉时间', '投诉日期', '受理时间', '登记时间', 'opened', 'created_at', 'complaint_date', 'open_time', 'date'] },
      { name: 'responded_at', kind: 'instant', headers: ['首次响应时间', '响应时间', '首次回复时间', 'first_response', 'first_response_at'], knownAt: ['responded_at'] },
      { name: 'resolved_at', kind: 'instant', headers: ['处理完成时间', '办结时间', '完结时间', '解决时间', 'resolved', 'closed_at', 'resolution_time'], knownAt: ['resolved_at'] },
      { name: 'reopened_at', kind: 'instant', headers: ['再次投诉时间', '重开时间', '二次投诉时间', 'reopened'], knownAt: ['reopened_at'] },
      {
        name: 'channel',
        kind: 'choice',
        headers: ['渠道', '投诉渠道', '来源', 'source'],
        values: [choice('phone', '电话', '热线', 'call'), choice('web', '官网', '网站', '网页', 'website'), choice('app', '小程序', 'APP', '客户端', 'mini_program'), choice('email', '邮件', '电子邮件', 'mail'), choice('chat', '在线客服', '微信', '在线', 'wechat', 'im'), choice('social', '微博', '社交媒体', '抖音'), choice('visit', '上门', '现场', '拜访', 'in_person'), choice('regulator', '邮政局', '12305', '12315', '消协', '申诉')],
      },
      {
        name: 'category',
        kind: 'choice',
        headers: ['投诉类型', '投诉类别', '类型', '类别', 'complaint_type', 'type', 'topic'],
        values: [choice('delay', '延误', '延迟', '超时', '时效', 'late'), choice('damage', '破损', '损坏', 'damaged'), choice('loss', '丢失', '遗失', '丢件', 'lost'), choice('misdelivery', '错派', '误投', '错投', '虚假签收', 'wrong_delivery'), choice('pickup', '揽收', '收件', '上门取件', 'collection'), choice('tracking', '查询', '轨迹', '物流信息', '查件', 'trace'), choice('coverage', '超范围', '派送范围', '不派送', 'area'), choice('attitude', '态度', '服务态度', 'rude', 'service_attitude'), choice('price', '价格', '收费', '费用', '乱收费', 'billing'), choice('claim', '理赔', '赔偿', '索赔', 'compensation'), choice('safety', '安全', 'security'), choice('other', '其他', '其它', 'others')],
      },
      { name: 'text', kind: 'text', headers: ['投诉内容', '内容', '描述', '问题描述', 'description', 'comment', 'content', 'details'] },
      { name: 'claimed', kind: 'money', headers: ['索赔金额', '要求赔偿', 'claim_amount', 'claimed_amount'] },
      { name: 'compensation', kind: 'money', headers: ['赔偿金额', '赔付金额', '实赔金额', 'paid', 'compensated_amount'], knownAt: ['resolved_at'] },
      { name: 'outcome', kind: 'choice', headers: ['处理结果', '结果', 'result', 'resolution'], knownAt: ['resolved_at'], values: [choice('resolved', '已解决', '解决'), choice('compensated', '已赔付', '赔付', '赔偿'), choice('rejected', '拒赔', '驳回', '不成立', '拒绝', 'refused'), choice('withdrawn', '撤诉', '撤销', '客户撤回')] },
      { name: 'satisfaction', kind: 'rating', unit: '1–5', headers: ['满意度', '满意度评分', 'csat', 'rating', 'score'], knownAt: ['resolved_at'] },
    ],
  },
  {
    name: 'contacts',
    title: { en: 'contacts', zh: '客户联系' },
    files: ['contact', 'visits', '联系', '客户联系', '拜访', '拜访记录', '联系记录'],
    time: 'at',
    without: { en: 'neglect is not seen, and the cost of contact is taken as nil', zh: '看不到对客户的冷落，联系成本按零计' },
    columns: [
      CUSTOMER_ID,
      { name: 'at', kind: 'instant', required: true, headers: ['时间', '联系时间', '拜访时间', '日期', 'contacted_at', 'contact_date', 'contact_time', 'date', 'time'] },
      { name: 'kind', kind: 'choice', headers: ['方式', '联系方式', '类型', 'type', 'contact_type', 'method'], values: [choice('visit', '拜访', '上门', '走访'), choice('call', '电话', '致电', 'phone'), choice('message', '短信', '微信', '消息', 'sms', 'email'), choice('greeting', '问候', '节日问候'), choice('gift', '礼品', '纪念品'), choice('event', '活动', '座谈会'), choice('survey', '调研', '调查', '问卷'), choice('follow_up', '回访', '跟进', 'followup', 'follow-up'), choice('retention_offer', '挽留', '挽留方案', '优惠方案', 'offer')] },
      { name: 'cost', kind: 'money', headers: ['费用', '成本', '花费', 'amount'] },
      { name: 'campaign', kind: 'category', headers: ['活动', '活动名称', '营销活动', 'campaign_name'] },
      { name: 'arm', kind: 'choice', headers: ['组别', '分组', 'group'], values: [choice('treated', '实验组', '处理组', '试验组', 'treatment'), choice('control', '对照组', '对照')] },
    ],
  },
  {
    name: 'invoices',
    title: { en: 'invoices', zh: '账单' },
    files: ['invoice', 'bills', '账单', '发票', '开票', '账单表'],
    time: 'issued_on',
    without: { en: 'late payment, the first sign of money trouble, is not seen', zh: '看不到逾期付款这一资金困难的最早信号' },
    columns: [
      CUSTOMER_ID,
      { name: 'issued_on', kind: 'date', required: true, headers: ['开票日', '开票日期', '账单日期', '出账日期', 'issued', 'invoice_date', 'bill_date', 'date'] },
      { name: 'due_on', kind: 'date', headers: ['到期日', '应付日期', '应付日', '付款到期日', 'due', 'due_date'] },
      { name: 'amount', kind: 'money', headers: ['金额', '账单金额', '应付金额', '发票金额', 'total', 'invoice_amount'] },
      { name: 'paid_on', kind: 'date', headers: ['付款日', '付款日期', '回款日期', '实付日期', 'paid', 'payment_date'], knownAt: ['paid_on'] },
    ],
  },
  {
    name: 'changes',
    title: { en: 'changes', zh: '变更' },
    files: ['change', 'change_log', '变更', '变更记录', '变更表'],
    time: 'changed_on',
    without: { en: 'a manager who left, a moved address, a new price agreement are not seen', zh: '看不到客户经理离职、地址搬迁和价格协议变更' },
    columns: [
      CUSTOMER_ID,
      { name: 'changed_on', kind: 'date', required: true, headers: ['变更日期', '变更时间', '日期', 'changed', 'changed_at', 'change_date', 'date'] },
      { name: 'field', kind: 'choice', required: true, headers: ['变更项', '变更字段', '字段', '项目', 'changed_field', 'item'], values: [choice('account_manager', '客户经理', '业务员', 'manager'), choice('address', '地址', '地址变更', '寄件地址'), choice('contact_person', '联系人', 'contact'), choice('kind', '客户类型', '类型', 'customer_type'), choice('payment_term_days', '账期', 'payment_terms'), choice('price_agreement', '价格协议', '价格', '协议价', 'price', 'contract_price')] },
      { name: 'old_value', kind: 'category', headers: ['原值', '变更前', '旧值', 'old', 'from', 'before'] },
      { name: 'new_value', kind: 'category', headers: ['新值', '变更后', 'new', 'to', 'after'] },
      { name: 'reason', kind: 'text', headers: ['原因', '变更原因', 'change_reason'] },
    ],
  },
  {
    name: 'surveys',
    title: { en: 'surveys', zh: '问卷' },
    files: ['survey', 'questionnaires', '问卷', '调查', '满意度调查'],
    time: 'answered_on',
    without: { en: 'satisfaction is measured from behaviour only', zh: '满意度只能从行为推断' },
    columns: [
      CUSTOMER_ID,
      { name: 'answered_on', kind: 'date', required: true, headers: ['答复日期', '答题日期', '填写日期', '日期', 'answered', 'answered_at', 'date'] },
      { name: 'item', kind: 'category', headers: ['项目', '题目', '问题', 'question'] },
      { name: 'expected', kind: 'rating', unit: '1–5', headers: ['期望', '期望值', 'expectation'] },
      { name: 'actual', kind: 'rating', unit: '1–5', headers: ['实际', '实际感受', '评分', 'experience', 'score'] },
      { name: 'importance', kind: 'rating', unit: '1–5', headers: ['重要性', '重要程度'] },
      { name: 'text', kind: 'text', headers: ['意见', '建议', '备注', 'comment', 'comments'] },
    ],
  },
];

/**
 * Schema of one of the seven tables: its columns with their headers, kinds, units and words, and what their absence costs.
 *
 * @example
 * ```ts
 * const { columns } = tableSchema('shipments');
 * columns.filter(({ required }) => required).map(({ name }) => name); // => ['customer_id', 'shipped_at']
 * columns.find(({ name }) => name === 'freight')?.headers[0]; // => '运费'
 * ```
 */
export function tableSchema(name: TableName): TableSchema {
  return SCHEMA.find((table) => table.name === name)!;
}

/** Schema of one column, or undefined where the table has no such column. */
export function columnSchema(table: TableName, column: string): ColumnSchema | undefined {
  return tableSchema(table).columns.find(({ name }) => name === column);
}
