import writeXlsx from 'write-excel-file/node';
import { spreadsheetCell } from '../../platform/http/table-file.js';
import type { ExportBook } from '../domain/export/export-book.js';
import { lastDay } from '../../kernel/month.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { nameDay } from '../domain/dated-chart.js';
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
  const nameOf = accountNames(book);
  const sheets = [
    vouchers(book, nameOf),
    accounts(book),
    openings(book, nameOf),
    ends(book, nameOf),
  ];
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

/** What an account was called on a day; null for one that the book has not. */
type NameOf = (code: string, day: LocalDate) => string | null;

function accountNames({ accounts, formerly = [] }: ExportBook): NameOf {
  const spans = [...formerly, { through: null, accounts }].map((span) => ({
    through: span.through,
    names: new Map(span.accounts.map(({ code, name }) => [code, name])),
  }));
  return (code, day) =>
    spans.find(({ through }) => through === null || day <= through)?.names.get(code) ?? null;
}

function vouchers(book: ExportBook, nameOf: NameOf): Sheet {
  const rows = book.vouchers.flatMap((voucher, place) =>
    voucher.lines.map((line) => [
      String(place + 1),
      voucher.date,
      line.summary,
      line.accountCode,
      nameOf(line.accountCode, nameDay(voucher)),
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
  const former = new Map<string, string[]>();
  for (const { through, accounts: named } of book.formerly ?? []) {
    for (const { code, name } of named) {
      former.set(code, [...(former.get(code) ?? []), `${name}（至 ${through}）`]);
    }
  }
  const names = new Map(book.accounts.map(({ code, name }) => [code, name]));
  const rows = book.accounts.map(({ code, name, parentCode }) => [
    ...[code, name, parentCode],
    former
      .get(code)
      ?.filter((text) => !text.startsWith(`${names.get(code)}（`))
      .join('；') ?? null,
  ]);
  const titles = ['科目编码', '科目名称', '上级科目', '原名称'];
  return { name: '科目', titles, amounts: new Set(), rows };
}

function openings(book: ExportBook, nameOf: NameOf): Sheet {
  const rows = (book.opening?.lines ?? []).map(({ accountCode, side, amount }) => [
    accountCode,
    nameOf(accountCode, book.openedOn),
    side === 'debit' ? amount.toString() : null,
    side === 'credit' ? amount.toString() : null,
  ]);
  const titles = ['科目编码', '科目名称', '借方余额', '贷方余额'];
  return { name: '期初余额', titles, amounts: new Set([2, 3]), rows };
}

function ends(book: ExportBook, nameOf: NameOf): Sheet {
  const rows = book.monthEnds.flatMap(({ month, balances }) =>
    balances
      .filter(({ balance }) => !balance.isZero())
      .map(({ accountCode, balance }) => [
        month,
        accountCode,
        nameOf(accountCode, lastDay(month)),
        balance.isPositive() ? balance.toString() : null,
        balance.isNegative() ? balance.negated().toString() : null,
      ]),
  );
  const titles = ['月份', '科目编码', '科目名称', '借方余额', '贷方余额'];
  return { name: '月末余额', titles, amounts: new Set([3, 4]), rows };
}
