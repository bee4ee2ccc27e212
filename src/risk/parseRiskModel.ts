import { ensure, HoldfastError } from '../core/errors.js';
import { modelId } from './modelId.js';
import type { RiskModel } from './riskModel.js';

/** Versions of the file this release reads; the last is the one it writes. */
const VERSIONS: readonly number[] = [1];

/**
 * Reads a model from parsed JSON or its text: checks every number and name, and that nothing was changed since it was trained.
 *
 * @param json - what `JSON.parse` gave, or the text of the file
 * @returns the model, as {@link trainRisk} gave it
 * @throws HoldfastError `bad-model` for anything else than an unchanged model, naming the place; `model-version` for one of a later release
 * @remarks O(size of the file). Safe with files from strangers: what passes cannot crash scoring or make it loop.
 * @example
 * ```ts
 * const company = await simulate({ customers: 120, months: 42, preset: 'demo' });
 * const { history } = await reduce(simulatedSources(company));
 * const { model } = await trainRisk(history, { learners: ['logistic'], seeds: 1 });
 * const text = JSON.stringify(model);
 * (await parseRiskModel(text)).id === model.id; // => true
 * parseRiskModel(text.replace('"horizonDays":91', '"horizonDays":90')); // => throws bad-model
 * ```
 */
export async function parseRiskModel(json: unknown): Promise<RiskModel> {
  const value = upgradeModel(typeof json === 'string' ? parsed(json) : json);
  // Loaded when a model is read: the checker takes longer to load than all the rest of the library.
  const { riskModelSchema } = await import('./riskModelSchema.js');
  const result = riskModelSchema.safeParse(value);
  if (!result.success) throw notAModel(`${placeOf(result.error.issues[0]?.path ?? [])}${result.error.issues[0]?.message ?? ''}`);
  const { id, ...content } = result.data;
  const actual = await modelId(content);
  ensure(actual === id, 'bad-model', () => ({
    en: `this model was changed after it was trained: its id is ${id} and its content has ${actual}; train again, or take the original file`,
    zh: `该模型在训练之后被改动过：文件写明的 id 是 ${id}，按内容计算为 ${actual}；请重新训练，或使用原始文件`,
  }));
  return result.data;
}

/**
 * Brings the parsed JSON of a model file of any released version to the present one; there is one version so far. What is inside is not
 * looked at: {@link parseRiskModel} does both.
 *
 * @param value - what `JSON.parse` gave
 * @returns the same in the format that this release writes
 * @throws HoldfastError `bad-model` for what is no model file; `model-version` for one of a later release
 * @remarks O(1).
 * @example
 * ```ts
 * upgradeModel({ format: 'holdfast-risk', version: 1 }).version; // => 1
 * upgradeModel({ format: 'holdfast-risk', version: 99 }); // => throws model-version
 * ```
 */
export function upgradeModel(value: unknown): unknown {
  const { format, version } = (typeof value === 'object' && value !== null ? value : {}) as { format?: unknown; version?: unknown };
  if (format !== 'holdfast-risk') throw notAModel('"format" must be "holdfast-risk"');
  ensure(typeof version === 'number' && VERSIONS.includes(version), 'model-version', () => ({
    en: `this model has version ${String(version).slice(0, 20)} and this release reads ${VERSIONS.join(', ')}; update holdfast, or train again`,
    zh: `该模型的版本是 ${String(version).slice(0, 20)}，当前程序可读取的版本为 ${VERSIONS.join('、')}；请升级 holdfast，或重新训练`,
  }));
  return value;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw notAModel('it is not JSON');
  }
}

function notAModel(detail: string): HoldfastError {
  return new HoldfastError('bad-model', {
    en: `this is not a model of holdfast (${detail}); give the file that "holdfast train" wrote`,
    zh: `这不是 holdfast 的模型文件（${detail}）；请使用 holdfast train 生成的文件`,
  });
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? '' : `${path.map(String).join('.').slice(0, 200)}: `;
}
