/** A small generator: the same number gives the same file. */
export function sequence(seed: number): (below: number) => number {
  let state = (seed * 0x9e3779b9 + 0x7f4a7c15) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const HEADERS = [
  ['customer_id', 'shipped_at', 'freight', 'status', 'waybill_no', 'weight_kg', 'city'],
  ['客户编号', '寄件时间', '运费', '状态', '运单号', '计费重量', '备注'],
  ['Customer ID', 'SHIPPED AT', 'Freight', 'Status', 'AWB', 'Weight', 'note'],
  ['customer_id', 'shipped_at', 'pieces', 'promised_at', 'delivered_at', 'product', 'declared_value'],
];
const IDS = [
  'C1',
  'C2',
  '客户甲',
  '"C2"',
  ' C1 ',
  'C000345',
  '',
  'NULL',
  'C"3',
  '\u3000C1',
  'x'.repeat(300),
  '京A😀',
  '"C ""9"""',
  '"C,1"',
];
const DATES = [
  '2026-01-02',
  '2026-01-02 08:15:59',
  '2026/1/2 8:05',
  '2-Jun-06',
  '2026/1/2',
  '2026-01-02 08:15',
  '2026.1.2',
  '2026年1月2日',
  '20260102',
  '2-Jun-06',
  '2026-02-30',
  '2026-01-02T08:15:00Z',
  '2026-01-02T08:15:00+08:00',
  '"2026-01-02 08:15"',
  ' 2026-01-02',
  'soon',
  '-',
  '',
  '2026-1::10',
  '2026-01-02 ::30',
  '2026-13-01',
  '13/04/2024',
  '1899-12-31',
  '2149-12-31 23:59:59',
  '2026-01-02 24:00',
  '2026-01-02 8:5',
  'Jun 2, 2006',
  '12/1/2010 8:26 PM',
  '2026-01-02 08:15:00.123',
];
const NUMBERS = [
  '1',
  '12.5',
  '12.3456',
  '12.34567',
  '-3',
  '1,234.50',
  '"1,234.50"',
  '￥12',
  '12元',
  '(5.00)',
  '1e3',
  '+7',
  '.5',
  '5.',
  '-',
  '--',
  'abc',
  '',
  '99999999999',
  '10000000000',
  '-0',
  '0.0000',
  '000123',
  '123456789012345',
  '1.2.3',
  '１２',
  '- 5',
  '"-1.5"',
];
const WORDS = ['delivered', '已签收', '丢失', 'LOST', 'in transit', 'nope', '', '"damaged"', 'N/A', '签收', 'null', '"del""ivered"'];
const RAW = [
  '"',
  '""',
  '"a',
  'a"',
  '"a"b',
  '"x\ny"',
  '"x\r\ny"',
  '"x\ry"',
  '"x\n\ny"',
  'a\0b',
  '\0',
  ' "q" ',
  '"é"',
  '"a""b"',
  '""""',
  '"","',
  '\t',
  ' ',
  ';',
  '|',
  "'",
  '"\n',
  '\uFEFF',
  '\u00a0',
  '"x" ',
  'é',
  '𠮷',
  '"unclosed\nline two',
  '\uFFFD',
];
const ENDS = ['\n', '\r\n', '\r', '\n', '\r\n', '\n', '\n\n', '\r\n\r\n', '\n \n', '\n,,\n', '\n\t \n'];
/** GBK bytes, as latin1 text: 北京, 已签收, 客户, 丢失, 運 with a trail byte of 5C, and a four-byte character of GB18030. */
const GBK = [
  '\xb1\xb1\xbe\xa9',
  '\xd2\xd1\xc7\xa9\xca\xd5',
  '\xbf\xcd\xbb\xa7',
  '\xb6\xaa\xca\xa7',
  '\xdf\x5c',
  '\x81\x30\x81\x30',
  '\x80',
  '\xff',
  '\xa1',
];

/** A file with what exports get wrong. */
export function nastyFile(seed: number): { readonly bytes: Buffer; readonly chunkBytes: number } {
  const next = sequence(seed);
  const pick = <T>(items: readonly T[]): T => items[next(items.length)]!;
  const wrong = pick([1000, 40, 12, 4]);
  const delimiter = pick([',', ',', ',', ';', '\t']);
  const header = pick(HEADERS);
  const end = pick(ENDS.slice(0, 3));
  const pools = header.map((name) => poolOf(name));
  let text = next(20) === 0 ? `运单明细${end}` : '';
  text += header.slice(0, 3 + next(5)).join(delimiter) + end;
  const width = Math.min(header.length, text.split(delimiter).length);
  const rows = next(10);
  for (let row = 0; row < rows; row++) {
    const cells = pools.slice(0, width).map((pool) => (next(wrong) === 0 ? pick(RAW) : pool[next(next(4) === 0 ? pool.length : 4)]!));
    if (next(wrong) === 0) cells.push(pick(RAW));
    if (next(wrong) === 0) cells.pop();
    text += cells.join(delimiter) + (next(6) === 0 ? pick(ENDS) : row === rows - 1 && next(2) === 0 ? '' : end);
  }
  return { bytes: encode(text, next, pick), chunkBytes: pick([1, 3, 7, 40, 200, 200, 1 << 20, 1 << 20, 1 << 20, 1 << 20]) };
}

function poolOf(name: string): readonly string[] {
  const plain = name.toLowerCase().replace(/[ _]/g, '');
  if (/customerid|客户编号/.test(plain)) return IDS;
  if (/at$|时间/.test(plain)) return DATES;
  return /status|状态/.test(plain) ? WORDS : /freight|运费|weight|重量|pieces|value/.test(plain) ? NUMBERS : [...WORDS, ...IDS];
}

function encode(text: string, next: (below: number) => number, pick: <T>(items: readonly T[]) => T): Buffer {
  switch (next(12)) {
    case 0:
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 1:
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    case 2:
    case 3:
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 4:
    case 5:
      return Buffer.concat(
        text
          .split(/(?=[^\0-\x7f])/)
          .flatMap((part) => [
            Buffer.from(part.replace(/[^\0-\x7f]/gu, ''), 'latin1'),
            Buffer.from(next(3) === 0 ? pick(GBK) : '', 'latin1'),
          ]),
      );
    case 6:
      return Buffer.concat([Buffer.from(`\uFEFF${text}`, 'utf8'), Buffer.from(pick(GBK), 'latin1')]);
    default:
      return Buffer.from(text, 'utf8');
  }
}
