import type { StreamableFile } from '@nestjs/common';
import {
  cursorKeys,
  pageOf,
  pageSize,
  type ListQuery,
  type Page,
} from '../../platform/http/paging.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';
import type { PlaceInList } from '../storage/receipts.queries.js';

/** Rows of a file at most: more than any book has in a year. */
const WHOLE_LIST = 100_000;

/** Where this page of a list by day begins, and how long it is; a file takes the whole list. */
export function placeOf(query: ListQuery): PlaceInList {
  const file = query.format === 'csv' || query.format === 'xlsx';
  return { after: cursorKeys(query, 2), limit: file ? WHOLE_LIST : pageSize(query) };
}

/** Answers a list as a page or as a file. */
export async function listAnswer<T extends { readonly id: string }>(
  query: ListQuery,
  name: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
  dayOf: (row: T) => string,
): Promise<Page<T> | StreamableFile> {
  if (query.format === 'csv' || query.format === 'xlsx') {
    return tableFile(query.format, name, columns, rows);
  }
  return pageOf(rows, query, (row) => [dayOf(row), row.id]);
}
