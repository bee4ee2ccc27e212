const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;

/** Lines whose cells stand apart by runs of spaces and tabs, with one tab between cells and none around them. Line numbers stay. */
export async function* collapseBlanks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let atLineStart = true;
  let pending = false;
  for await (const chunk of chunks) {
    const out = Buffer.allocUnsafe(2 * chunk.length);
    let length = 0;
    for (const byte of chunk) {
      if (byte === SPACE || byte === TAB) {
        pending = !atLineStart;
        continue;
      }
      atLineStart = byte === LF || byte === CR;
      if (pending && !atLineStart) out[length++] = TAB;
      pending = false;
      out[length++] = byte;
    }
    yield out.subarray(0, length);
  }
}
