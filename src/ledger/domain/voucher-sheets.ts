import type { Money } from '../../kernel/money.js';

/** A line of a voucher as it is printed. */
export interface SheetLine {
  readonly summary: string;
  /** 总账科目 */
  readonly account: string;
  /** 明细科目 */
  readonly detail: string;
  readonly debit: Money | null;
  readonly credit: Money | null;
}

/** One sheet of a voucher: sheet `no` of `of`. */
export interface VoucherSheet {
  readonly no: number;
  readonly of: number;
  readonly rows: readonly SheetLine[];
}

/**
 * Spreads a voucher over sheets of so many rows; a long summary goes on in the rows below its line, as on paper.
 * `width` is the full-width characters that a row takes.
 */
export function voucherSheets(
  lines: readonly SheetLine[],
  perSheet: number,
  width: number,
): VoucherSheet[] {
  const rows = lines.flatMap((line) =>
    piecesOf(line.summary, width).map((summary, place) =>
      place === 0 ? { ...line, summary } : continued(summary),
    ),
  );
  const of = Math.max(1, Math.ceil(rows.length / perSheet));
  return Array.from({ length: of }, (_, index) => ({
    no: index + 1,
    of,
    rows: rows.slice(index * perSheet, (index + 1) * perSheet),
  }));
}

/** 第3号, or 第3 1/2号 where a voucher takes several sheets (会计基础工作规范 第五十一条(二)，分数编号法). */
export function sheetNumber(
  no: number | null,
  { no: sheet, of }: Pick<VoucherSheet, 'no' | 'of'>,
): string {
  const number = no === null ? '\u3000\u3000' : String(no);
  return of === 1 ? `第${number}号` : `第${number} ${sheet}/${of}号`;
}

function continued(summary: string): SheetLine {
  return { summary, account: '', detail: '', debit: null, credit: null };
}

function piecesOf(text: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of text) {
    const own = /[!-~ ]/.test(character) ? 0.5 : 1;
    if (used + own > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += own;
  }
  return [...pieces, piece];
}
