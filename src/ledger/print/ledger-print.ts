import type { FormDocument, FormPage, FormRule, FormValue } from '../../platform/pdf/form.js';
import type { LedgerSheet } from '../domain/page-turn.js';
import type { PrintedRow } from '../domain/printed-row.js';
import { INDEX_FORM, JOURNAL_FORM, LEDGER_FORM, LEDGER_ROWS, redLinesAt } from './ledger.form.js';
import { soleName, type PrintHead } from './print-head.js';
import { amountValue, byRow, signature } from './ruled-paper.js';

/** The ledgers that are bound (会计基础工作规范 第五十六条). */
export const LEDGER_KINDS = ['general', 'subsidiary', 'cash', 'bank'] as const;
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/** What stands on their first page. */
export const LEDGER_TITLES: Readonly<Record<LedgerKind, string>> = {
  general: '总账',
  subsidiary: '明细账',
  cash: '库存现金日记账',
  bank: '银行存款日记账',
};

/** The sheets of one account. */
export interface LedgerAccount {
  readonly code: string;
  /** Names from the standard's account down. */
  readonly name: string;
  readonly sheets: readonly LedgerSheet[];
}

/** A file ready to be printed; `sheets` are the numbered pages, index and cover not counted. */
export interface Printout {
  readonly name: string;
  readonly document: FormDocument;
  readonly pages: Iterable<FormPage>;
  readonly sheets: number;
}

/** A ledger as it is bound. */
export interface BoundLedger {
  readonly kind: LedgerKind;
  readonly name: string;
  readonly head: PrintHead;
  readonly accounts: readonly LedgerAccount[];
  /** With 科目目录 in front. */
  readonly indexed: boolean;
}

/** Lays a ledger out: an index if it has one, then the accounts with page numbers that run on. */
export function ledgerPrintout(ledger: BoundLedger): Printout {
  const { kind, head, accounts } = ledger;
  const title = LEDGER_TITLES[kind];
  const form = kind === 'general' || kind === 'subsidiary' ? LEDGER_FORM : JOURNAL_FORM;
  return {
    name: ledger.name,
    document: {
      title: `${title}（${head.book}）`,
      subject: head.book,
      author: head.unit,
      createdAt: head.printedAt,
      forms: [form, INDEX_FORM],
    },
    pages: ledgerPages(ledger),
    sheets: accounts.reduce((sum, { sheets }) => sum + sheets.length, 0),
  };
}

function* ledgerPages(ledger: BoundLedger): Generator<FormPage> {
  const { accounts, indexed, kind } = ledger;
  const total = accounts.reduce((sum, { sheets }) => sum + sheets.length, 0);
  if (indexed) yield* indexPages(ledger);
  let number = 0;
  for (const account of accounts) {
    for (const { year, rows } of account.sheets) {
      number += 1;
      yield {
        form: 0,
        values: {
          ...common(ledger),
          title: spread(LEDGER_TITLES[kind]),
          year: `${year}年`,
          years: `${year}年度`,
          account: `科目：${account.code}\u3000${account.name}`,
          page: `第 ${number} 页\u3000共 ${total} 页`,
          ...byRow(rows.map((row) => rowValues(row, kind))),
        },
        rules: rows.flatMap(({ redLines }, at): FormRule[] => redLinesAt(at, redLines)),
      };
    }
  }
}

function rowValues(row: PrintedRow, kind: LedgerKind): Record<string, FormValue> {
  const [, month, day] = row.date?.split('-') ?? [];
  return {
    month: month === undefined ? '' : String(Number(month)),
    day: day === undefined ? '' : String(Number(day)),
    voucher: row.voucher ?? '',
    summary: row.summary,
    ...(kind === 'cash' || kind === 'bank' ? { contra: row.contra ?? '' } : {}),
    debit: amountValue(row.debit),
    credit: amountValue(row.credit),
    direction: row.direction,
    // 会计基础工作规范 第六十条(五): where there is no balance, 平 and 0.
    balance: row.balance.isZero() ? '0' : amountValue(row.balance),
  };
}

function* indexPages(ledger: BoundLedger): Generator<FormPage> {
  const entries = indexEntries(ledger.accounts);
  const of = Math.ceil(entries.length / LEDGER_ROWS);
  for (let page = 0; page < of; page += 1) {
    const own = entries.slice(page * LEDGER_ROWS, (page + 1) * LEDGER_ROWS);
    yield {
      form: 1,
      values: {
        ...common(ledger),
        title: spread('科目目录'),
        years: LEDGER_TITLES[ledger.kind],
        page: `目录 第 ${page + 1} 页\u3000共 ${of} 页`,
        ...byRow(own),
      },
    };
  }
}

function indexEntries(accounts: readonly LedgerAccount[]): Record<string, string>[] {
  let number = 0;
  return accounts.map(({ code, name, sheets }) => {
    const from = number + 1;
    number += sheets.length;
    return { code, name, from: String(from), through: String(number) };
  });
}

function common({ head }: BoundLedger): Record<string, FormValue> {
  return {
    unit: `单位：${head.unit}`,
    book: `账套：${head.book}`,
    'signed.0': signature('记账', soleName(head.accountants)),
    'signed.1': signature('会计主管', head.chief),
  };
}

/** A short title is spread over its place. */
function spread(title: string): string {
  return title.length > 4 ? title : Array.from(title).join('\u3000');
}
