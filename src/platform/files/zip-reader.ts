import { createHash } from 'node:crypto';
import { open, type Entry, type ZipFile } from 'yauzl';
import type { ZippedFile } from './zip-writer.js';

/** What lies in a zip: every file by its bytes, and the whole text of those that were asked for. */
export interface ZipContent {
  readonly files: readonly ZippedFile[];
  readonly texts: ReadonlyMap<string, string>;
}

/** Longest file that is read as a text. */
const LONGEST_TEXT = 256 * 1024 * 1024;
/** What unpacks to more than this, and to so many times its packed size, is made to fill a disk, not to be read. */
const BOMB = { size: 16 * 1024 * 1024, ratio: 200 } as const;

/**
 * Reads a zip from the disk file by file, whatever its size; each is unpacked and held against its own checksum.
 * @throws Error what is not a zip, a damaged one, one that names paths outside itself or unpacks beyond measure
 */
export async function readZip(path: string, wanted: readonly string[]): Promise<ZipContent> {
  const zip = await opened(path);
  const files: ZippedFile[] = [];
  const texts = new Map<string, string>();
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => {
      resolve({ files, texts });
    });
    zip.on('entry', (entry: Entry) => {
      readEntry(zip, entry, wanted.includes(entry.fileName))
        .then(({ file, text }) => {
          files.push(file);
          if (text !== null) texts.set(file.path, text);
          zip.readEntry();
        })
        .catch((error: unknown) => {
          zip.close();
          reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
    zip.readEntry();
  });
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(error);
    });
  });
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  asText: boolean,
): Promise<{ file: ZippedFile; text: string | null }> {
  const { fileName, uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > BOMB.size && uncompressedSize > compressedSize * BOMB.ratio) {
    throw new Error(`${fileName} 解开后异常巨大，疑为压缩炸弹`);
  }
  if (asText && uncompressedSize > LONGEST_TEXT) throw new Error(`${fileName} 过长`);
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opening) => {
      if (error === null) resolve(opening);
      else reject(error);
    });
  });
  const hash = createHash('sha256');
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = Buffer.from(part as Uint8Array);
    hash.update(bytes);
    size += bytes.length;
    if (asText) parts.push(bytes);
  }
  const file = { path: entry.fileName, size, sha256: hash.digest('hex') };
  return { file, text: asText ? Buffer.concat(parts).toString('utf8') : null };
}
