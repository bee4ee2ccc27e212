/** A carrier with the words that mean it. */
export interface Competitor {
  readonly name: string;
  /** Patterns in normalised characters, beside the name itself; `(a|b)` are alternatives, `*` any ending. */
  readonly words?: readonly string[];
  /** Uses of the same characters that mean something else. */
  readonly not?: readonly string[];
}

const NOT_UPS = [
  '(pick|follow|screw|mix|mess|back|set|start|hold|check|sign|line|hang|cover|clean|fuck|push|thumbs|heads) ups',
  'ups and downs',
];

/** Carriers looked for where no list is given: Chinese ones, and those that English texts name most. */
export const COMPETITORS: readonly Competitor[] = [
  { name: '顺丰', words: ['sf express', '丰网', '丰巢'] },
  { name: '京东', words: ['jd logistics', '京东快递'] },
  { name: '中通', words: ['zto'], not: ['(集|其|之|在)中通', '中通(知|过|常|道)'] },
  { name: '圆通', words: ['yto'] },
  { name: '申通', words: ['sto express'], not: ['申通地铁'] },
  { name: '韵达', words: ['yunda'] },
  { name: '极兔', words: ['j&t', 'j t express', '百世'] },
  { name: '邮政', words: ['中国邮政', 'china post'], not: ['邮政(局|管理局|管理|监管|编码|法|部门)'] },
  { name: 'EMS', words: ['ems'] },
  { name: '德邦', words: ['deppon'] },
  { name: '菜鸟', words: ['cainiao', '丹鸟'], not: ['菜鸟驿站'] },
  { name: 'FedEx', words: ['fed ex', 'federal express', '联邦快递'] },
  { name: 'UPS', words: ['united parcel service'], not: NOT_UPS },
  { name: 'DHL', words: ['敦豪'] },
  { name: 'USPS', words: ['us postal', 'united states postal', 'us mail'] },
  { name: 'TNT' },
  { name: 'Evri', words: ['evris'] },
  { name: 'Hermes', words: ['myhermes', 'my hermes'] },
  { name: 'DPD' },
  { name: 'Royal Mail' },
  { name: 'Yodel' },
  { name: 'Parcelforce', words: ['parcel force'] },
  { name: 'GLS' },
  { name: 'Amazon', words: ['amzl'] },
  { name: 'OnTrac' },
  { name: 'LaserShip' },
  { name: 'Purolator' },
  { name: 'Canada Post' },
  { name: 'Australia Post', words: ['auspost', 'aus post'] },
];
