import { canonicalJson } from './canonicalJson.js';

/** First 16 hex digits of the SHA-256 of the canonical JSON of `content`; the same in browsers and in Node. */
export async function modelId(content: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(content));
  const hash = new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
