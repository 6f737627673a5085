import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { DomainError } from '../../kernel/domain-error.js';
import { QueryNumber } from './fields.js';

/** Query of every list: how many, and from where. */
export class PageQuery {
  /** Rows at most. */
  @QueryNumber(1, 500)
  limit?: number;

  /** nextCursor of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

/** Query of a list that can be taken away as a file. */
export class ListQuery extends PageQuery {
  /** json, or a file to take away. */
  @IsOptional()
  @IsIn(['json', 'csv', 'xlsx'])
  format?: 'json' | 'csv' | 'xlsx';
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

const DEFAULT_LIMIT = 50;

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
  const limit = query.limit ?? DEFAULT_LIMIT;
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items,
    nextCursor: more ? Buffer.from(JSON.stringify(keysOf(last))).toString('base64url') : null,
  };
}

/** Sort keys after which the page begins; null for the first page. @throws DomainError cursor-malformed */
export function cursorKeys(query: PageQuery, length: number): (string | number)[] | null {
  if (query.cursor === undefined) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(query.cursor, 'base64url').toString('utf8'));
    if (Array.isArray(keys) && keys.length === length && keys.every(isKey)) return keys;
  } catch {
    // Falls through to the refusal below: what cannot be read is no cursor.
  }
  throw new DomainError('cursor-malformed');
}

function isKey(key: unknown): key is string | number {
  return typeof key === 'string' || (typeof key === 'number' && Number.isSafeInteger(key));
}
