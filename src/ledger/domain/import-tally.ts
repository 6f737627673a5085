import { Money } from '../../kernel/money.js';
import type { ImportedVoucher } from './voucher-import.js';

/** How far the reading of a table has come, and what was found. */
export class ImportTally {
  rowsRead = 0;
  rowsChecked = 0;
  voucherCount = 0;
  lineCount = 0;
  errorCount = 0;
  private debitSum = Money.ZERO;
  private creditSum = Money.ZERO;

  get debit(): string {
    return this.debitSum.toString();
  }

  get credit(): string {
    return this.creditSum.toString();
  }

  /** Counts vouchers that keep every rule. */
  add(vouchers: readonly ImportedVoucher[]): void {
    this.voucherCount += vouchers.length;
    for (const { lines } of vouchers) {
      this.lineCount += lines.length;
      this.debitSum = this.debitSum.plus(Money.sum(lines.map((line) => line.debit ?? Money.ZERO)));
      this.creditSum = this.creditSum.plus(
        Money.sum(lines.map((line) => line.credit ?? Money.ZERO)),
      );
    }
  }
}
