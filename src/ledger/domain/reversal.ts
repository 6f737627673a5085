import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { correctionWording } from './correction.js';
import type { VoucherDraft, VoucherWord, LineDraft } from './voucher.js';

/** A posted voucher, as far as its cancellation needs it. */
export interface PostedVoucher {
  readonly id: string;
  readonly bookNo: number;
  readonly date: LocalDate;
  readonly word: VoucherWord;
  readonly no: number;
  readonly lines: readonly LineDraft[];
  readonly reversesId: string | null;
  readonly reversedById: string | null;
  /** A difference voucher of it stands. */
  readonly adjusted: boolean;
}

/**
 * The red-letter voucher that cancels a posted one: the same lines, negated on the same side, with the wording
 * 注销某月某日某号凭证 (会计基础工作规范 第五十一条(五)).
 * @throws DomainError voucher-reversed-already; reversal-not-allowed for a red-letter voucher or one of an earlier year;
 *   voucher-has-differences
 */
export function reversalOf(
  original: PostedVoucher,
  reversal: { id: string; date: LocalDate; maker: Actor },
): VoucherDraft {
  if (original.reversedById !== null) throw new DomainError('voucher-reversed-already');
  if (
    original.reversesId !== null ||
    original.date.slice(0, 4) !== reversal.date.slice(0, 4) ||
    reversal.date < original.date
  ) {
    throw new DomainError('reversal-not-allowed');
  }
  if (original.adjusted) throw new DomainError('voucher-has-differences');
  const wording = correctionWording('注销', original);
  return {
    id: reversal.id,
    bookNo: original.bookNo,
    date: reversal.date,
    attachmentCount: 0,
    lines: original.lines.map((line) => ({ ...negated(line), summary: wording })),
    source: { kind: 'reversal', reversesId: original.id },
    maker: reversal.maker,
    reviewer: null,
  };
}

function negated(line: LineDraft): LineDraft {
  return {
    ...line,
    ...(line.debit === undefined ? {} : { debit: line.debit.negated() }),
    ...(line.credit === undefined ? {} : { credit: line.credit.negated() }),
  };
}
