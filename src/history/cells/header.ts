/**
 * A header or word as it is compared: width-folded (NFKC), lower case, without spaces, underscores and hyphens.
 *
 * @example
 * ```ts
 * normalizeHeader(' Customer_ID '); // => 'customerid'
 * ```
 */
export function normalizeHeader(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-\u200b\ufeff]+/g, '');
}
