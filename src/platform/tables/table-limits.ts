import { DomainError } from '../../kernel/domain-error.js';

/** Rows at most in one table. */
export const MOST_ROWS = 200_000;
/** Columns at most; a spreadsheet whose last cell lies far out would be read as a field full of blanks. */
export const MOST_COLUMNS = 200;
/** Bytes that the parts of a spreadsheet may unpack to; they are read as they unpack and never held whole. */
export const MOST_UNPACKED = 320 * 1024 * 1024;
/** Bytes of the texts that all cells share, which are held. */
export const MOST_SHARED = 64 * 1024 * 1024;
/** Rows that travel together. */
export const BATCH = 1_000;

/** The refusal of a table beyond these limits. */
export function tooLarge(limit = MOST_ROWS): DomainError {
  return new DomainError('import-too-large', { limit });
}

/** The refusal of a file, with its reason as a whole sentence. */
export function unreadable(reason: string): DomainError {
  return new DomainError('import-file-unreadable', { reason });
}
