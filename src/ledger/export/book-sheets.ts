import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import { lastDay } from '../../kernel/month.js';
import type { SheetColumn, SheetRow, StreamedSheet } from '../../platform/files/workbook-writer.js';
import type { LedgerRow } from '../domain/account-ledger.js';
import { nameDay, type DatedChart } from '../domain/dated-chart.js';
import { voucherNumber } from '../domain/export/book-order.js';
import type { ExportBook, ExportVoucher } from '../domain/export/export-book.js';
import { VOUCHER_COLUMNS } from '../domain/voucher-layouts/own.layout.js';

/** An account of a ledger with its rows; a name that changed is told by the day. */
export interface AccountPage {
  readonly code: string;
  readonly name: string | ((day: string) => string);
  readonly rows: readonly LedgerRow[];
}

/** What is read while it is written. */
export interface BookStreams {
  readonly vouchers: AsyncIterable<ExportVoucher>;
  readonly general: AsyncIterable<AccountPage>;
  readonly subsidiary: AsyncIterable<AccountPage>;
}

type Book = Omit<ExportBook, 'vouchers'> & { readonly chart: DatedChart };
type NameOf = (code: string, day: LocalDate) => string | null;

/** The sheets of a whole book: vouchers in the columns of the import template, accounts, openings, month ends, ledgers. */
export function bookSheets(book: Book, streams: BookStreams): StreamedSheet[] {
  const charts = new Map(
    book.chart.spans.map((span) => [
      span,
      new Map(span.accounts.map(({ code, name }) => [code, name])),
    ]),
  );
  const nameOf: NameOf = (code, day) => charts.get(book.chart.spanOn(day))?.get(code) ?? null;
  return [
    {
      name: '凭证',
      columns: titled([...VOUCHER_COLUMNS, '凭证字号', '来源'], ['借方金额', '贷方金额']),
      rows: voucherRows(streams.vouchers, nameOf),
    },
    {
      name: '科目',
      columns: titled(['科目编码', '科目名称', '上级科目', '原名称']),
      rows: accountRows(book),
    },
    {
      name: '期初余额',
      columns: titled(['科目编码', '科目名称', ...BALANCE], BALANCE),
      rows: openingRows(book, nameOf),
    },
    {
      name: '月末余额',
      columns: titled(['月份', '科目编码', '科目名称', ...BALANCE], BALANCE),
      rows: monthEndRows(book, nameOf),
    },
    {
      name: '总账',
      columns: titled(
        LEDGER.filter((title) => title !== '凭证字号'),
        ['借方', '贷方', '余额'],
      ),
      rows: ledgerLines(streams.general, false),
    },
    {
      name: '明细账',
      columns: titled(LEDGER, ['借方', '贷方', '余额']),
      rows: ledgerLines(streams.subsidiary, true),
    },
  ];
}

const BALANCE = ['借方余额', '贷方余额'];
const LEDGER = ['科目编码', '科目名称', '日期', '凭证字号', '摘要', '借方', '贷方', '方向', '余额'];

function titled(titles: readonly string[], figures: readonly string[] = []): SheetColumn[] {
  return titles.map((title) => ({ title, figure: figures.includes(title) }));
}

async function* voucherRows(
  vouchers: AsyncIterable<ExportVoucher>,
  nameOf: NameOf,
): AsyncGenerator<SheetRow> {
  let place = 0;
  for await (const voucher of vouchers) {
    place += 1;
    for (const line of voucher.lines) {
      yield [
        String(place),
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
      ];
    }
  }
}

function accountRows({ accounts, formerly = [] }: Book): SheetRow[] {
  return accounts.map(({ code, name, parentCode }) => {
    const former = formerly.flatMap(({ through, accounts: named }) =>
      named
        .filter((one) => one.code === code && one.name !== name)
        .map((one) => `${one.name}（至 ${through}）`),
    );
    return [code, name, parentCode, former.join('；')];
  });
}

function openingRows({ opening, openedOn }: Book, nameOf: NameOf): SheetRow[] {
  return (opening?.lines ?? []).map(({ accountCode, side, amount }) => [
    accountCode,
    nameOf(accountCode, openedOn),
    side === 'debit' ? amount.toString() : null,
    side === 'credit' ? amount.toString() : null,
  ]);
}

function monthEndRows({ monthEnds }: Book, nameOf: NameOf): SheetRow[] {
  return monthEnds.flatMap(({ month, balances }) =>
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
}

async function* ledgerLines(
  pages: AsyncIterable<AccountPage>,
  withVouchers: boolean,
): AsyncGenerator<SheetRow> {
  const amount = (money: Money | null): string | null => money?.toString() ?? null;
  for await (const { code, name, rows } of pages) {
    for (const row of rows) {
      yield [
        code,
        typeof name === 'string' ? name : name(row.date),
        row.date,
        ...(withVouchers ? [row.voucher] : []),
        row.summary,
        amount(row.debit),
        amount(row.credit),
        row.direction,
        row.balance.toString(),
      ];
    }
  }
}
