import type { Text } from '../core/text.js';
import type { ColumnSchema } from '../history/schema.js';

/** Why a cell is not taken, without the cell itself: it stands beside the reason. */
export function badCellReason(schema: ColumnSchema): Text {
  const { name, kind } = schema;
  const words = (schema.values ?? []).map(({ value }) => value).join(', ');
  switch (kind) {
    case 'instant':
    case 'date':
      return {
        en: `${name} is not a date; if it is one, name its format in the mapping file`,
        zh: `${name} 不是日期；如果是，请在映射文件中写明其格式`,
      };
    case 'choice':
      return {
        en: `${name} is none of: ${words}; map it under "values"`,
        zh: `${name} 不在取值 ${words} 之中；请在映射文件的 "values" 中对应`,
      };
    case 'money':
      return { en: `${name} is not an amount of money`, zh: `${name} 不是金额` };
    case 'count':
      return { en: `${name} is not a whole number of 0 or more`, zh: `${name} 不是大于等于 0 的整数` };
    case 'mass':
      return { en: `${name} is not a weight of 0 kg or more`, zh: `${name} 不是大于等于 0 的重量（千克）` };
    case 'rating':
      return { en: `${name} is not a number from 1 to 5`, zh: `${name} 不是 1 到 5 之间的数` };
    default:
      return { en: `${name} is not understood`, zh: `${name} 无法理解` };
  }
}

export function missingCellReason({ name }: ColumnSchema): Text {
  return { en: `${name} is empty, and a row cannot be used without it`, zh: `${name} 为空，缺少它该行无法使用` };
}

export function raggedReason(found: number, expected: number): Text {
  return { en: `the row has ${found} cells, the header has ${expected}`, zh: `该行有 ${found} 个单元格，表头有 ${expected} 个` };
}

export const QUOTE_REASON: Text = {
  en: 'a quote opens a cell and does not close it before a delimiter or the end of a line; reading went on at the next line',
  zh: '引号打开了单元格，但没有在分隔符或行尾之前正确关闭；已从下一行继续读取',
};

export const NUL_REASON: Text = { en: 'the row holds a NUL byte, which is not text', zh: '该行含有 NUL 字节，不是文本' };
