import writeXlsx from 'write-excel-file/node';
import { spreadsheetCell } from '../../platform/http/table-file.js';
import type { ExportBook } from '../domain/export/export-book.js';
import { voucherNumber } from '../domain/export/book-order.js';
import { VOUCHER_COLUMNS } from '../domain/voucher-layouts/own.layout.js';

type Amounts = ReadonlySet<number>;
type Rows = readonly (readonly (string | number | null)[])[];

interface Sheet {
  readonly name: string;
  readonly titles: readonly string[];
  /** Places of the columns that hold amounts. */
  readonly amounts: Amounts;
  readonly rows: Rows;
}

const WIDTH = 16;

/** A whole book as a workbook: vouchers in the columns of the import template, accounts, openings, month-end balances. */
export async function bookWorkbook(book: ExportBook): Promise<Buffer> {
  const names = new Map(book.accounts.map(({ code, name }) => [code, name]));
  const sheets = [vouchers(book, names), accounts(book), openings(book, names), ends(book, names)];
  return writeXlsx(
    sheets.map(({ name, titles, amounts, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: titles.map(() => ({ width: WIDTH })),
      data: [
        titles.map((value) => ({ value, fontWeight: 'bold' as const })),
        ...rows.map((row) =>
          row.map((value, place) =>
            value === null || value === '' ? null : spreadsheetCell(value, amounts.has(place)),
          ),
        ),
      ],
    })),
  ).toBuffer();
}

function vouchers(book: ExportBook, names: ReadonlyMap<string, string>): Sheet {
  const rows = book.vouchers.flatMap((voucher, place) =>
    voucher.lines.map((line) => [
      String(place + 1),
      voucher.date,
      line.summary,
      line.accountCode,
      names.get(line.accountCode) ?? null,
      line.side === 'debit' ? line.amount.toString() : null,
      line.side === 'credit' ? line.amount.toString() : null,
      String(voucher.attachmentCount),
      line.fundCode,
      line.counterparty,
      voucherNumber(voucher),
      voucher.source,
    ]),
  );
  const titles = [...VOUCHER_COLUMNS, '凭证字号', '来源'];
  return { name: '凭证', titles, amounts: new Set([5, 6]), rows };
}

function accounts(book: ExportBook): Sheet {
  const rows = book.accounts.map(({ code, name, parentCode }) => [code, name, parentCode]);
  return { name: '科目', titles: ['科目编码', '科目名称', '上级科目'], amounts: new Set(), rows };
}

function openings(book: ExportBook, names: ReadonlyMap<string, string>): Sheet {
  const rows = (book.opening?.lines ?? []).map(({ accountCode, side, amount }) => [
    accountCode,
    names.get(accountCode) ?? null,
    side === 'debit' ? amount.toString() : null,
    side === 'credit' ? amount.toString() : null,
  ]);
  const titles = ['科目编码', '科目名称', '借方余额', '贷方余额'];
  return { name: '期初余额', titles, amounts: new Set([2, 3]), rows };
}

function ends(book: ExportBook, names: ReadonlyMap<string, string>): Sheet {
  const rows = book.monthEnds.flatMap(({ month, balances }) =>
    balances
      .filter(({ balance }) => !balance.isZero())
      .map(({ accountCode, balance }) => [
        month,
        accountCode,
        names.get(accountCode) ?? null,
        balance.isPositive() ? balance.toString() : null,
        balance.isNegative() ? balance.negated().toString() : null,
      ]),
  );
  const titles = ['月份', '科目编码', '科目名称', '借方余额', '贷方余额'];
  return { name: '月末余额', titles, amounts: new Set([3, 4]), rows };
}
