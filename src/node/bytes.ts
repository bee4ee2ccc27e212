import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { HoldfastError } from '../core/errors.js';
import type { Text } from '../core/text.js';

/** Bytes that can be read from the start any number of times. A chunk is valid until the next one is asked for. */
export interface ByteSource {
  /** What a person calls it: the file name. */
  readonly name: string;
  chunks(): AsyncIterable<Uint8Array>;
}

const CHUNK_BYTES = 1 << 20;

/** Bytes in memory, handed out `chunkBytes` at a time. */
export function memoryBytes(name: string, bytes: Uint8Array, chunkBytes: number = CHUNK_BYTES): ByteSource {
  return {
    name,
    async *chunks() {
      for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
    },
  };
}

/** Bytes of a file; gzip is unpacked whatever the file is called. Errors `no-file`, `unreadable-file`, `broken-gzip`. */
export function fileBytes(path: string, name: string): ByteSource {
  return {
    name,
    async *chunks() {
      const packed = await isGzip(path, name);
      yield* packed ? gunzipChunks(path, name) : plainChunks(path, name);
    },
  };
}

async function isGzip(path: string, name: string): Promise<boolean> {
  const file = await open(path).catch((error: unknown) => refuse(error, name));
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } catch (error) {
    return refuse(error, name);
  } finally {
    await file.close();
  }
}

async function* plainChunks(path: string, name: string): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch((error: unknown) => refuse(error, name));
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null).catch((error: unknown) => refuse(error, name));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function* gunzipChunks(path: string, name: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  file.on('error', (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
  } catch (error) {
    refuse(error, name);
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

function refuse(error: unknown, name: string): never {
  const code = (error as { code?: string }).code ?? '';
  if (code.startsWith('Z_')) throw new HoldfastError('broken-gzip', brokenGzip(name));
  if (code === 'ENOENT') throw new HoldfastError('no-file', noFile(name));
  throw code === '' ? error : new HoldfastError('unreadable-file', unreadable(name, code));
}

const brokenGzip = (name: string): Text => ({
  en: `${name}: the gzip file is damaged or cut short; copy or export it again`,
  zh: `${name}：gzip 文件已损坏或不完整；请重新复制或导出`,
});

const noFile = (name: string): Text => ({
  en: `${name}: there is no such file; check the path`,
  zh: `${name}：没有这个文件；请检查路径`,
});

const unreadable = (name: string, code: string): Text => ({
  en: `${name}: cannot be read (${code}); check that it is a file and that you may read it`,
  zh: `${name}：无法读取（${code}）；请确认它是文件且您有读取权限`,
});
