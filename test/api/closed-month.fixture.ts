import { randomUUID } from 'node:crypto';
import type supertest from 'supertest';
import { LEASE, SHOP } from '../integration/assets.fixture.js';
import { pdf } from '../support/document-files.js';
import { ownerOf, type Owner } from '../support/stored-rows.js';
import { approved, received, type TreasuryPeople } from '../support/treasury-books.js';
import {
  approvedMonth,
  neighbourhood,
  reconciled,
  type Neighbourhood,
  type Person,
} from './oversight.fixture.js';

/** One act, told twice: on a day of the month that stands still, and on one of the open month. */
export interface Act {
  readonly route: string;
  readonly who: string;
  /** How the act is refused in the month that stands still, and at which field of the body. */
  readonly refused: readonly [code: string, pointer?: string];
  readonly send: (person: Person, at: When) => supertest.Test;
  /** Keeps what a later act is about. */
  readonly then?: (answer: supertest.Response) => void;
  readonly only?: 'sealed';
}

export interface When {
  readonly day: string;
  readonly month: string;
  readonly open: boolean;
}

export const CLOSED: When = { day: '2026-01-31', month: '2026-01', open: false };
export const OPEN: When = { day: '2026-02-20', month: '2026-02', open: true };

/** A community whose January stands still, on 21 February, and what its acts are about. */
export interface Standing {
  readonly n: Neighbourhood;
  readonly owner: Owner;
  /** Posted vouchers of January that no document made. */
  readonly accrued: readonly string[];
  /** Drafts of January that no service would have let in, past a disabled trigger: one to edit, one to post. */
  readonly planted: readonly [string, string];
  /** The same of February. */
  readonly drafted: string;
  readonly reviewed: readonly [string, string];
  readonly templateId: string;
  readonly receiptId: string;
  readonly requestId: string;
  readonly giftRequestId: string;
  readonly rentId: string;
  readonly leaseId: string;
  readonly statementId: string;
  readonly matchId: string;
  readonly documentId: string;
  /** What the acts of February leave for those that come after them. */
  readonly left: { transfer: string; statement: string; match: string };
}

/** A file of one voucher in our own form. */
export const imported = (date: string): Buffer =>
  Buffer.from(
    `凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数,专项代码,往来单位
1,${date},计提,112,,5.00,,1,,
1,${date},计提,501,,,5.00,1,,
`,
  );
/** The first match of a reconciliation as it is shown. */
export function matchOf(view: unknown): string {
  const { accounts } = view as { accounts: { matched: { id: string }[] }[] };
  return accounts.flatMap(({ matched }) => matched)[0]?.id ?? '';
}

/** A hand-made voucher that moves no money. */
export const accrual = (date: string): object => ({
  date,
  attachmentCount: 1,
  lines: [
    { summary: '计提租金', accountCode: '112', debit: '40.00' },
    { summary: '计提租金', accountCode: '501', credit: '40.00' },
  ],
});

/** A rent received in cash or by bank. */
export const receipt = (date: string): object => ({
  date,
  amount: '12.00',
  payer: '商户甲',
  item: '门面租金',
  incomeAccountCode: '501',
});

/** Why the petty cash of the fixture may lie above the limit. */
export const explanation = (month: string): object => ({
  month,
  rule: 'over-limit',
  accountCode: '10101',
  amount: '30.00',
  reason: '次日发放',
});

/** The id of what was made. */
export const idOf = ({ body }: supertest.Response): string => (body as { id: string }).id;

async function posted(n: Neighbourhood, date: string, count: number): Promise<string[]> {
  const ids = await drafts(n, date, count);
  await (await n.as('reviewer')).post(`${n.base}/books/1/vouchers/review`, { ids }).expect(200);
  await (await n.as('accountant')).post(`${n.base}/books/1/vouchers/post`, { ids }).expect(200);
  return ids;
}

async function drafts(n: Neighbourhood, date: string, count: number): Promise<string[]> {
  const vouchers = Array.from({ length: count }, () => accrual(date));
  const { body } = await (
    await n.as('accountant')
  )
    .post(`${n.base}/books/1/vouchers/batch`, { vouchers })
    .expect(201);
  return (body as { ids: string[] }).ids;
}

/** Two leases of January: of one the rent is posted, of the other it is not. */
async function leases(n: Neighbourhood): Promise<{ leaseId: string; rentId: string }> {
  const accountant = await n.as('accountant');
  const let_ = async (code: string, from: string): Promise<supertest.Response> => {
    await accountant.post(`${n.base}/properties`, { ...SHOP, code }).expect(201);
    const rent = { incomeAccountCode: '501', receivableAccountCode: '112', contractNo: code };
    return accountant
      .post(`${n.base}/leases`, { ...LEASE, ...rent, propertyCode: code, from })
      .expect(201);
  };
  const first = (await let_('ZC-001', '2026-01-01')).body as {
    id: string;
    schedule: { id: string }[];
  };
  await accountant.post(`${n.base}/rents/due`, { through: '2026-01-31' }).expect(200);
  await let_('ZC-002', '2026-01-15');
  return { leaseId: first.id, rentId: first.schedule[0]?.id ?? '' };
}

