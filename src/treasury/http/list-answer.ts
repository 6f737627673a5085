import type { StreamableFile } from '@nestjs/common';
import { pagedListAnswer } from '../../platform/http/list-answer.js';
import { cursorKeys, rowsToRead, type ListQuery, type Page } from '../../platform/http/paging.js';
import type { Column } from '../../platform/http/table-file.js';
import type { PlaceInList } from '../storage/receipts.queries.js';

/** Where this page of a list by day begins, and how long it is; a file takes the whole list. */
export function placeOf(query: ListQuery): PlaceInList {
  return { after: cursorKeys(query, ['date', 'uuid']), limit: rowsToRead(query) };
}

/** Answers a list as a page or as a file. */
export async function listAnswer<T extends { readonly id: string }>(
  query: ListQuery,
  name: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
  dayOf: (row: T) => string,
): Promise<Page<T> | StreamableFile> {
  return pagedListAnswer(query, { name, columns }, rows, (row) => [dayOf(row), row.id]);
}
