import { Money } from '../../kernel/money.js';
import type { LineDraft } from '../domain/voucher-line.js';
import type { LineDto } from './vouchers.dto.js';

/** A line as it was sent, its amounts as money. */
export function lineDraft({ debit, credit, ...line }: LineDto): LineDraft {
  return {
    ...line,
    ...(debit === undefined ? {} : { debit: Money.of(debit) }),
    ...(credit === undefined ? {} : { credit: Money.of(credit) }),
  };
}