async function plantedDraft(owner: Owner, code: string, status: string): Promise<string> {
  const id = randomUUID();
  await owner.query('ALTER TABLE voucher_draft DISABLE TRIGGER USER');
  await owner.query(
    `INSERT INTO voucher_draft (community_code, book_no, id, date, attachment_count, lines, status, maker_id, maker_name,
       reviewer_id, reviewer_name)
     SELECT $1, 1, $2, '2026-01-31', 1, $3, $4, m.id, m.name, CASE $4 WHEN 'reviewed' THEN r.id END,
       CASE $4 WHEN 'reviewed' THEN r.name END
     FROM app_user m, app_user r WHERE m.username = 'accountant.001' AND r.username = 'reviewer.001'`,
    [code, id, JSON.stringify((accrual('') as { lines: object[] }).lines), status],
  );
  await owner.query('ALTER TABLE voucher_draft ENABLE TRIGGER USER');
  return id;
}

/** Brings January to a state and the calendar to 21 February. */
export async function standing(state: 'reported' | 'sealed'): Promise<Standing> {
  const n = await neighbourhood();
  const book = `${n.base}/books/1`;
  const accrued = await posted(n, '2026-01-31', 4);
  const lease = await leases(n);
  if (state === 'reported') {
    await reconciled(n);
    await (await n.as('accountant')).post(`${n.base}/months/2026-01/report`).expect(200);
    n.turnTo('2026-02-21T09:00:00');
  } else {
    await approvedMonth(n);
    n.turnTo('2026-02-04T09:00:00');
    await (await n.as('director')).post(`${n.base}/months/2026-01/notice`).expect(201);
    n.turnTo('2026-02-21T09:00:00');
    await (await n.as('accountant')).post(`${n.base}/months/2026-01/seal`).expect(200);
  }
  const people = await treasurers(n);
  const { accountant, cashier } = people;
  const template = {
    name: '计提',
    lines: [
      { summary: '计提', accountCode: '112', side: 'debit', amount: '7.00' },
      { summary: '计提', accountCode: '501', side: 'credit', amount: '7.00' },
    ],
    schedule: { day: 8, from: '2026-01' },
  };
  const templateId = idOf(await accountant.post(`${book}/voucher-templates`, template).expect(201));
  const fund = { code: 'ZL', name: '助老', purpose: '助老', restricted: true };
  await accountant.post(`${n.base}/books/3/funds`, fund).expect(201);
  await received(people, book, { date: '2026-02-05', amount: '900.00' });
  await cashier.post(`${book}/allocations`, { date: '2026-02-06', amount: '300.00' }).expect(201);
  const topUp = { amount: '30.00', payee: '备用金保管人', expenseAccountCode: '10101' };
  const topUpId = await approved(people, book, { ...topUp, date: '2026-02-06' });
  await cashier.post(`${book}/payments`, { requestId: topUpId, date: '2026-02-07' }).expect(201);
  await people.director
    .put(`${book}/cash-limit`, { amount: '10.00', basis: '开户银行核定' })
    .expect(200);
  const reviewed = await drafts(n, '2026-02-10', 2);
  await people.reviewer.post(`${book}/vouchers/review`, { ids: reviewed }).expect(200);
  const firstOf = async (path: string): Promise<string> => {
    const { body } = await accountant.get(`${book}/${path}`).expect(200);
    return (body as { items: { id: string }[] }).items[0]?.id ?? '';
  };
  const table = await accountant.get(`${book}/reconciliations/2026-01`).expect(200);
  const owner = await ownerOf(n.t.ownerUrl);
  return {
    n,
    owner,
    accrued,
    ...lease,
    planted: [
      await plantedDraft(owner, n.code, 'drafted'),
      await plantedDraft(owner, n.code, 'reviewed'),
    ],
    drafted: (await drafts(n, '2026-02-10', 1))[0] ?? '',
    reviewed: [reviewed[0] ?? '', reviewed[1] ?? ''],
    templateId,
    receiptId: await firstOf('receipts?month=2026-01'),
    requestId: await approved(people, book, { amount: '6.00', date: '2026-01-20' }),
    giftRequestId: await approved(people, book, {
      amount: '9.00',
      date: '2026-01-20',
      payee: '慈善基金账',
      expenseAccountCode: '514',
    }),
    statementId: await firstOf('bank-statements?month=2026-01'),
    matchId: matchOf(table.body),
    documentId: idOf(
      await accountant
        .upload(
          `${n.base}/documents?title=contract&kind=contract&form=electronic`,
          pdf(),
          'application/pdf',
        )
        .expect(201),
    ),
    left: { transfer: '', statement: '', match: '' },
  };
}

/** The people of the treasury as of the turned calendar. */
export async function treasurers(n: Neighbourhood): Promise<TreasuryPeople> {
  const names = ['accountant', 'reviewer', 'cashier', 'director', 'secretary', 'street'];
  const people = await Promise.all(
    names.map(async (name): Promise<[string, Person]> => [name, await n.as(name)]),
  );
  return {
    ...Object.fromEntries(people),
    supervisor: await n.as('supervisor-a'),
  } as unknown as TreasuryPeople;
}
