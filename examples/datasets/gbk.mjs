// Text as GBK bytes. Browsers and Node decode GBK but do not encode it: the table is the decoder turned round.
const bytesOf = new Map();
const decoder = new TextDecoder('gb18030');
for (let lead = 0x81; lead <= 0xfe; lead++)
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const character = decoder.decode(Uint8Array.of(lead, trail));
    if (character.length === 1 && character !== '\ufffd' && !bytesOf.has(character)) bytesOf.set(character, [lead, trail]);
  }

export function encodeGbk(text) {
  const bytes = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x80) bytes.push(code);
    else if (bytesOf.has(character)) bytes.push(...bytesOf.get(character));
    else throw new Error(`GBK has no character "${character}"`);
  }
  return Uint8Array.from(bytes);
}
