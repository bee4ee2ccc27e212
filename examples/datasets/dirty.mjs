// Makes a tidy Chinese export dirty, the way exports of waybill systems, CRMs and call centres are. Which rows are hit follows from their
// number alone, and every defect is counted, so that a reader can be held to account.

const wide = (text) => text.replace(/[0-9.]/g, (c) => (c === '.' ? '\uff0e' : String.fromCharCode(c.charCodeAt(0) + 0xfee0)));
const day = (text) => text.split(' ')[0].split('-').map(Number);
const time = (text) => (text.includes(' ') ? ` ${text.split(' ')[1]}` : '');
const slashes = (text) => day(text).join('/') + time(text);
const chinese = (text) => `${day(text)[0]}年${day(text)[1]}月${day(text)[2]}日${time(text)}`;
const compact = (text) => text.split(' ')[0].replaceAll('-', '') + time(text);

/** Ways of writing a cell that mean the same: [name, column, every, at, rewrite]. */
const STYLES = {
  shipments: [
    ['date 2024/1/5', '寄件时间', 40, 7, slashes],
    ['date 2024年1月5日', '寄件时间', 40, 17, chinese],
    ['date 20240105', '寄件时间', 40, 27, compact],
    ['date 2024/1/5', '签收时间', 30, 11, slashes],
    ['money ￥12.5', '运费', 25, 3, (text) => `￥${text}`],
    ['money 12.5元', '运费', 25, 13, (text) => `${text}元`],
    ['full-width digits', '运费', 50, 21, wide],
    ['full-width digits', '件数', 60, 35, wide],
    ['weight with kg', '计费重量', 40, 33, (text) => `${text}kg`],
    ['weight with 公斤', '计费重量', 80, 66, (text) => `${text}公斤`],
    ['blanks around', '客户编号', 30, 9, (text) => `  ${text} `],
    ['other word for a status', '状态', 20, 4, (text) => (text === '已签收' ? '妥投' : text)],
  ],
  customers: [['date 2024年1月5日', '开户日期', 3, 1, chinese]],
  complaints: [
    ['date 2024/1/5', '投诉时间', 4, 1, slashes],
    ['quotes and a line break', '投诉内容', 5, 2, (text) => `"${text}\r\n客户说：""请尽快处理"""`],
  ],
  contacts: [['money 12.5元', '费用', 3, 1, (text) => `${text}元`]],
  invoices: [
    ['date 2024/1/5', '开票日', 5, 2, slashes],
    ['money ￥1,234.5', '金额', 4, 1, (text) => `"￥${text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')}"`],
  ],
  changes: [['date 20240105', '变更日期', 4, 1, compact]],
  surveys: [['full-width digits', '实际', 3, 1, wide]],
};

/** Cells that say nothing or nonsense; they are read as missing: [name, column, every, at, cell]. Not required ones only. */
const BAD_CELLS = {
  shipments: [
    ['empty by another name', '计费重量', 173, 50, '#N/A'],
    ['word in a number', '运费', 149, 30, '待核算'],
    ['unknown status', '状态', 199, 80, '已揽收'],
    ['impossible date', '承诺时间', 211, 99, '2024-02-30 18:00'],
  ],
  customers: [['word in a number', '账期', 40, 20, '面议']],
  complaints: [['unknown category', '投诉类型', 20, 7, '其他诉求']],
  surveys: [['number out of range', '期望', 30, 10, '9']],
};

/** Rows that cannot be used: [name, every, at, spoil]. */
const BAD_ROWS = {
  shipments: [
    ['row without a customer', 401, 60, (cells, at) => cells.with(at('客户编号'), '')],
    ['row without a date', 409, 61, (cells, at) => cells.with(at('寄件时间'), '待定')],
    ['row with a cell too few', 307, 40, (cells) => cells.slice(0, -1)],
    ['row with a cell too many', 307, 140, (cells) => [...cells, '备注']],
  ],
  complaints: [['row without a date', 30, 20, (cells, at) => cells.with(at('投诉时间'), '')]],
};

/** Rows that should not be there, after the row they come from: [name, every, at, more]. */
const MORE_ROWS = {
  shipments: [
    ['row exported twice', 211, 50, (cells) => cells],
    ['waybill again with another freight', 503, 100, (cells, at) => cells.with(at('运费'), '999')],
    ['adjustment (negative freight)', 251, 90, (cells, at) => cells.with(at('运费'), '-3.5').with(at('成本'), '0')],
    [
      'customer that the customers table lacks',
      997,
      500,
      (cells, at) => cells.with(at('客户编号'), 'C900001').with(at('运单号'), `HF9${cells[at('运单号')].slice(3)}`),
    ],
  ],
  customers: [['row exported twice', 60, 30, (cells) => cells]],
};

/** Text of the dirty file, and how many of each defect it has. CRLF line ends. */
export function dirtyTable(table, tidyText) {
  const [header, ...lines] = tidyText.trimEnd().split('\n');
  const columns = header.split(',');
  const at = (name) => columns.indexOf(name);
  const counts = new Map();
  const hit = (name) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const out = [columns.map((name, k) => (k % 3 === 1 ? ` ${name} ` : name)).join(',')];
  lines.forEach((line, row) => {
    const cells = line.split(',');
    const spoilt = (BAD_ROWS[table] ?? []).find(([, every, from]) => row % every === from);
    if (spoilt) hit(spoilt[0]);
    out.push((spoilt ? spoilt[3](cells, at) : restyled(table, cells, row, at, hit)).join(','));
    if (spoilt) return;
    for (const [name, every, from, more] of MORE_ROWS[table] ?? []) {
      if (row % every !== from) continue;
      hit(name);
      // A row exported twice is the same to the letter.
      out.push(name === 'row exported twice' ? out.at(-1) : more(cells, at).join(','));
    }
    if (row % 1500 === 700) {
      hit('empty line');
      out.push('');
    }
  });
  return { text: `${out.join('\r\n')}\r\n`, counts };
}

function restyled(table, cells, row, at, hit) {
  let result = cells;
  const rewrite = ([name, column, every, from], cell) => {
    if (row % every !== from || result[at(column)] === '' || result[at(column)] !== cells[at(column)]) return;
    hit(name);
    result = result.with(at(column), cell(cells[at(column)]));
  };
  for (const [name, column, every, from, cell] of BAD_CELLS[table] ?? []) rewrite([name, column, every, from], () => cell);
  for (const [name, column, every, from, style] of STYLES[table] ?? []) rewrite([name, column, every, from], style);
  return result;
}
