import { DomainError } from '../../kernel/domain-error.js';

/** Rows at most in one table. */
export const MOST_ROWS = 200_000;
/** Columns at most; a spreadsheet whose last cell lies far out would be read as a field full of blanks. */
export const MOST_COLUMNS = 200;
/** Bytes that the parts of a spreadsheet may unpack to; they are read as they unpack and never held whole. */
export const MOST_UNPACKED = 320 * 1024 * 1024;
/** Bytes of the texts that all cells share, which are held. */
export const MOST_SHARED = 64 * 1024 * 1024;
/** Characters of one row at most, with what merged cells say; one text that many cells share counts in each of them. */
export const MOST_ROW_TEXT = 200_000;
/** Characters of all rows at most: several times what a real table of MOST_ROWS holds. */
export const MOST_TEXT = 100_000_000;
/** Rows that travel together. */
export const BATCH = 1_000;
/** Characters that travel together, give or take a row. */
export const BATCH_TEXT = 2_000_000;
/** Merged ranges that cross one row; a spreadsheet keeps them from overlapping. */
export const MOST_MERGED = 200;
/** Seconds that the reading thread may take from one batch to the next. */
export const MOST_SECONDS = 120;

/** The refusal of a table beyond these limits. */
export function tooLarge(limit = MOST_ROWS): DomainError {
  return new DomainError('import-too-large', { limit });
}

/** The refusal of a file, with its reason as a whole sentence. */
export function unreadable(reason: string): DomainError {
  return new DomainError('import-file-unreadable', { reason });
}
