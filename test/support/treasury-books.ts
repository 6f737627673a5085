import type { TestApp } from './app.js';

/** A community with a collective, a company and a charity book, each with its two lines. */
export interface TreasuryBooks {
  readonly code: string;
  /** /api/v1/communities/<code> */
  readonly base: string;
}

const BOOKS = [
  {
    kind: 'collective',
    name: '集体资产账',
    standard: 'rural-collective-2023',
    bank: '102',
    cash: '101',
  },
  {
    kind: 'company',
    name: '社区公司账',
    standard: 'small-enterprise-2011',
    bank: '1002',
    cash: '1001',
  },
  { kind: 'charity', name: '慈善基金账', standard: 'non-profit-2024', bank: '1002', cash: '1001' },
] as const;

/** Opens the three books; book 1 has 10201, 10202 and 10101, books 2 and 3 have 100201, 100202 and 100101. */
export async function openTreasuryBooks(t: TestApp, code: string): Promise<TreasuryBooks> {
  await t.community(code);
  const accountant = await t.as(`accountant.${code.slice(-3)}`);
  const base = `/api/v1/communities/${code}`;
  for (const [index, { bank, cash, ...book }] of BOOKS.entries()) {
    const bookNo = index + 1;
    await accountant.post(`${base}/books`, { ...book, openedOn: '2026-01-01' }).expect(201);
    const path = `${base}/books/${bookNo}`;
    const details = [
      [`${bank}01`, '收入户', bank, 'revenue'],
      [`${bank}02`, '支出户', bank, 'expenditure'],
      [`${cash}01`, '备用金', cash, 'petty-cash'],
    ] as const;
    for (const [accountCode, name, parentCode, line] of details) {
      await accountant
        .post(`${path}/accounts`, { code: accountCode, name, parentCode })
        .expect(201);
      const bankFields = { bankName: '示范银行', accountNumber: `62220000${bookNo}${accountCode}` };
      await accountant
        .post(`${path}/fund-accounts`, {
          accountCode,
          line,
          ...(line === 'petty-cash' ? {} : bankFields),
        })
        .expect(201);
    }
  }
  return { code, base };
}

/** People who work on requests of one community. */
export async function treasuryPeople(t: TestApp, code: string) {
  const as = (name: string) => t.as(`${name}.${code.slice(-3)}`);
  return {
    accountant: await as('accountant'),
    reviewer: await as('reviewer'),
    cashier: await as('cashier'),
    director: await as('director'),
    secretary: await as('secretary'),
    supervisor: await as('supervisor-a'),
    street: await as('street'),
  };
}

export type TreasuryPeople = Awaited<ReturnType<typeof treasuryPeople>>;

/** A request of the accountant, handed in. */
export async function submitted(
  people: TreasuryPeople,
  book: string,
  fields: object = {},
): Promise<string> {
  const { body } = await people.accountant
    .post(`${book}/payment-requests`, {
      purpose: '维修门面屋顶',
      payee: '广安修缮队',
      amount: '600.00',
      expenseAccountCode: '513',
      handledBy: '社区经办员',
      ...fields,
    })
    .expect(201);
  const { id } = body as { id: string };
  await people.accountant.post(`${book}/payment-requests/${id}/submit`).expect(200);
  return id;
}

/** The same with every signature that its ladder asks for. */
export async function approved(
  people: TreasuryPeople,
  book: string,
  fields: object = {},
): Promise<string> {
  const id = await submitted(people, book, fields);
  const { body } = await people.accountant.get(`${book}/payment-requests/${id}`).expect(200);
  const weighed = Number((body as { ladderAmount: string }).ladderAmount);
  const signers = [
    [0, people.director],
    [1000, people.secretary],
    [5000, people.supervisor],
    [20000, people.street],
  ] as const;
  for (const [above, signer] of signers) {
    if (weighed > above) {
      await signer.post(`${book}/payment-requests/${id}/approve`, { opinion: '同意' }).expect(200);
    }
  }
  return id;
}

/** Money that came in and stands on the revenue account. */
export async function received(
  people: TreasuryPeople,
  book: string,
  fields: object = {},
): Promise<{ id: string; voucher: { id: string; no: number } }> {
  const { body } = await people.cashier
    .post(`${book}/receipts`, {
      date: '2026-01-05',
      amount: '10000.00',
      payer: '商户甲',
      item: '门面租金',
      incomeAccountCode: '501',
      ...fields,
    })
    .expect(201);
  return body as { id: string; voucher: { id: string; no: number } };
}

/** Money on its way from the revenue account to the expenditure account. */
export async function allocated(
  people: TreasuryPeople,
  book: string,
  amount: string,
): Promise<void> {
  await people.cashier.post(`${book}/allocations`, { date: '2026-01-06', amount }).expect(201);
}
