import { expect } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from './app.js';
import { bytesOf } from './file-answer.js';

const CODE = '511602002001';
const COMMUNITY = `/api/v1/communities/${CODE}`;
const PATH = `${COMMUNITY}/books/1`;

/** A book after its year, whose months are all open still, and the two who keep it. */
export interface YearBook {
  readonly t: TestApp;
  readonly accountant: Client;
  readonly reviewer: Client;
}

/** How a book begins: details as `code name`, funds as `code name`, balances as `account amount`, credit negative. */
export interface Beginning {
  readonly now: string;
  readonly book: {
    readonly kind: string;
    readonly name: string;
    readonly standard: string;
    readonly openedOn: string;
  };
  readonly details: string;
  readonly funds?: string;
  readonly balances: string;
}

interface VoucherLine {
  readonly summary: string;
  readonly accountCode: string;
  readonly debit?: string;
  readonly credit?: string;
  readonly fundCode?: string;
  readonly cashFlowItem?: string;
}

/** The lines of a text without those that are empty; what stands after a dash is a note on how a figure came about. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/ — .*$/, '').trim())
    .filter((line) => line !== '');
}

/** Opens the book with its details, funds and opening balances. */
export async function beginYear(beginning: Beginning): Promise<YearBook> {
  const t = await startTestApp(beginning.now);
  await t.community(CODE);
  const y = { t, accountant: await t.as('accountant.001'), reviewer: await t.as('reviewer.001') };
  await y.accountant.post(`${COMMUNITY}/books`, beginning.book).expect(201);
  for (const line of linesOf(beginning.details)) {
    const [code = '', name] = line.split(' ');
    const parentCode = code.slice(0, -2);
    await y.accountant.post(`${PATH}/accounts`, { code, name, parentCode }).expect(201);
  }
  for (const line of linesOf(beginning.funds ?? '')) {
    const [code, name] = line.split(' ');
    const fund = { code, name, purpose: name, restricted: true };
    await y.accountant.post(`${PATH}/funds`, fund).expect(201);
  }
  const lines = linesOf(beginning.balances).map((line) => {
    const { summary: _, debit, credit, ...rest } = entryOf('', line.replace(' -', ' '), 'debit');
    return { ...rest, side: line.includes(' -') ? 'credit' : 'debit', amount: debit ?? credit };
  });
  await y.accountant.put(`${PATH}/opening-balances`, { lines }).expect(200);
  return y;
}

