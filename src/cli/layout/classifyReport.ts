import {
  CAUSE_TITLES,
  CAUSES_BY_TYPE,
  type ChurnCause,
  type ChurnTypeTable,
  type ClassifyReport,
  causeSide,
  cell,
  EVIDENCE,
  SIDE_TITLES,
  TYPE_LEVELS,
  TYPE_TITLES,
} from '../../index.js';
import type { Terminal } from '../terminal.js';
import { grid } from './grid.js';
import { bar, count, percent } from './number.js';
import { truncate, wrap } from './width.js';

type Voice = Pick<Terminal, 'say' | 'strong' | 'width'>;

const SHOWN_EVIDENCE = 8;
const SHOWN_LEAVERS = 5;

/** Types with their named causes, as shares of those that left; those at risk beside them. */
export function typeLines(types: ChurnTypeTable, report: ClassifyReport, { say, width }: Voice): string[] {
  if (report.customers + report.atRisk.customers === 0)
    return [
      `  ${say({ en: 'Nobody has left, and nobody is silent for longer than usual.', zh: '没有客户流失，也没有客户沉默超出常态。' })}`,
      '',
    ];
  const number = { align: 'right' as const };
  const columns = [
    { title: say({ en: 'type and cause', zh: '类型与原因' }), maxWidth: 46 },
    { title: say({ en: 'left', zh: '已流失' }), ...number },
    { title: say({ en: 'share', zh: '占比' }) },
    { title: say({ en: 'whose doing', zh: '责任方' }) },
    { title: say({ en: 'at risk', zh: '风险中' }), ...number },
  ];
  const share = (customers: number): string => {
    const of = customers / report.customers;
    return report.customers > 0 ? `${bar(of, 12)} ${percent(of, of < 0.1 ? 1 : 0).padStart(5)}` : '';
  };
  const cells = TYPE_LEVELS.flatMap((type) => {
    const customers = report.byType[type];
    const quiet = report.atRisk.byType[type];
    if (customers + quiet === 0) return [];
    const causes: readonly ChurnCause[] = type === 'unknown' ? [] : CAUSES_BY_TYPE[type];
    const named = causes.map((cause) => ({ cause, customers: report.byCause[cause] ?? 0 })).filter((one) => one.customers > 0);
    const open = customers - named.reduce((sum, one) => sum + one.customers, 0);
    const title = type === 'unknown' ? say(TYPE_TITLES.unknown) : `${say(TYPE_TITLES[type])} (${type})`;
    return [
      [title, count(customers), share(customers), '', count(quiet)],
      ...named
        .sort((a, b) => b.customers - a.customers)
        .map((one) => [
          `  ${say(CAUSE_TITLES[one.cause])} (${one.cause})`,
          count(one.customers),
          share(one.customers),
          say(SIDE_TITLES[causeSide(one.cause)]),
          '',
        ]),
      ...(type !== 'unknown' && open > 0 ? [[`  ${say({ en: 'cause open', zh: '原因未定' })}`, count(open), share(open), '', '']] : []),
    ];
  });
  const decided = types.length === 0 ? 0 : report.customers - report.byType.unknown;
  const text = say({
    en: `A type is named where it is at least 70% sure, a cause where at least 60%: here for ${count(decided)} of ${count(report.customers)}. The rest are said to be unknown rather than guessed.`,
    zh: `把握不低于 70% 才判定类型，不低于 60% 才判定原因：${count(report.customers)} 个中判定了 ${count(decided)} 个，其余如实标为“无法判断”。`,
  });
  return [...grid(columns, cells).map((line) => `  ${line}`), '', ...wrap(text, width - 2).map((line) => `  ${line}`), ''];
}

/** The evidence that spoke most, and how often it is right. */
export function evidenceLines({ evidence, customers }: ClassifyReport, { say, strong }: Voice): string[] {
  const { columns, length } = evidence;
  const rows = Array.from({ length }, (_, row) => row)
    .filter((row) => columns.spoke[row]! > 0)
    .sort((a, b) => columns.spoke[b]! - columns.spoke[a]! || a - b)
    .slice(0, SHOWN_EVIDENCE);
  if (rows.length === 0 || customers === 0) return [];
  const titles = [
    { title: say({ en: 'evidence', zh: '证据' }) },
    { title: say({ en: 'speaks for', zh: '指向' }), maxWidth: 34 },
    { title: say({ en: 'customers', zh: '客户数' }), align: 'right' as const },
    { title: say({ en: 'right', zh: '准确率' }), align: 'right' as const },
  ];
  const meant = (causes: string): string => {
    const list = causes.split(' ') as ChurnCause[];
    const type = (['unintentional', 'deliberate', 'carrier_initiated'] as const).find((one) => CAUSES_BY_TYPE[one].join(' ') === causes);
    return type === undefined ? list.map((cause) => say(CAUSE_TITLES[cause])).join(say({ en: ' or ', zh: '或' })) : say(TYPE_TITLES[type]);
  };
  const titleOf = (id: string): string => {
    const found = EVIDENCE.find((one) => one.id === id);
    return found === undefined ? id : say(found.title);
  };
  const cells = rows.map((row) => [
    titleOf(columns.evidence[row]!),
    meant(columns.causes[row]!),
    count(columns.spoke[row]!),
    percent(columns.precision[row]!),
  ]);
  return [
    strong(say({ en: 'What speaks most often, and how often its cause is taken to be right', zh: '最常见的证据及其准确率（估计）' })),
    ...grid(titles, cells).map((line) => `  ${line}`),
    '',
  ];
}

