import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
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
}

/**
 * The red-letter voucher that cancels a posted one: the same lines, negated on the same side, with the wording
 * 注销某月某日某号凭证 (会计基础工作规范 第五十一条(五)).
 * @throws DomainError voucher-reversed-already; reversal-not-allowed for a red-letter voucher or one of an earlier year
 */
export function reversalOf(
  original: PostedVoucher,
  reversal: { id: string; date: LocalDate; maker: Actor },
): VoucherDraft {
  if (original.reversedById !== null) throw new DomainError('voucher-reversed-already');
  if (original.reversesId !== null || original.date.slice(0, 4) !== reversal.date.slice(0, 4)) {
    throw new DomainError('reversal-not-allowed');
  }
  const [, month, day] = original.date.split('-').map(Number);
  const wording = `注销${month}月${day}日${original.word}字第${original.no}号凭证`;
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
