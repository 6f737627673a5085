import { DomainError } from '../../kernel/domain-error.js';

/** Most sheets of vouchers in one file. */
export const VOUCHER_SHEETS = 10_000;
/** Most sheets of a ledger in one file: its entries are in memory together. */
export const LEDGER_SHEETS = 4_000;

/**
 * A file that can be printed and bound has some sheets, and not more than so many.
 * @throws DomainError nothing-to-print, print-too-long
 */
export function checkSheets(count: number, limit: number): void {
  if (count === 0) throw new DomainError('nothing-to-print');
  if (count > limit) throw new DomainError('print-too-long', { count, limit });
}