/** What customers said themselves, how far it is believed, and which model was used. */
export function reasonLines({ reasons, why, missingEvidence }: ClassifyReport, { say, strong, width }: Voice): string[] {
  const { stated, unread, unreadWords, contradictory, reliability } = reasons;
  const sentences = [
    stated > 0
      ? say({
          en: `${count(stated)} customers said why they left; ${percent(reliability)} of that is taken to be true, as those let down by service like to say "price".`,
          zh: `${count(stated)} 个客户说明了流失原因，其中 ${percent(reliability)} 视为属实：对服务不满的客户常常只说“价格”。`,
        })
      : say({ en: 'Nobody said why they left: the evidence stands alone.', zh: '没有客户说明流失原因，只能凭证据判断。' }),
    ...(unread > 0
      ? [
          say({
            en: `${count(unread)} reasons name no known cause (${unreadWords.slice(0, 5).join(', ')}); --reasons FILE says what they mean.`,
            zh: `${count(unread)} 条流失原因无法识别（${unreadWords.slice(0, 5).join('、')}）；请用 --reasons 文件 说明其含义。`,
          }),
        ]
      : []),
    ...(contradictory > 0
      ? [
          say({
            en: `${count(contradictory)} reasons do not fit who closed the account; the closure is believed.`,
            zh: `${count(contradictory)} 条流失原因与销户方不符，以销户方为准。`,
          }),
        ]
      : []),
    say(why),
    ...(missingEvidence.length > 0
      ? [
          say({
            en: `${count(missingEvidence.length)} kinds of evidence need tables or columns that are not here: ${missingEvidence.slice(0, 6).join(', ')}${missingEvidence.length > 6 ? ' and others' : ''}.`,
            zh: `有 ${count(missingEvidence.length)} 类证据因缺少表或列而无法取得：${missingEvidence.slice(0, 6).join('、')}${missingEvidence.length > 6 ? ' 等' : ''}。`,
          }),
        ]
      : []),
  ];
  return [
    strong(say({ en: 'What they said, and how it was weighed', zh: '客户所述与判断方式' })),
    ...sentences.flatMap((sentence) => wrap(sentence, width - 2).map((line) => `  ${line}`)),
    '',
  ];
}

/** How sure the type is; nothing where it cannot be told. */
function sure({ type, probability }: ChurnTypeTable['columns'], row: number, say: Terminal['say']): string {
  if ((cell(type, row) || 'unknown') === 'unknown') return '';
  return say({ en: ` (${percent(probability[row]!)})`, zh: `（${percent(probability[row]!)}）` });
}

/** The last that left, each with what speaks for its type. */
export function latestLines({ columns }: ChurnTypeTable, left: number, { say, strong, width }: Voice): string[] {
  const rows = Array.from({ length: left }, (_, row) => row).slice(-SHOWN_LEAVERS);
  if (rows.length === 0) return [];
  const lines = rows.reverse().flatMap((row) => {
    const type = TYPE_TITLES[(cell(columns.type, row) || 'unknown') as keyof typeof TYPE_TITLES];
    const cause = cell(columns.cause, row) as ChurnCause | '';
    const why = cause === '' ? say(type) : `${say(type)}${say({ en: ', ', zh: '，' })}${say(CAUSE_TITLES[cause])}`;
    const name = columns.name[row] || columns.customer_id[row]!;
    const evidence = columns.evidence_1[row]!;
    return [
      truncate(`  ${columns.left_on[row]}  ${name}  ${why}${sure(columns, row, say)}`, width),
      ...(evidence === '' ? [] : wrap(evidence, width - 14).map((line) => `              ${line}`)),
    ];
  });
  return [strong(say({ en: 'The last that left', zh: '最近流失的客户' })), ...lines, ''];
}
