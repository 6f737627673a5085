import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DomainError } from '../../kernel/domain-error.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { UUID } from './path-parameters.js';
import { QueryNumber } from './fields.js';

/** Query of every list: how many, and from where. */
export class PageQuery {
  /** Rows at most. */
  @ApiPropertyOptional({ type: Number, minimum: 1, maximum: 500, description: '至多几行' })
  @QueryNumber(1, 500)
  limit?: number;

  /** nextCursor of the page before. */
  @ApiPropertyOptional({ type: String, description: '翻页标记：上一页返回的 nextCursor' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

/** Query of a list that can be taken away as a file. */
export class ListQuery extends PageQuery {
  /** json, or a file to take away. */
  @ApiPropertyOptional({
    enum: ['json', 'csv', 'xlsx'],
    description: 'json，或带走的整张表格，不受 limit 限制',
  })
  @IsOptional()
  @IsIn(['json', 'csv', 'xlsx'])
  format?: 'json' | 'csv' | 'xlsx';
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

const DEFAULT_LIMIT = 50;
/** Lists that are read whole are given whole, unless somebody asks for less. */
const SHORT_LIST_LIMIT = 500;
/** Rows of a file at most: more than any book has in a year. */
const WHOLE_LIST = 100_000;

/** The file that the list is asked for as; null for JSON. */
export function fileFormat({ format }: Taken): 'csv' | 'xlsx' | null {
  return format === 'csv' || format === 'xlsx' ? format : null;
}

/** In which form a list is asked for; some lists are printed too. */
interface Taken {
  readonly format?: 'json' | 'csv' | 'xlsx' | 'pdf';
}

/** How many rows a list reads: a page and one more, or all that a file takes. */
export function rowsToRead(query: PageQuery & Taken): number {
  return fileFormat(query) === null ? pageSize(query) : WHOLE_LIST;
}

/** A page of a list that was read whole, after the row that the cursor names. @throws DomainError cursor-malformed */
export function pageOfAll<T>(
  rows: readonly T[],
  query: PageQuery,
  keyOf: (row: T) => string | number,
): Page<T> {
  const [after] = cursorKeys(query, ['text']) ?? [];
  const found = rows.findIndex((row) => String(keyOf(row)) === after);
  if (after !== undefined && found < 0) throw new DomainError('cursor-malformed');
  const limit = query.limit ?? SHORT_LIST_LIMIT;
  return cut(rows.slice(found + 1), limit, (row) => [String(keyOf(row))]);
}

/** One row more than asked for tells whether there is a next page. */
export function pageSize(query: PageQuery): number {
  return (query.limit ?? DEFAULT_LIMIT) + 1;
}

/** Cuts the extra row off and points to the next page by the sort keys of the last row. */
export function pageOf<T>(
  rows: readonly T[],
  query: PageQuery,
  keysOf: (row: T) => readonly (string | number)[],
): Page<T> {
  return cut(rows, query.limit ?? DEFAULT_LIMIT, keysOf);
}

function cut<T>(
  rows: readonly T[],
  limit: number,
  keysOf: (row: T) => readonly (string | number)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items,
    nextCursor: more ? Buffer.from(JSON.stringify(keysOf(last))).toString('base64url') : null,
  };
}

/** What a sort key of a cursor is. */
export type CursorKey = 'bigint' | 'date' | 'instant' | 'int' | 'text' | 'uuid';

/** Sort keys after which the page begins; null for the first page. @throws DomainError cursor-malformed */
export function cursorKeys(
  query: PageQuery,
  kinds: readonly CursorKey[],
): (string | number)[] | null {
  if (query.cursor === undefined) return null;
  const keys = readCursor(query.cursor);
  if (keys.length !== kinds.length) throw new DomainError('cursor-malformed');
  return kinds.map((kind, index) => keyOf(kind, keys[index]));
}

function readCursor(cursor: string): readonly unknown[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(keys)) return keys;
  } catch {
    // Falls through to the refusal below: what cannot be read is no cursor.
  }
  throw new DomainError('cursor-malformed');
}

function keyOf(kind: CursorKey, key: unknown): string | number {
  if (typeof key === 'number' && (kind === 'bigint' || kind === 'int')) {
    const most = kind === 'int' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
    if (Number.isInteger(key) && Math.abs(key) <= most) return key;
  }
  if (typeof key === 'string' && kind !== 'bigint' && kind !== 'int' && FORMS[kind](key)) {
    return key;
  }
  throw new DomainError('cursor-malformed');
}

const FORMS: Readonly<Record<Exclude<CursorKey, 'bigint' | 'int'>, (key: string) => boolean>> = {
  date: (key) => accepted(() => parseLocalDate(key)),
  instant: (key) => accepted(() => new Date(key).toISOString()),
  text: (key) => key.isWellFormed() && !key.includes('\u0000'),
  uuid: (key) => UUID.test(key),
};

function accepted(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
