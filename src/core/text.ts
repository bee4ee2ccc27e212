/** Languages of messages and reports. */
export type Lang = 'en' | 'zh';

/** One sentence or phrase in every language. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}
