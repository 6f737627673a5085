import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { MOST_UNPACKED, tooLarge, unreadable } from './table-limits.js';

/** A workbook of many sheets has some hundred parts; more is no workbook. */
const MOST_PARTS = 5_000;

/** The parts of a zip file, none of them unpacked yet. */
export interface ZipParts {
  has(name: string): boolean;
  /** The text of one part, a piece at a time, as it unpacks. */
  text(name: string): AsyncGenerator<string>;
}

/**
 * Opens a zip file by its list of parts; what it says it unpacks to is within bounds, and yauzl holds it to its word.
 * @throws DomainError import-file-unreadable, import-too-large
 */
export async function openZip(bytes: Uint8Array): Promise<ZipParts> {
  const zip = await opened(bytes);
  if (zip.entryCount > MOST_PARTS) throw tooLarge();
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  await new Promise<void>((resolve, reject) => {
    zip.on('error', () => {
      reject(unreadable('这不是 XLSX 文件，或文件不完整。'));
    });
    zip.on('end', () => {
      resolve();
    });
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      if (unpacked > MOST_UNPACKED) {
        reject(tooLarge());
        return;
      }
      entries.set(entry.fileName.replace(/^\//, ''), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  return {
    has: (name) => entries.has(name),
    text: (name) => textOf(zip, entries.get(name)),
  };
}

function opened(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return new Promise((resolve, reject) => {
    fromBuffer(
      buffer,
      { lazyEntries: true, autoClose: false },
      (error: Error | null, zip?: ZipFile) => {
        if (error !== null || zip === undefined) {
          reject(unreadable('这不是 XLSX 文件，或文件不完整。'));
        } else resolve(zip);
      },
    );
  });
}

async function* textOf(zip: ZipFile, entry: Entry | undefined): AsyncGenerator<string> {
  if (entry === undefined) throw unreadable('XLSX 文件缺少一部分，已经损坏。');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (error: Error | null, opened?: NodeJS.ReadableStream) => {
        if (error !== null || opened === undefined) reject(error ?? new Error('no stream'));
        else resolve(opened);
      });
    });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch {
    throw unreadable('这不是 XLSX 文件，或文件已损坏。');
  }
}