/** `account[@fund][#cash flow item] amount` as a line of a voucher. */
function entryOf(summary: string, text: string, side: 'debit' | 'credit'): VoucherLine {
  const [, accountCode = '', fundCode, cashFlowItem, amount = ''] =
    /^(\d+)(?:@(\w+))?(?:#(\d+))? (\d+\.\d\d)$/.exec(text) ?? [];
  expect([text, accountCode]).not.toEqual([text, '']);
  return {
    summary,
    accountCode,
    [side]: amount,
    ...(fundCode === undefined ? {} : { fundCode }),
    ...(cashFlowItem === undefined ? {} : { cashFlowItem }),
  };
}

/** `debit + debit / credit + credit` as the lines of a voucher. */
function entriesOf(summary: string, text: string): VoucherLine[] {
  return text
    .split(' / ')
    .flatMap((side, place) =>
      side.split(' + ').map((entry) => entryOf(summary, entry, place === 0 ? 'debit' : 'credit')),
    );
}

/** Reviews and posts drafts together. */
async function posted(y: YearBook, ids: readonly string[]): Promise<void> {
  await y.reviewer.post(`${PATH}/vouchers/review`, { ids }).expect(200);
  await y.accountant.post(`${PATH}/vouchers/post`, { ids }).expect(200);
}

/** Vouchers by hand, drafted together, reviewed together, posted together. */
async function written(y: YearBook, lines: readonly string[]): Promise<void> {
  const vouchers = lines.map((line) => {
    const [, date, summary = '', entries = ''] = /^(\S+) (\S+) (.+)$/.exec(line) ?? [];
    return { date, attachmentCount: 1, lines: entriesOf(summary, entries) };
  });
  const { status, body } = await y.accountant.post(`${PATH}/vouchers/batch`, { vouchers });
  expect([status, body]).toEqual([201, { ids: expect.any(Array) }]);
  await posted(y, (body as { ids: string[] }).ids);
}

async function voucherOf(y: YearBook, text: string): Promise<string> {
  const { body } = await y.accountant.get(
    `${PATH}/vouchers?status=posted&text=${encodeURIComponent(text)}`,
  );
  const { items } = body as { items: { id: string }[] };
  expect([text, items.length]).toEqual([text, 1]);
  return items[0]?.id ?? '';
}

/** The voucher of this summary is cancelled in red and entered anew in blue (会计基础工作规范 第五十一条(五)). */
async function corrected(
  y: YearBook,
  date: string,
  summary: string,
  entries: string,
): Promise<void> {
  const lines = entriesOf(summary, entries);
  const { body } = await y.accountant
    .post(`${PATH}/vouchers/${await voucherOf(y, summary)}/correct`, {
      date,
      reason: '记错',
      lines,
    })
    .expect(201);
  await posted(y, [(body as { id: string }).id]);
}

/** The amount of a voucher of two lines is put right by its difference. */
async function adjusted(y: YearBook, date: string, summary: string, amount: string): Promise<void> {
  const lines = [1, 2].map((lineNo) => ({ lineNo, amount }));
  const { body } = await y.accountant
    .post(`${PATH}/vouchers/${await voucherOf(y, summary)}/adjust`, {
      date,
      reason: '金额看错',
      lines,
    })
    .expect(201);
  await posted(y, [(body as { id: string }).id]);
}

/** What was used of a fund is released from its restriction. */
async function released(y: YearBook, date: string, fund: string, amount: string): Promise<void> {
  await y.accountant
    .post(`${PATH}/funds/${fund}/release`, { date, amount, reason: '已按用途使用' })
    .expect(201);
}

/**
 * Keeps the book month by month. A line is a voucher, `date summary debits / credits`, its entries `account[@fund][#row of the
 * cash flow statement] amount`; or one of 更正 (red and blue), 调整 (by its difference), 解除 (a restriction ends).
 */
export async function kept(y: YearBook, text: string): Promise<void> {
  const acts = { 更正: corrected, 调整: adjusted, 解除: released };
  for (const month of text.split('\n\n')) {
    const lines = linesOf(month);
    const isVoucher = (line: string): boolean => /^\d/.test(line);
    await written(y, lines.filter(isVoucher));
    for (const line of lines.filter((one) => !isVoucher(one))) {
      const [act = '', date = '', what = '', ...figures] = line.split(' ');
      expect([line, Object.keys(acts)]).toEqual([line, expect.arrayContaining([act])]);
      await acts[act as keyof typeof acts](y, date, what, figures.join(' '));
    }
  }
}

/** The transfer or the distribution of a year, reviewed and posted. */
export async function yearEnd(
  y: YearBook,
  year: number,
  act: 'transfer' | 'distribution',
  wish?: object,
): Promise<void> {
  const { body } = await y.accountant.post(`${PATH}/year-end/${year}/${act}`, wish).expect(200);
  await posted(
    y,
    (body as { vouchers: { id: string }[] }).vouchers.map(({ id }) => id),
  );
}

interface Cells {
  readonly unrestricted: string;
  readonly restricted: string;
}

interface Row {
  readonly label: string;
  readonly closing?: string;
  readonly opening?: string;
  readonly month?: string;
  readonly yearToDate?: string;
  readonly priorYear?: string;
  readonly split?: { readonly month: Cells; readonly yearToDate: Cells };
}

async function rowsOf(y: YearBook, kind: string, month: string, more = ''): Promise<Row[]> {
  const { body } = await y.accountant
    .get(`${PATH}/statements/${kind}?month=${month}${more}`)
    .expect(200);
  const { rows, checks } = body as { rows: Row[]; checks: { name: string; holds: boolean }[] };
  expect([kind, month, checks.filter(({ holds }) => !holds)]).toEqual([kind, month, []]);
  expect([kind, checks.length > 0]).toEqual([kind, true]);
  return rows;
}

function figuresOf({ closing, opening, month, yearToDate, priorYear, split }: Row): string[] {
  const cells =
    split === undefined
      ? []
      : [split.month, split.yearToDate].map(({ unrestricted, restricted }) => [
          unrestricted,
          restricted,
        ]);
  return [closing, opening, ...(cells[0] ?? []), month, ...(cells[1] ?? []), yearToDate, priorYear]
    .filter((figure) => figure !== undefined)
    .map(String);
}

/**
 * Every row of a statement that shows a figure, as `label figures…`: closing and year's opening; or month and year so far,
 * each split into 非限定性 and 限定性 before its 合计 where the standard splits it. Every printed relation must hold.
 */
export async function statement(
  y: YearBook,
  kind: string,
  month: string,
  more = '',
): Promise<string[]> {
  return (await rowsOf(y, kind, month, more)).flatMap((row) => {
    const figures = figuresOf(row);
    return figures.some((figure) => figure !== '0.00') ? [[row.label, ...figures].join(' ')] : [];
  });
}

/** A figure of a statement, as `kind label column`. */
export type Figure = readonly [
  kind: string,
  label: string,
  column: 'closing' | 'month' | 'yearToDate',
];

/** The figures of a month in one row; every printed relation of every statement must hold. */
export async function monthRow(
  y: YearBook,
  month: string,
  figures: readonly Figure[],
): Promise<string> {
  const found: string[] = [];
  for (const [kind, label, column] of figures) {
    const row = (await rowsOf(y, kind, month)).find((one) => one.label.startsWith(label));
    found.push(row?.[column] ?? `${label}?`);
  }
  return [month, ...found].join(' ');
}

interface Balance {
  readonly accountCode: string;
  readonly openingDebit: string;
  readonly openingCredit: string;
  readonly closingDebit: string;
  readonly closingCredit: string;
}

/** What the leaves of the book hold, as `account amount`, credit negative. */
export async function balances(
  y: YearBook,
  month: string,
  at: 'opening' | 'closing',
): Promise<string[]> {
  const { body } = await y.accountant.get(`${PATH}/trial-balance?month=${month}`).expect(200);
  const { rows } = body as { rows: Balance[] };
  const isLeaf = ({ accountCode: code }: Balance): boolean =>
    rows.every(({ accountCode: other }) => other === code || !other.startsWith(code));
  return rows.filter(isLeaf).flatMap((row) => {
    const [debit, credit] =
      at === 'opening'
        ? [row.openingDebit, row.openingCredit]
        : [row.closingDebit, row.closingCredit];
    if (debit === '0.00' && credit === '0.00') return [];
    return [`${row.accountCode} ${debit === '0.00' ? `-${credit}` : debit}`];
  });
}

/** The book as a journal that hledger reads. */
export async function journal(y: YearBook): Promise<Buffer> {
  return (await bytesOf(y.accountant.get(`${PATH}/export?format=hledger`))).bytes;
}

/** What everything stored says against the operation log. */
export async function differences(y: YearBook): Promise<string[]> {
  const { body } = await y.accountant.get(`${COMMUNITY}/verification`).expect(200);
  const { findings } = body as { findings: { differences: string[] }[] };
  return findings.flatMap((finding) => finding.differences);
}
