import { expect } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from './app.js';
import { treasuryPeople, type TreasuryPeople } from './treasury-books.js';

const CODE = '511602002001';
/** The community of these stories. */
export const BASE = `/api/v1/communities/${CODE}`;

/** A line as a page of a ledger writes it. */
export type Entry = readonly [
  accountCode: string,
  debit: string,
  credit: string,
  fundCode?: string,
];

/** A community in January 2026 and the people who close its year. */
export interface YearStory {
  readonly t: TestApp;
  readonly people: TreasuryPeople;
  readonly supervisors: readonly Client[];
}

/** A community on 10 January 2026, without books. */
export async function beginStory(): Promise<YearStory> {
  const t = await startTestApp('2026-01-10T09:00:00+08:00');
  await t.community(CODE);
  const people = await treasuryPeople(t, CODE);
  const supervisors = await Promise.all(
    ['a', 'b', 'c'].map((one) => t.as(`supervisor-${one}.001`)),
  );
  return { t, people, supervisors };
}

/** A voucher as it is answered. */
export interface Voucher {
  readonly id: string;
  readonly summary: string;
  readonly lines: readonly { accountCode: string; debit?: string; credit?: string }[];
}

/** The path of a book. */
export const book = (bookNo: number): string => `${BASE}/books/${bookNo}`;

/** A book with its details, its fund and its opening balances. */
export async function opened(
  s: YearStory,
  bookNo: number,
  fields: object,
  details: readonly (readonly [string, string, string])[],
  balances: readonly Entry[],
): Promise<void> {
  await s.people.accountant
    .post(`${BASE}/books`, { ...fields, openedOn: '2025-12-01' })
    .expect(201);
  for (const [code, name, parentCode] of details) {
    await s.people.accountant
      .post(`${book(bookNo)}/accounts`, { code, name, parentCode })
      .expect(201);
  }
  if (bookNo === 3) {
    const fund = { code: 'ZL', name: '助老', purpose: '慰问老人', restricted: true };
    await s.people.accountant.post(`${book(3)}/funds`, fund).expect(201);
  }
  await s.people.accountant
    .put(`${book(bookNo)}/opening-balances`, {
      lines: balances.map(([accountCode, debit, credit, fundCode]) => ({
        accountCode,
        side: debit === '' ? 'credit' : 'debit',
        amount: debit === '' ? credit : debit,
        ...(fundCode === undefined ? {} : { fundCode }),
      })),
    })
    .expect(200);
}

/** Drafts reviewed and posted. */
export async function posted(s: YearStory, bookNo: number, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await s.people.reviewer.post(`${book(bookNo)}/vouchers/${id}/review`).expect(200);
    await s.people.accountant.post(`${book(bookNo)}/vouchers/${id}/post`).expect(200);
  }
}

/** A voucher by hand, from draft to the books. */
export async function entered(
  s: YearStory,
  bookNo: number,
  date: string,
  summary: string,
  lines: readonly Entry[],
): Promise<string> {
  const { body } = await s.people.accountant
    .post(`${book(bookNo)}/vouchers`, {
      date,
      attachmentCount: 1,
      lines: lines.map(([accountCode, debit, credit, fundCode]) => ({
        summary,
        accountCode,
        ...(debit === '' ? { credit } : { debit }),
        ...(fundCode === undefined ? {} : { fundCode }),
      })),
    })
    .expect(201);
  const { id } = body as { id: string };
  await posted(s, bookNo, [id]);
  return id;
}

/** A voucher as a line of text: summary: Dr account amount, Cr account amount. */
export function written({ summary, lines }: Voucher): string {
  const sides = lines.map(({ accountCode, debit, credit }) =>
    debit === undefined ? `贷${accountCode} ${credit}` : `借${accountCode} ${debit}`,
  );
  return `${summary}：${sides.join(' ')}`;
}

/** The closing vouchers that the transfer of 2025 would make. */
export async function preview(s: YearStory, bookNo: number): Promise<string[]> {
  const { body } = await s.people.accountant
    .post(`${book(bookNo)}/year-end/2025/transfer?preview=true`)
    .expect(200);
  return (body as { vouchers: Voucher[] }).vouchers.map(written);
}

/** The transfer of 2025, reviewed and posted. */
export async function transferred(s: YearStory, bookNo: number): Promise<void> {
  const { body } = await s.people.accountant
    .post(`${book(bookNo)}/year-end/2025/transfer`)
    .expect(200);
  await posted(
    s,
    bookNo,
    (body as { vouchers: Voucher[] }).vouchers.map(({ id }) => id),
  );
}

interface Row {
  readonly label: string;
  readonly opening?: string;
  readonly closing?: string;
  readonly month?: string;
  readonly yearToDate?: string;
  readonly split?: { readonly yearToDate: { unrestricted: string; restricted: string } };
}

/** Rows with a figure, as `label figures…` (closing and opening, or the year so far); every printed relation must hold. */
export async function statement(
  s: YearStory,
  bookNo: number,
  kind: string,
  month = '2025-12',
): Promise<string[]> {
  const { body } = await s.people.accountant
    .get(`${book(bookNo)}/statements/${kind}?month=${month}`)
    .expect(200);
  const { rows, checks } = body as { rows: Row[]; checks: { name: string; holds: boolean }[] };
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  return rows.flatMap(({ label, closing, opening, yearToDate, split }) => {
    const figures =
      split === undefined
        ? [closing ?? yearToDate, opening]
        : [split.yearToDate.unrestricted, split.yearToDate.restricted, yearToDate];
    const shown = figures.filter((figure) => figure !== undefined);
    return shown.some((figure) => figure !== '0.00') ? [[label, ...shown].join(' ')] : [];
  });
}

/** A row of the trial balance. */
export interface Balance {
  readonly accountCode: string;
  readonly level: number;
  readonly openingDebit: string;
  readonly openingCredit: string;
  readonly closingDebit: string;
  readonly closingCredit: string;
}

/** The trial balance of a month. */
export async function balances(s: YearStory, bookNo: number, month: string): Promise<Balance[]> {
  const { body } = await s.people.accountant
    .get(`${book(bookNo)}/trial-balance?month=${month}`)
    .expect(200);
  return (body as { rows: Balance[] }).rows;
}
