import { HoldfastError } from '../../core/errors.js';

/** The error of a text that is no model, or one that cannot be scored here. */
export function notReadable(en: string, zh: string): HoldfastError {
  return new HoldfastError('bad-model', {
    en: `this LightGBM text cannot be read: ${en}`,
    zh: `无法读取该 LightGBM 文本模型：${zh}`,
  });
}
