import type { Client, TestApp } from './app.js';

/** A collective book with money at the bank (102) and in the box (101), and the people who keep it. */
export interface BankedBook {
  /** Path of the book. */
  readonly path: string;
  readonly accountant: Client;
  readonly cashier: Client;
  /** Drafts, reviews and posts a voucher of two lines; gives its id. */
  post(voucher: {
    date: string;
    summary: string;
    debit: string;
    credit: string;
    amount: string;
    counterparty?: string;
  }): Promise<string>;
}

/** Opens the community and its first book on 1 January 2026. */
export async function openBankedBook(
  t: TestApp,
  opening: { bank: string; cash: string; equity: string },
): Promise<BankedBook> {
  const code = await t.community();
  const accountant = await t.as('accountant.001');
  const reviewer = await t.as('reviewer.001');
  await accountant
    .post(`/api/v1/communities/${code}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
  const path = `/api/v1/communities/${code}/books/1`;
  await accountant
    .put(`${path}/opening-balances`, {
      lines: [
        { accountCode: '102', side: 'debit', amount: opening.bank },
        { accountCode: '101', side: 'debit', amount: opening.cash },
        { accountCode: '301', side: 'credit', amount: opening.equity },
      ],
    })
    .expect(200);
  return {
    path,
    accountant,
    cashier: await t.as('cashier.001'),
    post: async ({ date, debit, credit, amount, ...line }) => {
      const lines = [
        { ...line, accountCode: debit, debit: amount },
        { ...line, accountCode: credit, credit: amount },
      ];
      const voucher = { date, attachmentCount: 1, lines };
      const { body } = await accountant.post(`${path}/vouchers`, voucher).expect(201);
      const { id } = body as { id: string };
      await reviewer.post(`${path}/vouchers/${id}/review`).expect(200);
      await accountant.post(`${path}/vouchers/${id}/post`).expect(200);
      return id;
    },
  };
}
