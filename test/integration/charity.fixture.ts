import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.js';

export const COMMUNITY = '511602002001';
export const C = `/api/v1/communities/${COMMUNITY}`;
export const B = `${C}/books/1`;

/** A community whose charity book, open since January 2026, has its two lines and two restricted funds. */
export async function openCharityBook(t: TestApp): Promise<void> {
  await t.community(COMMUNITY);
  const accountant = await t.as('accountant.001');
  await accountant
    .post(`${C}/books`, {
      kind: 'charity',
      name: '慈善基金账',
      standard: 'non-profit-2024',
      openedOn: '2026-01-01',
    })
    .expect(201);
  for (const [code, name, parentCode] of [
    ['100201', '收入户', '1002'],
    ['100202', '支出户', '1002'],
    ['510101', '活动成本', '5101'],
  ] as const) {
    await accountant.post(`${B}/accounts`, { code, name, parentCode }).expect(201);
  }
  for (const [accountCode, line, accountNumber] of [
    ['100201', 'revenue', '5116020031'],
    ['100202', 'expenditure', '5116020032'],
  ] as const) {
    await accountant
      .post(`${B}/fund-accounts`, { accountCode, line, bankName: '示范银行', accountNumber })
      .expect(201);
  }
  for (const [code, name, restricted] of [
    ['JH01', '讲师与社区活动', true],
    ['JH02', '冠名活动', true],
    ['LY', '理事会指定助老', false],
  ] as const) {
    await accountant
      .post(`${B}/funds`, { code, name, purpose: `${name}的开展`, restricted })
      .expect(201);
  }
}

/** What the last approval of a request answered. */
export interface Approval {
  readonly id: string;
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A request to a payee of its own, approved by everybody whom its amount asks for. */
export async function approveSpending(
  t: TestApp,
  spending: { amount: string; fundCode?: string },
): Promise<Approval> {
  const accountant = await t.as('accountant.001');
  const { body } = await accountant
    .post(`${B}/payment-requests`, {
      date: '2026-02-02',
      purpose: '社区活动',
      payee: `供应商 ${randomUUID()}`,
      expenseAccountCode: '510101',
      handledBy: '社区经办员',
      ...spending,
    })
    .expect(201);
  const id = body.id as string;
  await accountant.post(`${B}/payment-requests/${id}/submit`).expect(200);
  const approve = async (username: string): Promise<Approval> => {
    const person = await t.as(username);
    const answer = await person.post(`${B}/payment-requests/${id}/approve`);
    return { id, status: answer.status, body: answer.body };
  };
  const first = await approve('director.001');
  return Number(spending.amount) > 1000 ? approve('secretary.001') : first;
}

/** Allocates and pays an approved request; answers its voucher's id. */
export async function paySpending(
  t: TestApp,
  requestId: string,
  amount: string,
  date: string,
): Promise<string> {
  const cashier = await t.as('cashier.001');
  await cashier.post(`${B}/allocations`, { date, amount, requestIds: [requestId] }).expect(201);
  const { body } = await cashier.post(`${B}/payments`, { requestId, date }).expect(201);
  return body.voucher.id as string;
}
