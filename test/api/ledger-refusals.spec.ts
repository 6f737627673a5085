import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';

const CODE = '511602002001';
const BASE = `/api/v1/communities/${CODE}`;
const BOOK = `${BASE}/books/1`;
const VOUCHERS = `${BOOK}/vouchers`;

let t: TestApp;
let accountant: Client;
let reviewer: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(CODE);
  accountant = await t.as('accountant.001');
  reviewer = await t.as('reviewer.001');
  await accountant
    .post(`${BASE}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
});

afterAll(async () => {
  await t.close();
});

/** Code, status and pointers of what was refused; null when it was done. */
function said({ status, body }: { status: number; body: unknown }): unknown {
  if (status < 300) return null;
  const { type, errors = [] } = body as { type: string; errors?: { pointer: string }[] };
  return [type.replace('/problems/', ''), status, ...errors.map(({ pointer }) => pointer)];
}

async function drafted(by = accountant): Promise<string> {
  const lines = [
    { summary: '投资收益', accountCode: '102', debit: '10.00' },
    { summary: '投资收益', accountCode: '502', credit: '10.00' },
  ];
  const { body } = await by
    .post(VOUCHERS, { date: '2026-01-05', attachmentCount: 1, lines })
    .expect(201);
  return (body as { id: string }).id;
}

describe('the chart and the funds', () => {
  const detail = { code: '50101', name: '门面租金', parentCode: '501' };

  test('an account stands under one that is there, once', async () => {
    const nowhere = { ...detail, code: '99901', parentCode: '999' };
    expect(said(await accountant.post(`${BOOK}/accounts`, nowhere))).toEqual([
      'parent-account-unknown',
      422,
      '/parentCode',
    ]);
    expect(said(await accountant.post(`${BOOK}/accounts`, detail))).toBeNull();
    expect(said(await accountant.post(`${BOOK}/accounts`, detail))).toEqual([
      'account-exists',
      409,
    ]);
  });

  test('of two who open the same account at once, one is told that it is there', async () => {
    const other = { ...detail, code: '50102' };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => accountant.post(`${BOOK}/accounts`, other)),
    );
    const refused = answers.map(said).filter((answer) => answer !== null);
    expect(refused).toEqual([1, 2, 3].map(() => ['account-exists', 409]));
  });

  test('a fund is set apart once, and the second attempt changes nothing', async () => {
    const fund = { code: 'EDU', name: '助学', purpose: '助学', restricted: true };
    expect(said(await accountant.post(`${BOOK}/funds`, fund))).toBeNull();
    expect(said(await accountant.post(`${BOOK}/funds`, { ...fund, name: '助老' }))).toEqual([
      'fund-exists',
      409,
    ]);
    const { body } = await accountant.get(`${BOOK}/funds`).expect(200);
    expect(body).toMatchObject({ items: [{ code: 'EDU', name: '助学' }] });
  });

  test('an account asks for dimensions of the book, and money for no fund', async () => {
    const ask = (account: string, required: string[]) =>
      accountant.put(`${BOOK}/accounts/${account}/dimensions`, { required });
    expect(said(await ask('513', ['fund', 'project']))).toEqual([
      'dimension-unknown',
      422,
      '/required/1',
    ]);
    expect(said(await ask('102', ['fund']))).toEqual(['fund-on-money-line', 422]);
    expect(said(await ask('513', ['fund']))).toBeNull();
    expect(said(await ask('513', []))).toBeNull();
  });
});

describe('opening balances', () => {
  const open = async (...lines: [string, string, string, string?][]): Promise<unknown> =>
    said(
      await accountant.put(`${BOOK}/opening-balances`, {
        lines: lines.map(([accountCode, side, amount, fundCode]) => ({
          accountCode,
          side,
          amount,
          fundCode,
        })),
      }),
    );

  test('stand in accounts and funds of the book, each once, and never as a fund on money', async () => {
    const cash: [string, string, string] = ['102', 'debit', '5.00'];
    expect(await open(cash, ['999', 'credit', '5.00'])).toEqual([
      'account-unknown',
      422,
      '/lines/1/accountCode',
    ]);
    expect(await open(cash, ['301', 'credit', '2.00'], ['301', 'credit', '3.00'])).toEqual([
      'opening-repeated',
      422,
      '/lines/2',
    ]);
    expect(await open(cash, ['241', 'credit', '5.00', 'NONE'])).toEqual([
      'fund-unknown',
      422,
      '/lines/1/fundCode',
    ]);
    expect(await open(['102', 'debit', '5.00', 'EDU'], ['241', 'credit', '5.00', 'EDU'])).toEqual([
      'fund-on-money-line',
      422,
      '/lines/0/fundCode',
    ]);
    expect(await open(cash, ['241', 'credit', '5.00', 'EDU'])).toBeNull();
  });
});

describe('the steps of a voucher', () => {
  test('its maker does not review it, even with that duty; another does, once', async () => {
    const both = { username: 'both.001', name: '兼任者', roles: ['accountant', 'reviewer'] };
    await (
      await t.as('admin')
    )
      .post(`${BASE}/users`, { ...both, password: 'Test-password-1' })
      .expect(201);
    const person = await t.as('both.001');
    const id = await drafted(person);
    expect(said(await person.post(`${VOUCHERS}/${id}/review`))).toEqual([
      'maker-is-not-reviewer',
      422,
    ]);
    expect(said(await reviewer.post(`${VOUCHERS}/${id}/review`))).toBeNull();
    expect(said(await reviewer.post(`${VOUCHERS}/${id}/review`))).toEqual([
      'voucher-reviewed',
      409,
    ]);
  });

  test('what is drafted is not reversed, what is posted not reviewed or returned, what is reversed not again', async () => {
    const id = await drafted();
    const reverse = (): Promise<{ status: number; body: unknown }> =>
      accountant.post(`${VOUCHERS}/${id}/reverse`, { date: '2026-01-06', reason: '记错' });
    expect(said(await reverse())).toEqual(['voucher-not-posted', 409]);
    await reviewer.post(`${VOUCHERS}/${id}/review`).expect(200);
    await accountant.post(`${VOUCHERS}/${id}/post`).expect(200);
    expect(said(await reviewer.post(`${VOUCHERS}/${id}/review`))).toEqual([
      'voucher-not-draft',
      409,
    ]);
    expect(said(await reverse())).toBeNull();
    expect(said(await reverse())).toEqual(['voucher-reversed-already', 409]);
  });
});

test('a table brings ten thousand vouchers at a time and not one more', async () => {
  const header = '凭证序号,日期,摘要,科目编码,借方金额,贷方金额,附件张数';
  const table = (vouchers: number): Buffer =>
    Buffer.from(
      [
        header,
        ...Array.from({ length: vouchers }, (_, index) =>
          [
            `${index + 1},2026-01-05,租金,112,1.00,,1`,
            `${index + 1},2026-01-05,租金,50101,,1.00,1`,
          ].join('\n'),
        ),
      ].join('\n'),
    );
  const preview = (vouchers: number) =>
    accountant.upload(`${BOOK}/imports?preview=true`, table(vouchers), 'text/csv');
  expect(said(await preview(10_001))).toEqual(['batch-too-large', 413]);
  const { body } = await preview(10_000);
  expect(body).toMatchObject({ valid: true, voucherCount: 10_000, debit: '10000.00' });
});
