import type { Text } from '../../core/text.js';
import type { ColumnKind, ColumnSchema } from '../schema.js';

const WANTED: Readonly<Record<ColumnKind, Text>> = {
  id: { en: 'text or a number', zh: '文本或数字' },
  key: { en: 'text or a number', zh: '文本或数字' },
  category: { en: 'text', zh: '文本' },
  choice: { en: 'one of the listed values', zh: '列出的取值之一' },
  instant: { en: 'a date with a time, for example 2026-06-30 08:15', zh: '日期和时间，例如 2026-06-30 08:15' },
  date: { en: 'a date, for example 2026-06-30', zh: '日期，例如 2026-06-30' },
  money: { en: 'an amount, for example 12.50', zh: '金额，例如 12.50' },
  count: { en: 'a whole number of 0 or more', zh: '不小于 0 的整数' },
  mass: { en: 'a weight in kilograms of 0 or more', zh: '不小于 0 的重量(千克)' },
  rating: { en: 'a number from 1 to 5', zh: '1 到 5 之间的数' },
  text: { en: 'text', zh: '文本' },
};

/** Why a cell was not understood; says whether it was taken as missing or its row left out. */
export function badCellReason({ name, kind, required, values }: ColumnSchema): Text {
  const wanted =
    kind === 'choice' && values
      ? { en: `one of ${values.map(({ value }) => value).join(', ')}`, zh: `以下取值之一：${values.map(({ value }) => value).join('、')}` }
      : WANTED[kind];
  return required
    ? { en: `${name} is not ${wanted.en}; the row is left out`, zh: `${name} 不是${wanted.zh}；该行未采用` }
    : { en: `${name} is not ${wanted.en}; taken as missing`, zh: `${name} 不是${wanted.zh}；按缺失处理` };
}

/** Why a row without a needed cell was left out. */
export function missingCellReason({ name }: ColumnSchema): Text {
  return { en: `${name} is empty, and a row cannot do without it`, zh: `${name} 为空，该行缺少必填内容` };
}
