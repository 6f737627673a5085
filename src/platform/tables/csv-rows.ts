import { isUtf8 } from 'node:buffer';
import { pipeline, Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { CsvError, parse } from 'csv-parse';
import type { TableRow } from '../../kernel/table-cell.js';
import { MOST_ROWS, unreadable } from './table-limits.js';

const DELIMITERS = [',', '\t', ';'] as const;
const CHUNK = 64 * 1024;

/** How strictly quotes are read: banks leave single ones within cells. */
export interface CsvManners {
  readonly relaxQuotes?: boolean;
}

/**
 * The rows of a CSV in UTF-8 (with or without its mark), GB18030 or UTF-16 with its mark, a chunk at a time.
 * @throws DomainError import-file-unreadable
 */
export async function* csvRows(bytes: Uint8Array, manners: CsvManners): AsyncGenerator<TableRow> {
  const encoding = encodingOf(bytes);
  const parser = parse({
    delimiter: delimiterOf(bytes, encoding),
    bom: true,
    relax_column_count: true,
    relax_quotes: manners.relaxQuotes === true,
    max_record_size: 200_000,
    skip_empty_lines: false,
    to: MOST_ROWS + 1,
  });
  const source = Readable.from(decoded(bytes, encoding));
  // What goes wrong on either side ends the parser, and is thrown where its rows are taken.
  pipeline(source, parser, () => undefined);
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number += 1;
      yield { number, cells };
    }
  } catch (error) {
    throw csvProblem(error);
  } finally {
    source.destroy();
  }
}

/**
 * Chinese spreadsheets save CSV as UTF-8 or as GB18030 without saying which. A few words in GB18030 can pass for UTF-8
 * (摘要 does), but then as letters of other scripts.
 */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'gb18030' | 'utf-16le' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (!isUtf8(bytes)) return 'gb18030';
  const head = new TextDecoder().decode(bytes.subarray(0, CHUNK), { stream: true });
  const foreign = /[^\p{ASCII}\ufeff]/u.test(head) && !/\p{Script=Han}/u.test(head);
  return foreign && bytes[0] !== 0xef ? 'gb18030' : 'utf-8';
}

function delimiterOf(bytes: Uint8Array, encoding: string): string {
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, CHUNK));
  const [first = ''] = head.split(/\r?\n/).filter((line) => line.trim() !== '');
  return DELIMITERS.find((sign) => first.includes(sign)) ?? ',';
}

function* decoded(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at <= bytes.length; at += CHUNK) {
    const text = chunkText(decoder, bytes.subarray(at, at + CHUNK), at + CHUNK <= bytes.length);
    if (text.includes('\u0000')) throw unreadable('文件含有空字符，不是文本表格。');
    if (text !== '') yield text;
  }
}

function chunkText(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(chunk, { stream });
  } catch {
    throw unreadable('文字编码既不是 UTF-8 也不是 GB18030。');
  }
}

function csvProblem(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const { lines } = error as { lines?: unknown };
  return unreadable(
    typeof lines === 'number' ? `CSV 在第 ${lines} 行附近有引号没有配对。` : 'CSV 的格式不对。',
  );
}
