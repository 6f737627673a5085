import type { StreamableFile } from '@nestjs/common';
import { fileFormat, pageOf, pageOfAll, type ListQuery, type Page } from './paging.js';
import { tableFile, type Column } from './table-file.js';

/** How a list looks when it is taken away. */
export interface TakenAway<T> {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly Column<T>[];
}

/** Answers a list that was read whole as a page or as a file; the key names one row. */
export async function wholeListAnswer<T>(
  query: ListQuery,
  { name, columns }: TakenAway<T>,
  rows: readonly T[],
  keyOf: (row: T) => string | number,
): Promise<Page<T> | StreamableFile> {
  const format = fileFormat(query);
  return format === null ? pageOfAll(rows, query, keyOf) : tableFile(format, name, columns, rows);
}

/** Answers a list that was read as far as rowsToRead() says, as a page or as a file. */
export async function pagedListAnswer<T>(
  query: ListQuery,
  { name, columns }: TakenAway<T>,
  rows: readonly T[],
  keysOf: (row: T) => readonly (string | number)[],
): Promise<Page<T> | StreamableFile> {
  const format = fileFormat(query);
  return format === null ? pageOf(rows, query, keysOf) : tableFile(format, name, columns, rows);
}
