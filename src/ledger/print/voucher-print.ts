import { amountInWords } from '../../kernel/amount-in-words.js';
import { chineseDate, parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { FormDocument, FormPage, FormValue } from '../../platform/pdf/form.js';
import { nameDay, type DatedChart, type NamedAccount } from '../domain/dated-chart.js';
import {
  sheetNumber,
  voucherSheets,
  type SheetLine,
  type VoucherSheet,
} from '../domain/voucher-sheets.js';
import type { VoucherRow } from '../storage/vouchers.queries.js';
import { cancelling, SUMMARY_WIDTH, VOUCHER_FORM, VOUCHER_ROWS } from './voucher.form.js';
import type { PrintHead } from './print-head.js';
import { signature } from './ruled-paper.js';

const TITLES: Readonly<Record<string, string>> = {
  记: '记\u3000账\u3000凭\u3000证',
  收: '收\u3000款\u3000凭\u3000证',
  付: '付\u3000款\u3000凭\u3000证',
  转: '转\u3000账\u3000凭\u3000证',
};

/** What the vouchers of a book are printed with. */
export interface VoucherPaper {
  readonly head: PrintHead;
  readonly chart: DatedChart;
  /** Names of the funds, by code. */
  readonly funds: ReadonlyMap<string, string>;
}

/** The document that vouchers are printed into. */
export function voucherDocument({ head }: VoucherPaper, title: string): FormDocument {
  return {
    title,
    subject: head.book,
    author: head.unit,
    createdAt: head.printedAt,
    forms: [VOUCHER_FORM],
  };
}

/** The sheets of the vouchers one after another, laid out as they are asked for. */
export function* voucherPages(
  vouchers: readonly VoucherRow[],
  paper: VoucherPaper,
): Generator<FormPage> {
  const accountsOf = accountsByVoucher(paper);
  for (const voucher of vouchers) {
    const accounts = accountsOf(voucher);
    const lines = sheetLines(voucher, paper, accounts);
    for (const sheet of voucherSheets(lines, VOUCHER_ROWS, SUMMARY_WIDTH)) {
      yield sheetPage(voucher, sheet, paper, accounts);
    }
  }
}

/** How many sheets of paper the vouchers take. */
export function countSheets(vouchers: readonly VoucherRow[], paper: VoucherPaper): number {
  const accountsOf = accountsByVoucher(paper);
  return vouchers.reduce(
    (sum, voucher) =>
      sum +
      voucherSheets(sheetLines(voucher, paper, accountsOf(voucher)), VOUCHER_ROWS, SUMMARY_WIDTH)
        .length,
    0,
  );
}

type Accounts = ReadonlyMap<string, NamedAccount>;

/** The accounts as they were called on a voucher's day, by code. */
function accountsByVoucher({ chart }: VoucherPaper): (voucher: VoucherRow) => Accounts {
  const charts = new Map(
    chart.spans.map((span) => [span, new Map(span.accounts.map((one) => [one.code, one]))]),
  );
  return ({ date, sourceKind }) => {
    const day = nameDay({ date: parseLocalDate(date), source: sourceKind });
    return charts.get(chart.spanOn(day)) ?? new Map<string, NamedAccount>();
  };
}

function sheetLines(
  { lines }: VoucherRow,
  { funds }: VoucherPaper,
  accounts: Accounts,
): SheetLine[] {
  return lines.map(({ summary, accountCode, debit, credit, counterparty, fundCode }) => {
    const [account = accountCode, ...below] = accounts.get(accountCode)?.names ?? [];
    const fund = written(fundCode);
    const named = [written(counterparty), fund && `专项：${funds.get(fund) ?? fund}`];
    return {
      summary,
      account,
      detail: [...below, ...named.filter((part) => part !== null)].join('／'),
      debit: amountOf(debit),
      credit: amountOf(credit),
    };
  });
}

/** What a draft leaves open is not there at all; a posted line says null. */
function written(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function amountOf(text: string | null | undefined): Money | null {
  const amount = written(text);
  return amount === null ? null : Money.of(amount);
}

function sheetPage(
  voucher: VoucherRow,
  sheet: VoucherSheet,
  { head }: VoucherPaper,
  accounts: Accounts,
): FormPage {
  const values: Record<string, FormValue> = {
    title: TITLES[voucher.word] ?? '',
    unit: `单位：${head.unit}`,
    book: `账套：${head.book}`,
    date: chineseDate(parseLocalDate(voucher.date)),
    number: `${voucher.word}字${sheetNumber(voucher.no, sheet)}`,
    state: stateOf(voucher),
    attached: attachedOf(voucher, sheet),
    ...totals(voucher, sheet),
  };
  sheet.rows.forEach(({ summary, account, detail, debit, credit }, row) => {
    values[`${row}.summary`] = summary;
    values[`${row}.account`] = account;
    values[`${row}.detail`] = detail;
    if (debit !== null) values[`${row}.debit`] = boxed(debit);
    if (credit !== null) values[`${row}.credit`] = boxed(credit);
  });
  signatures(voucher, head, accounts).forEach((text, place) => {
    values[`signed.${place}`] = text;
  });
  return { form: 0, values, rules: cancelling(sheet.rows.length) };
}

function stateOf({ no, sourceKind }: VoucherRow): string {
  if (no === null) return '未记账';
  return sourceKind === 'reversal' ? '红字凭证' : '';
}

/** Down the right edge: the source documents are attached to the first sheet. */
function attachedOf({ attachmentCount }: VoucherRow, { no, of }: VoucherSheet): string {
  const text =
    no === 1 ? ['附件', `\n${attachmentCount}\n`, '张'] : ['附件见', `\n1/${of}\n`, '号'];
  return text
    .map((part) => (part.startsWith('\n') ? part : Array.from(part).join('\n')))
    .join('\n');
}

/** 合计 stands on the last sheet, with the amount in words. */
function totals(
  { lines, no }: VoucherRow,
  { no: sheet, of }: VoucherSheet,
): Record<string, FormValue> {
  if (sheet < of) return { words: `合计见${sheetNumber(no, { no: of, of })}` };
  const sum = (side: 'debit' | 'credit'): Money =>
    Money.sum(lines.map((line) => Money.of(line[side] ?? '0')));
  const debit = sum('debit');
  const words = `人民币${amountInWords(debit)}`;
  return {
    words: debit.isNegative() ? { text: words, tone: 'red' } : words,
    'total.debit': boxed(debit, '¥'),
    'total.credit': boxed(sum('credit'), '¥'),
  };
}

/** Digits for the boxes; red letters are red in a red frame and carry no sign. */
function boxed(amount: Money, sign = ''): FormValue {
  const text = `${sign}${amount
    .abs()
    .format()
    .replace(/^0\.0?/, '')}`;
  return amount.isNegative() ? { text, tone: 'red', framed: true } : text;
}

/** 第五十一条(一): 出纳 signs what moves money. */
function signatures(
  { word, lines, maker, reviewer, poster }: VoucherRow,
  { chief, cashiers }: PrintHead,
  accounts: Accounts,
): string[] {
  const moves =
    word !== '转' && lines.some(({ accountCode }) => isMoney(accounts.get(accountCode)));
  const cashier = [poster, maker].find((name) => name !== null && cashiers.includes(name));
  return [
    signature('会计主管', chief),
    signature('记账', poster),
    signature('审核', reviewer),
    ...(moves ? [signature('出纳', cashier ?? null)] : []),
    signature('制单', maker),
  ];
}

function isMoney(account: NamedAccount | undefined): boolean {
  return account !== undefined && account.money !== null;
}
