import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { Standard } from './standards/standard.js';
import type { LineDraft } from './voucher-line.js';

/** A posted voucher that is to be put right, as far as its correction needs it. */
export interface WrongVoucher {
  readonly date: LocalDate;
  readonly word: string;
  readonly no: number;
  readonly sourceKind: string;
  readonly reversed: boolean;
  readonly lines: readonly LineDraft[];
}

/** A voucher that puts another right: posted, or a draft still. */
export interface CorrectionFacts {
  readonly kind: string;
  readonly status: 'draft' | 'posted' | 'reversed';
  readonly lines: readonly LineDraft[];
}

/** Kinds whose error is put right by hand; what a document made is made anew by its document. */
const BY_HAND: readonly string[] = ['manual', 'import', 'closing', 'correction', 'prior-year'];
const LONGEST_SUMMARY = 200;

/** The wording by which a voucher is cancelled (注销) or put right (订正); of an earlier year with the year (会计基础工作规范 第五十一条(五)). */
export function correctionWording(
  verb: '注销' | '订正',
  { date, word, no }: Pick<WrongVoucher, 'date' | 'word' | 'no'>,
  ofEarlierYear = false,
): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${verb}${ofEarlierYear ? `${year}年` : ''}${month}月${day}日${word}字第${no}号凭证`;
}

/** The lines with the wording before each summary, once. */
export function worded(lines: readonly LineDraft[], wording: string): LineDraft[] {
  return lines.map((line) =>
    line.summary.startsWith(wording)
      ? line
      : { ...line, summary: `${wording}：${line.summary}`.slice(0, LONGEST_SUMMARY) },
  );
}

/**
 * A voucher of this year whose lines were wrong is cancelled in red and entered anew in blue, once.
 * @throws DomainError correction-not-allowed, correction-by-document, correction-of-earlier-year, voucher-corrected-already,
 *   correction-pending
 */
export function checkReentry(
  wrong: WrongVoucher,
  date: LocalDate,
  standard: Standard,
  corrections: readonly CorrectionFacts[],
): void {
  checkThisYear(wrong, date, standard);
  checkNothingPending(corrections);
  // A voucher that was cancelled by hand may still get its re-entry.
  const entered = corrections.some(
    ({ kind, status }) => kind === 'correction' && status !== 'draft',
  );
  if (entered) throw new DomainError('voucher-corrected-already');
}

/**
 * Where only amounts were wrong, one voucher adds what lacks in blue and takes off what is too much in red. The lines of
 * the difference between the right amounts, by line number from 1, and what stands now.
 * @throws DomainError as checkReentry, correction-not-allowed when it is cancelled, difference-not-exact for an unknown line
 */
export function differenceLines(
  wrong: WrongVoucher,
  date: LocalDate,
  standard: Standard,
  corrections: readonly CorrectionFacts[],
  right: readonly { readonly lineNo: number; readonly amount: Money }[],
): LineDraft[] {
  checkThisYear(wrong, date, standard);
  checkNothingPending(corrections);
  if (wrong.reversed) throw new DomainError('correction-not-allowed');
  const before = corrections
    .filter(({ kind, status }) => kind === 'difference' && status === 'posted')
    .flatMap(({ lines }) => lines);
  const wording = correctionWording('订正', wrong);
  return right.flatMap(({ lineNo, amount }, index) => {
    const line = wrong.lines[lineNo - 1];
    const again = right.findIndex((one) => one.lineNo === lineNo) !== index;
    if (line === undefined || again) {
      const detail = again ? '同一行只填一次。' : `原凭证没有第 ${lineNo} 行。`;
      throw new DomainError('difference-not-exact', {}, [
        { pointer: `/lines/${index}/lineNo`, detail },
      ]);
    }
    const now = standing(wrong.lines, lineNo - 1, before);
    const change = amount.minus(now);
    if (change.isZero()) return [];
    const side = line.debit === undefined ? 'credit' : 'debit';
    return worded([{ ...line, [side]: change }], wording);
  });
}

/**
 * A voucher of an earlier year is put right by a blue voucher of this one, never in red.
 * @throws DomainError correction-not-allowed, correction-of-this-year
 */
export function checkPriorYear(wrong: WrongVoucher, date: LocalDate): void {
  if (isRed(wrong)) throw new DomainError('correction-not-allowed');
  if (wrong.date.slice(0, 4) >= date.slice(0, 4)) throw new DomainError('correction-of-this-year');
}

function checkThisYear(wrong: WrongVoucher, date: LocalDate, standard: Standard): void {
  if (isRed(wrong)) throw new DomainError('correction-not-allowed');
  if (wrong.date.slice(0, 4) !== date.slice(0, 4)) {
    // 财会〔2024〕25号: errors of earlier years pass through an account of their own.
    const suggestion =
      standard === 'non-profit-2024' ? '涉及以前年度收支的，记入 3201 以前年度净资产调整。' : '';
    throw new DomainError('correction-of-earlier-year', { suggestion });
  }
  if (!BY_HAND.includes(wrong.sourceKind)) throw new DomainError('correction-by-document');
}

function checkNothingPending(corrections: readonly CorrectionFacts[]): void {
  if (corrections.some(({ status }) => status === 'draft')) {
    throw new DomainError('correction-pending');
  }
}

function isRed({ sourceKind }: WrongVoucher): boolean {
  return sourceKind === 'reversal' || sourceKind === 'difference';
}

/** What a line carries now; differences of lines that are alike count for the first of them. */
function standing(lines: readonly LineDraft[], index: number, before: readonly LineDraft[]): Money {
  const line = lines[index];
  if (line === undefined) return Money.ZERO;
  const key = keyOf(line);
  const first = lines.findIndex((one) => keyOf(one) === key) === index;
  const own = amountOf(line);
  return first
    ? Money.sum([own, ...before.filter((one) => keyOf(one) === key).map(amountOf)])
    : own;
}

function amountOf({ debit, credit }: LineDraft): Money {
  return debit ?? credit ?? Money.ZERO;
}

function keyOf(line: LineDraft): string {
  return JSON.stringify([
    line.debit === undefined,
    line.accountCode,
    line.fundCode ?? null,
    line.counterparty ?? null,
    line.cashFlowItem ?? null,
    Object.entries(line.dimensions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}
