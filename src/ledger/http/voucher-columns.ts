import type { Column } from '../../platform/http/table-file.js';
import type { LineRow, VoucherRow } from '../storage/vouchers.queries.js';

const STATUS_NAMES: Readonly<Record<VoucherRow['status'], string>> = {
  drafted: '未审核',
  reviewed: '已审核',
  posted: '已记账',
  reversed: '已冲销',
};

/** A line of a voucher with the voucher's head, as an accountant's list has it. */
export interface VoucherLine {
  readonly voucher: VoucherRow;
  readonly line: LineRow;
}

/** One row for each line. */
export function linesOf(vouchers: readonly VoucherRow[]): VoucherLine[] {
  return vouchers.flatMap((voucher) => voucher.lines.map((line) => ({ voucher, line })));
}

/** Vouchers as a list to take away. */
export const VOUCHER_COLUMNS: readonly Column<VoucherLine>[] = [
  { title: '凭证字号', value: ({ voucher }) => numberOf(voucher) },
  { title: '日期', value: ({ voucher }) => voucher.date, width: 12 },
  { title: '摘要', value: ({ line }) => line.summary, width: 36 },
  { title: '科目编码', value: ({ line }) => line.accountCode },
  { title: '科目名称', value: ({ line }) => line.accountName, width: 24 },
  { title: '借方', value: ({ line }) => line.debit, figure: true },
  { title: '贷方', value: ({ line }) => line.credit, figure: true },
  { title: '专项', value: ({ line }) => line.fundCode },
  { title: '往来', value: ({ line }) => line.counterparty, width: 20 },
  { title: '附件', value: ({ voucher }) => voucher.attachmentCount, width: 8 },
  { title: '制单', value: ({ voucher }) => voucher.maker },
  { title: '审核', value: ({ voucher }) => voucher.reviewer },
  { title: '记账', value: ({ voucher }) => voucher.poster },
  { title: '状态', value: ({ voucher }) => STATUS_NAMES[voucher.status] },
];

/** A draft has no number yet. */
function numberOf({ word, no }: VoucherRow): string {
  return no === null ? word : `${word}-${no}`;
}
